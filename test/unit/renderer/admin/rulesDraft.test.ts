/** Scorecards being edited. Bugs these catch: an id used again for another card, a copy that changes the original's English name, a text cleared in English that falls back to Chinese unseen. */
import { describe, expect, it } from 'vitest';
import shipped from '#resources/rules/quality.json';
import { qualityRulesSchema } from '#shared/rules/quality/qualityRules';
import { copyCard, freshCardId, isSound, newCard, withCard, withNewCard, withoutCard, wordsToEdit, withWords } from '#renderer/admin/quality/rulesDraft';

const rules = qualityRulesSchema.parse(shipped);
const [service] = rules.cards;

describe('scorecards being edited', () => {
  it('get ids no card or item of any version ever had', () => {
    expect(freshCardId(new Set(['service', 'card1', 'card2', 'item1']))).toBe('card3');
    expect(newCard('card3', { name: '直播间', item: '总体服务' }, ['item1', 'item2']).criteria.map(({ id }) => id)).toEqual(['item3']);
  });

  it('are copied with their items under a name of their own, in use even when the original is not', () => {
    if (service === undefined) return expect.fail('no card');
    const copy = copyCard({ ...service, isRetired: true }, 'card1', '售后评分表');
    expect(copy).toEqual({ ...service, id: 'card1', title: { 'zh-CN': '售后评分表' } });
    const both = withNewCard(rules, copy);
    expect(isSound(both, 'zh-CN')).toBe(true);
    expect(withoutCard(both, 'card1')).toEqual(rules);
    expect(isSound(withCard(rules, { ...service, isRetired: true }), 'zh-CN')).toBe(false);
  });

  it('are named in the language of the screen where they have one there, and never saved without a name in it', () => {
    if (service === undefined) return expect.fail('no card');
    const renamed = withWords(service.title, 'Sales', 'en');
    expect([renamed, wordsToEdit(renamed, 'en'), wordsToEdit(renamed, 'zh-CN')]).toEqual([{ 'zh-CN': '客服会话评分表', en: 'Sales' }, 'Sales', '客服会话评分表']);
    expect(withWords({ 'zh-CN': 'Live room' }, 'Live', 'en')).toEqual({ 'zh-CN': 'Live' });
    const cleared = withCard(rules, { ...service, title: withWords(service.title, '', 'en') });
    expect([isSound(cleared, 'en'), isSound(cleared, 'zh-CN')]).toEqual([false, true]);
  });
});

import { expect, it } from 'vitest';
import { addClause, addClock, faultOf, isClauseFree, isClauseInUse, packChanges, withCalendar, withClock, withoutClause, withoutClock, type ClockForm, type PackDraft } from '#renderer/admin/clocks/packDraft';
import { rulePackSchema } from '#shared/rules/rulePack';
import shipped from '#resources/rules/default.json';

const pack: PackDraft = rulePackSchema.parse(shipped);
const form: ClockForm = { title: { 'zh-CN': '大客户' }, clause: 'SVC-1', asks: 'round', matter: 'customer', channels: [], chats: [] };

it('clocks added twice have ids of their own and may be saved (bug: the second new clock replaces the first)', () => {
  const draft = addClock(addClock(pack, form), { ...form, title: { 'zh-CN': '小客户' } });
  expect(draft.clocks.slice(-2).map(({ id }) => id)).toEqual(['own-1', 'own-2']);
  expect(faultOf(draft)).toBeUndefined();
});

it('a clause that a clock names cannot go, a new number is checked (bug: a saved pack whose clock has no clause)', () => {
  expect([isClauseInUse(pack, 'SVC-1'), isClauseFree(pack, 'SVC-1'), isClauseFree(pack, 'svc 9'), isClauseFree(pack, 'SVC-9.1')]).toEqual([true, false, false, true]);
  expect(faultOf(withoutClause(pack, 'SVC-1'))).toBe('clocks');
  expect(faultOf(withoutClause(addClause(pack, 'SVC-9', '新'), 'SVC-9'))).toBeUndefined();
});

it('every change is named before it is saved (bug: a clock removed by the way goes unnoticed)', () => {
  const draft = withCalendar(withClock(withoutClock(addClock(pack, form), 'mail'), 'chat', { limitSeconds: 60 }), { weekend: [0] });
  expect(packChanges(pack, draft, 'zh-CN')).toEqual([
    { kind: 'changed', of: 'clock', name: '聊天答复' }, { kind: 'added', of: 'clock', name: '大客户' }, { kind: 'removed', of: 'clock', name: '邮件回复' }, { kind: 'area', area: 'calendar' },
  ]);
  expect(packChanges(pack, pack, 'zh-CN')).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { flagPackSchema } from '#shared/rules/flags/flagPack';
import { regulationSchema, type Regulation } from '#shared/rules/regulation/regulationPack';
import { defaultFlagPack } from '#renderer/archive/queries/flagRules';
import { shippedRegulation } from '#renderer/archive/queries/useViolations';
import { withoutRule } from '#renderer/admin/flags/flagDraft';
import { declinedRules, declineRule, newRules, offerAgain, takeRules } from '#renderer/admin/rules/newRules';

const idsOf = (rules: readonly { readonly id: string }[]): readonly string[] => rules.map(({ id }) => id);
/** Saved before the program had these two rules, and their clause of their own. */
const saved: Regulation = { ...shippedRegulation, version: 3, rules: shippedRegulation.rules.filter(({ id }) => id !== 'profile' && id !== 'noDeal'), clauses: shippedRegulation.clauses.filter(({ id }) => id !== 'REG-13') };
const offered = (pack: Regulation, versions: readonly Regulation[] = []): readonly string[] => idsOf(newRules(shippedRegulation, pack, versions));

describe('rules a newer version of the program ships', () => {
  it('are those no version of the company ever had, in the order they are shipped', () => {
    expect(offered(saved)).toEqual(['noDeal', 'profile']);
    expect(offered(saved, [shippedRegulation])).toEqual([]);
    expect(offered(shippedRegulation)).toEqual([]);
  });

  it('come with their clause, and leave the company\'s own words of one alone (bug: a pack that cannot be saved)', () => {
    const own = { ...saved, clauses: saved.clauses.map((clause) => (clause.id === 'REG-8' ? { ...clause, text: { 'zh-CN': '我们自己的话' } } : clause)) };
    const after = takeRules(own, shippedRegulation, ['profile', 'noDeal']);
    expect(regulationSchema.safeParse(after).success).toBe(true);
    expect(idsOf(after.rules).slice(-2)).toEqual(['noDeal', 'profile']);
    expect(after.clauses.find(({ id }) => id === 'REG-8')?.text['zh-CN']).toBe('我们自己的话');
    expect(after.clauses.at(-1)?.id).toBe('REG-13');
    expect(offered(after)).toEqual([]);
  });

  it('are not offered again once declined or taken out, unless somebody asks (bug: the same question after every start)', () => {
    const declined = declineRule(saved, 'profile');
    expect(regulationSchema.parse(declined)).toEqual(declined);
    expect(offered(declined)).toEqual(['noDeal']);
    expect(idsOf(declinedRules(shippedRegulation, declined))).toEqual(['profile']);
    expect(offerAgain(declined)).toEqual(saved);
    expect(takeRules(declined, shippedRegulation, ['profile']).declined).toBeUndefined();
    const without = withoutRule(defaultFlagPack, 'sarcasm');
    expect(flagPackSchema.parse(without).declined).toEqual(['sarcasm']);
    expect(newRules(defaultFlagPack, without, [])).toEqual([]);
  });
});

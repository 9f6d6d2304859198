import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { PersonId } from '#shared/domain/ids';
import { amountOf, ceilingOf, growsFor } from '#shared/rules/regulation/charge';
import { isStanding, monthTotals, type Counted, type ViolationState } from '#shared/rules/regulation/monthTotals';
import { propose, proposeMonth, type ViolationFact } from '#shared/rules/regulation/propose';
import { factKinds, regulationSchema, ruleOf, type Regulation, type RegulationRule } from '#shared/rules/regulation/regulationPack';
import shipped from '#resources/rules/regulation.json';

const pack: Regulation = regulationSchema.parse(shipped);
const rule = (id: string): RegulationRule => {
  const found = ruleOf(pack, id);
  if (found === undefined) throw new Error(`the shipped pack has no rule ${id}`);
  return found;
};
const HOUR = 3_600_000;
const zhou = 'p-zhou' as PersonId; // test id
const ning = 'p-ning' as PersonId; // test id
const fact = (more: Partial<ViolationFact> = {}): ViolationFact => ({ id: 's7', kind: 'impolite', person: zhou, at: 1, evidence: [], excuses: [], ...more });
const packOf = (version: number): Regulation | undefined => (version === 1 ? pack : undefined);

describe('the shipped regulation [RUL-2]', () => {
  // The figures of the company's regulation, word for word: a typo in the pack would cost somebody money.
  test.each([
    ['impolite', 0, 1000], ['attitude', 0, 10_000], ['slowComplaint', 0, 0], ['absence', 0, 0],
    ['lateNotice', 0, 500], ['lateNotice', HOUR - 1, 500], ['lateNotice', HOUR, 1000], ['lateNotice', 2.5 * HOUR, 1500], ['lateNotice', 8 * HOUR, 4500],
    ['lateNotice', 9 * HOUR, 5000], ['lateNotice', 30 * HOUR, 5000], ['missedDuty', 3 * HOUR, 2000], ['missedDuty', 100 * HOUR, 5000],
  ] as const)('%s, %d ms late, costs %d fen', (id, over, fen) => { expect(amountOf(rule(id).charge, over)).toBe(fen); });

  test.each([
    ['impolite', 5, 'dismissal'], ['attitude', 4, 'dismissal'], ['slowComplaint', 6, 'dismissal'], ['absence', 5, 'dismissal'], ['leaves', 3, 'bonus'], ['noDeal', 1, 'dismissal'],
  ] as const)('%s: %d in a month raise a review of %s', (id, count, of) => { expect(rule(id).review).toEqual({ count, of }); });

  it('withholds half of the last settlement, known only when somebody names it', () => {
    expect(amountOf(rule('deletion').charge)).toBeUndefined();
    expect(amountOf(rule('deletion').charge, 0, 850_001)).toBe(425_000);
    expect(ceilingOf(rule('deletion').charge, 850_001)).toBe(425_000);
  });

  it('grows for nine hours and no longer', () => {
    expect(growsFor(rule('lateNotice').charge)).toBe(9 * HOUR);
    expect(growsFor(rule('impolite').charge)).toBe(0);
  });

  it('names a clause with its words for every rule', () => {
    for (const each of pack.rules) expect(pack.clauses.find(({ id }) => id === each.clause)?.text['zh-CN'], each.id).toBeTruthy();
  });
});

describe('proposals', () => {
  it('carry an id made of rule and fact alone, so that reading the records again proposes nothing twice', () => {
    fc.assert(fc.property(fc.array(fc.record({ id: fc.stringMatching(/^[a-z0-9]{1,8}$/u), kind: fc.constantFrom(...factKinds), over: fc.nat(50 * HOUR) }), { maxLength: 40 }), (facts) => {
      const once = facts.flatMap((each) => propose(pack, fact(each)));
      const twice = [...facts, ...facts].flatMap((each) => propose(pack, fact(each)));
      expect(new Set(twice.map(({ id }) => id))).toEqual(new Set(once.map(({ id }) => id)));
      for (const { rule: of, fen = 0 } of once) expect(fen).toBeLessThanOrEqual(ceilingOf(of.charge));
    }));
  });

  it('are none for what is wholly excused, and stand with their excuse for what is not', () => {
    expect(propose(pack, fact({ excuses: [{ kind: 'leave', covers: true }] }))).toEqual([]);
    expect(propose(pack, fact({ excuses: [{ kind: 'outage', from: 1, to: 2 }] }))).toHaveLength(1);
  });

  it('are none under a rule that is off', () => {
    const off = { ...pack, rules: pack.rules.map((each) => ({ ...each, isOn: each.id !== 'impolite' })) };
    expect(propose(off, fact())).toEqual([]);
  });

  it('put up three leaves as one matter of the month, two as none', () => {
    const leave = (at: number): ViolationFact => fact({ id: `l${at}`, kind: 'leave', at, evidence: [{ seq: at }] });
    expect(propose(pack, leave(1))).toEqual([]);
    expect(proposeMonth(pack, 'leave', '2026-11', [leave(1), leave(2)])).toEqual([]);
    const [made, ...others] = proposeMonth(pack, 'leave', '2026-11', [leave(1), leave(2), leave(3)]);
    expect(others).toEqual([]);
    expect(made).toMatchObject({ id: 'leaves:p-zhou.2026-11', fen: 0, fact: { evidence: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] } });
    expect(proposeMonth(pack, 'leave', '2026-11', [leave(1), leave(2), leave(3), leave(4)])[0]?.id).toBe(made?.id);
  });
});

const counted = (more: Partial<Counted>): Counted => ({ id: 'x', person: zhou, rule: 'impolite', pack: 1, month: '2026-11', state: 'confirmed', fen: 1000, at: 1, ...more });

describe('what a month adds up to', () => {
  it('raises the review at the count of the rule, not before, and only for what stands', () => {
    const five = [0, 1, 2, 3, 4].map((at) => counted({ id: `v${at}` }));
    expect(monthTotals(five.slice(0, 4), '2026-11', packOf)[0]).toMatchObject({ standing: 4, fen: 4000, reviews: [] });
    expect(monthTotals(five, '2026-11', packOf)[0]?.reviews).toEqual([{ rule: 'impolite', of: 'dismissal', count: 5, limit: 5, violations: ['v0', 'v1', 'v2', 'v3', 'v4'] }]);
    const overturned = [...five.slice(0, 4), counted({ id: 'v4', state: 'overturned', fen: 0 })];
    expect(monthTotals(overturned, '2026-11', packOf)[0]?.reviews).toEqual([]);
    // “More than three”: the fourth raises it.
    const attitude = [0, 1, 2].map((at) => counted({ id: `a${at}`, rule: 'attitude', fen: 10_000 }));
    expect(monthTotals(attitude, '2026-11', packOf)[0]?.reviews).toEqual([]);
    expect(monthTotals([...attitude, counted({ id: 'a3', rule: 'attitude', fen: 10_000 })], '2026-11', packOf)[0]).toMatchObject({ fen: 40_000, reviews: [{ rule: 'attitude', count: 4 }] });
  });

  it('judges by the version of then: a milder rule of today takes no review of last month back', () => {
    const mild: Regulation = { ...pack, version: 2, rules: pack.rules.map((each) => (each.id === 'impolite' ? { ...each, review: { count: 50, of: 'dismissal' } } : each)) };
    const both = (version: number): Regulation | undefined => (version === 2 ? mild : packOf(version));
    const five = [0, 1, 2, 3, 4].map((at) => counted({ id: `v${at}` }));
    expect(monthTotals(five, '2026-11', both)[0]?.reviews).toHaveLength(1);
    expect(monthTotals(five.map((each) => ({ ...each, pack: 2 })), '2026-11', both)[0]?.reviews).toHaveLength(0);
  });

  const states: readonly ViolationState[] = ['proposed', 'confirmed', 'dismissed', 'appealed', 'upheld', 'reduced', 'overturned'];
  it('equals a plain count over the list, whatever its order', () => {
    const one = fc.record({ id: fc.uuid(), person: fc.constantFrom(zhou, ning), rule: fc.constantFrom('impolite', 'lateNotice', 'absence'), month: fc.constantFrom('2026-10', '2026-11'), state: fc.constantFrom(...states), fen: fc.option(fc.nat(5000), { nil: undefined }), at: fc.nat() });
    fc.assert(fc.property(fc.array(one, { maxLength: 60 }), (list) => {
      const all = list.map((each) => counted(each));
      const totals = monthTotals(all, '2026-11', packOf);
      expect(totals.reduce((sum, { fen }) => sum + fen, 0)).toBe(all.filter(({ month, state }) => month === '2026-11' && isStanding(state)).reduce((sum, { fen = 0 }) => sum + fen, 0));
      expect(totals.reduce((sum, { standing, open, dismissed }) => sum + standing + open + dismissed, 0)).toBe(all.filter(({ month }) => month === '2026-11').length);
      for (const { person, rules, standing } of totals) {
        expect(rules.reduce((sum, each) => sum + each.standing, 0)).toBe(standing);
        expect(standing).toBe(all.filter((each) => each.person === person && each.month === '2026-11' && isStanding(each.state)).length);
      }
      const byPerson = (of: typeof totals) => new Map(of.map((total) => [total.person, [total.fen, total.standing, total.open]]));
      expect(byPerson(monthTotals([...all].reverse(), '2026-11', packOf))).toEqual(byPerson(totals));
    }));
  });
});

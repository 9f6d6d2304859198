import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qualityRulesSchema } from '#shared/rules/quality/qualityRules';
import { problemOf, scoreOf } from '#shared/rules/quality/score';
import type { Answer, Answers, Criterion, Scorecard } from '#shared/rules/quality/scorecard';

import shipped from '../../../../../resources/rules/quality.json';

const item = (id: string, weight: number, more: Partial<Criterion> = {}): Criterion => ({ id, title: { 'zh-CN': id }, role: 'standard', kind: 'scale', weight, mayNotApply: true, ...more });
const cardOf = (criteria: readonly Criterion[], fatalEffect: Scorecard['fatalEffect'] = 'zero'): Scorecard => ({ id: 'c', title: { 'zh-CN': '表' }, passMark: 80, fatalEffect, criteria, causes: [] });

const anyCard = fc.tuple(
  fc.array(fc.record({ weight: fc.integer({ min: 1, max: 100 }), kind: fc.constantFrom('scale' as const, 'yesNo' as const) }), { minLength: 1, maxLength: 8 }),
  fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }), fc.integer({ min: 0, max: 2 }), fc.constantFrom('zero' as const, 'fail' as const),
).map(([standard, bonus, fatal, effect]) => cardOf([
  ...standard.map(({ weight, kind }, at) => item(`s${at}`, weight, { kind })), ...bonus.map((weight, at) => item(`b${at}`, weight, { role: 'bonus', kind: 'yesNo' })),
  ...Array.from({ length: fatal }, (_, at) => item(`f${at}`, 1, { role: 'fatal', kind: 'yesNo' })),
], effect));
const answered = anyCard.chain((card) => fc.tuple(fc.constant(card), fc.array(fc.integer({ min: 0, max: 6 }), { minLength: card.criteria.length, maxLength: card.criteria.length })).map(([, picks]) => {
  const answers: Record<string, Answer> = {};
  for (const [at, { id, kind, role }] of card.criteria.entries()) {
    const pick = picks[at] ?? 0;
    if (pick === 6) continue;
    answers[id] = role !== 'standard' ? pick % 2 === 0 : pick === 0 ? 'na' : kind === 'scale' ? Math.min(5, pick) : pick > 2;
  }
  return { card, answers: answers as Answers };
}));

describe('a score', () => {
  it('of the mock-up: 4 5 4 3 1 4 of equal weight is 70 and fails at 80', () => {
    const card = cardOf(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => item(id, 1)));
    expect(scoreOf(card, { a: 4, b: 5, c: 4, d: 3, e: 1, f: 4 })).toMatchObject({ total: 70, isPassed: false, missing: [] });
  });

  it('gives the weight of what does not apply to the rest, adds bonus points, and a fatal item decides alone', () => {
    const card = cardOf([item('a', 30), item('b', 70), item('plus', 5, { role: 'bonus', kind: 'yesNo' }), item('end', 1, { role: 'fatal', kind: 'yesNo' })]);
    expect(scoreOf(card, { a: 5, b: 'na' }).total).toBe(100);
    expect(scoreOf(card, { a: 5, b: 2 }).total).toBe(58);
    expect(scoreOf(card, { a: 5, b: 5, plus: true })).toMatchObject({ total: 105, isPassed: true, bonus: 5 });
    expect(scoreOf(card, { a: 5, b: 5, plus: true, end: true })).toMatchObject({ total: 0, isPassed: false, fatal: ['end'] });
    expect(scoreOf({ ...card, fatalEffect: 'fail' }, { a: 5, b: 5, end: true })).toMatchObject({ total: 100, isPassed: false });
    expect(problemOf(card, { a: 5 })).toEqual({ code: 'quality.unanswered', criterion: 'b' });
    expect(problemOf(card, { a: 'na', b: 'na' })).toEqual({ code: 'quality.nothingScored' });
    expect(problemOf(card, { a: true, b: 5 })).toEqual({ code: 'quality.badAnswer', criterion: 'a' });
    expect(problemOf(card, { a: 5, b: 5, other: 3 })).toEqual({ code: 'quality.badAnswer', criterion: 'other' });
  });

  it('is bounded, a fatal item never passes, the order of items changes nothing, and n/a equals an item that is not on the card', () => {
    fc.assert(fc.property(answered, fc.integer(), ({ card, answers }, turn) => {
      const score = scoreOf(card, answers);
      const most = 100 + card.criteria.reduce((sum, { role, weight }) => sum + (role === 'bonus' ? weight : 0), 0);
      if (score.total !== null) expect(score.total >= 0 && score.total <= most).toBe(true);
      if (score.fatal.length > 0) expect(score.isPassed).toBe(false);
      if (score.fatal.length > 0 && card.fatalEffect === 'zero' && score.total !== null) expect(score.total).toBe(0);
      const at = Math.abs(turn) % card.criteria.length;
      const other = { ...card, criteria: [...card.criteria.slice(at), ...card.criteria.slice(0, at)].reverse() };
      expect(scoreOf(other, answers)).toEqual({ ...score, missing: expect.arrayContaining([...score.missing]) as string[] });
      const without = { ...card, criteria: card.criteria.filter(({ id }) => answers[id] !== 'na') };
      expect(scoreOf(without, answers).total).toBe(score.total);
    }), { numRuns: 400 });
  });

  it('of the shipped rules can be made: ids are their own and something makes a total', () => {
    const rules = qualityRulesSchema.parse(shipped);
    for (const card of rules.cards) expect(scoreOf(card, Object.fromEntries(card.criteria.filter(({ role }) => role === 'standard').map(({ id }) => [id, 5]))).total).toBe(100);
  });
});

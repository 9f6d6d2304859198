/**
 * Complaints, scores, wording and the portrait, by the product through the real archive and by brute force: equal, in
 * months with a daylight saving day, a leap day, a year's end, and wherever the computer stands.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { AccountId } from '#shared/domain/ids';
import { dayOf } from '#shared/rules/contactDays';
import { figures, reduceCases } from '#shared/rules/figures/figureList';
import { monthOf } from '#shared/rules/figures/period';
import { circles, portraitOf, type Portrait } from '#shared/rules/figures/portraitFigures';
import { accountsChosen, type FigureQuestion } from '#renderer/archive/queries/figureFacts';
import { personsOf } from '#renderer/archive/queries/persons';
import { countFigures } from '#renderer/archive/queries/useFigures';
import { figuresByPerson, figuresByWording, type WordingFigures } from '#renderer/archive/queries/wordingFigures';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { personFact } from '#renderer/supervision/portrait/personFact';
import { applyAll } from '../ledgerBuilder';
import { naiveComplaints, naivePortrait, naiveScore, naiveWordings, type Asked, type NaivePortrait } from './bruteJudged';
import { accounts } from './figureShop';
import { judgedLedger, people } from './judgedLedger';

const [flagship, outlet, demo] = accounts as readonly [AccountId, AccountId, AccountId];
const LIMITS = { answeredHours: 24, soldDays: 7 };
const china = (text: string): number => Date.parse(`${text}T00:00:00+08:00`);

const zone = process.env['TZ'];
afterEach(() => { if (zone === undefined) delete process.env['TZ']; else process.env['TZ'] = zone; });

const sums = (by: ReadonlyMap<string | undefined, WordingFigures>) => Object.fromEntries([...by].map(([key, { uses, edited, answered, sold }]) => [key ?? '', { uses, edited, answered, sold }]));
const parts = ['province', 'occupation', 'grade', 'source', 'activity', 'funnel'] as const;
/** Whom it counts, in whatever order. */
const oursSorted = (portrait: Portrait) => ({
  persons: [...portrait.persons].sort(), ...Object.fromEntries(parts.map((part) => [part, Object.fromEntries(portrait[part].map(({ key, persons }) => [key, [...persons].sort()]))])),
});
const naiveSorted = (portrait: NaivePortrait) => ({
  persons: [...portrait.persons].sort(), ...Object.fromEntries(parts.map((part) => [part, Object.fromEntries(Object.entries(portrait[part]).map(([key, persons]) => [key, [...persons].sort()]))])),
});

const months = [
  ['Europe/Berlin', '2026-10-01', '2026-11-01'], ['America/New_York', '2026-03-01', '2026-04-01'], ['Pacific/Kiritimati', '2026-12-01', '2027-01-01'], ['Asia/Shanghai', '2028-02-01', '2028-03-01'],
] as const;

describe('complaints, scores, wording and the portrait', () => {
  it.each(months)('equal the brute force on a computer in %s, from %s to %s', async (where, begin, end) => {
    process.env['TZ'] = where;
    const [start, stop] = [china(begin), china(end)];
    const whole = monthOf(start);
    expect(whole).toEqual({ from: dayOf(start), to: dayOf(stop) });
    const entries = judgedLedger(dayOf(start), start, stop);
    const db = new ArchiveDb(`judged-${begin}`);
    await applyAll(db, entries, 170);
    const persons = personsOf(await db.customers.toArray(), await db.conversations.toArray());
    const rows = await db.accounts.toArray();
    const scopes: readonly (Partial<FigureQuestion> & { readonly of: readonly AccountId[] })[] = [{ of: [flagship, outlet] }, { of: [flagship], account: flagship }, { of: [outlet], channel: 'xmpp' }, { of: [demo], account: demo }, ...people.map((person) => ({ of: [flagship, outlet], person }))];
    for (const period of [whole, { from: whole.to - 1, to: whole.to + 1 }]) for (const { of, ...scope } of scopes) {
      const question: FigureQuestion = { period, hours: 'all', ...scope };
      const { sheet, uses } = await countFigures(db, question, stop + 86_400_000, new AbortController().signal);
      const asked: Asked = { ...period, accounts: of, isAll: question.account === undefined && question.channel === undefined, person: scope.person };
      const name = JSON.stringify({ period, scope });
      expect(reduceCases('complaints', figures.complaints.casesOf(sheet)).value, `complaints ${name}`).toBe(naiveComplaints(entries, asked));
      const score = reduceCases('score', figures.score.casesOf(sheet));
      const naive = naiveScore(entries, asked);
      expect([score.count, score.value ?? null], `score ${name}`).toEqual([naive.count, naive.mean === null ? null : expect.closeTo(naive.mean, 6)]);
      expect({ byWording: sums(figuresByWording(uses, LIMITS)), byPerson: sums(figuresByPerson(uses, LIMITS)) }, `wording ${name}`).toEqual(naiveWordings(entries, asked, LIMITS.answeredHours, LIMITS.soldDays));
      if (scope.person !== undefined) continue;
      for (const circle of circles) {
        const portrait = portraitOf(persons.map(personFact), sheet, { accounts: accountsChosen(rows, question), circle, period });
        expect(oursSorted(portrait), `portrait ${circle} ${name}`).toEqual(naiveSorted(naivePortrait(entries, asked, circle)));
      }
    }
    await db.delete();
  }, 60_000);

  // A month in which nothing hard happens would prove nothing.
  it('are compared on a month that has everything', () => {
    const start = china('2026-10-01');
    const entries = judgedLedger(dayOf(start), start, china('2026-11-01'));
    const types = new Set(entries.map(({ type }) => type));
    for (const type of ['customer.merged', 'customer.split', 'customer.untagged', 'complaint.revised', 'quality.reviewSkipped', 'quality.appealDecided', 'reply.withdrawn', 'conversation.reopened'] as const) expect(types).toContain(type);
    const asked: Asked = { from: dayOf(start), to: dayOf(start) + 31, accounts: [flagship, outlet], isAll: true };
    const { funnel, province } = naivePortrait(entries, asked, 'active');
    expect(funnel['again']?.length).toBeGreaterThan(0);
    expect(Object.keys(province).length).toBeGreaterThan(2);
    expect(naivePortrait(entries, asked, 'new').persons.length).toBeGreaterThan(3);
    expect(naiveComplaints(entries, asked)).toBeGreaterThan(20);
    expect(naiveScore(entries, asked).count).toBeGreaterThan(5);
    expect(Object.values(naiveWordings(entries, asked, 24, 7).byWording).every(({ uses, answered, sold }) => uses > answered && answered > 0 && sold > 0)).toBe(true);
  });
});

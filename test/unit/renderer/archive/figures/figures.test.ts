/** All figures, counted by the product through the real archive and by brute force from the raw ledger: they must be equal. */
import { afterEach, describe, expect, it } from 'vitest';
import type { AccountId, PersonId } from '#shared/domain/ids';
import { dayOf } from '#shared/rules/contactDays';
import { figures, groupCases, hourOfCase, reduceCases, type FigureId } from '#shared/rules/figures/figureList';
import type { FigureSheet } from '#shared/rules/figures/figureSheet';
import { readFigures, type FigureQuestion } from '#renderer/archive/queries/figureFacts';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { applyAll } from '../ledgerBuilder';
import { naiveFacts, naiveNumbers, type NaiveWait } from './bruteForce';
import { accounts } from './figureShop';
import { DAY, MONTH_START, monthLedger, people } from './monthLedger';

const SHIFTS = [[540, 720], [810, 1080], [1170, 1410]] as const;
const [flagship, outlet, demo] = accounts as readonly [AccountId, AccountId, AccountId];
const first = dayOf(MONTH_START);
const now = MONTH_START + 30 * DAY;

const limitOf = ({ account }: NaiveWait) => ({ ms: 180_000, spans: account === demo ? null : SHIFTS });

const numberOf = (sheet: FigureSheet, figure: FigureId) => reduceCases(figure, figures[figure].casesOf(sheet));
const spreadIn = (sheet: FigureSheet, figure: FigureId) => numberOf(sheet, figure).spread ?? null;

/** The product's answer in the words of the brute force. */
const ours = (sheet: FigureSheet) => {
  const value = (figure: FigureId): number | null => numberOf(sheet, figure).value ?? null;
  const byHour = groupCases(figures.contactHours.casesOf(sheet), hourOfCase);
  const byReason = groupCases(figures.lost.casesOf(sheet), ({ key }) => key ?? '');
  return {
    contacts: value('contacts'), contactHours: value('contactHours'), hours: Array.from({ length: 24 }, (_, hour) => byHour.get(hour)?.length ?? 0),
    served: value('served'), received: value('received'), sent: value('sent'), responseTime: spreadIn(sheet, 'responseTime'), firstResponse: spreadIn(sheet, 'firstResponse'),
    inTime: value('inTime'), judged: numberOf(sheet, 'inTime').count, unanswered: value('unanswered'), openWaits: value('openWaits'),
    sold: value('sold'), lost: value('lost'), conversion: value('conversion'), byReason: Object.fromEntries([...byReason].map(([key, cases]) => [key, cases.length])),
  };
};

const near = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_, one: unknown) => (typeof one === 'number' ? Number(one.toFixed(6)) : one));

const zone = process.env['TZ'];
afterEach(() => { if (zone === undefined) delete process.env['TZ']; else process.env['TZ'] = zone; });

describe('figures of a month', () => {
  // October has the night in which Berlin's clocks go back.
  it.each([[3, 'Europe/Berlin'], [2026, 'America/New_York']] as const)('equal the brute force over the raw ledger, whatever the period, account, person, hours and the computer\'s zone (seed %i, %s)', async (seed, where) => {
    process.env['TZ'] = where;
    const entries = monthLedger(seed, 40);
    const facts = naiveFacts(entries);
    const db = new ArchiveDb(`figures-${seed}`);
    await applyAll(db, entries, 150);
    const periods = [{ from: first, to: first + 30 }, { from: first + 9, to: first + 16 }];
    const scopes: readonly (Partial<FigureQuestion> & { readonly of: readonly AccountId[] })[] = [
      { of: [flagship, outlet] }, { of: [flagship], account: flagship }, { of: [outlet], channel: 'xmpp' }, { of: [demo], account: demo }, ...people.map((person: PersonId) => ({ of: [flagship, outlet], person })),
    ];
    let compared = 0;
    for (const period of periods) for (const { of, ...scope } of scopes) for (const hours of ['all', 'shifts'] as const) {
      const sheet = await readFigures(db, { period, hours, ...scope }, now);
      const wanted = naiveNumbers(facts, { ...period, accounts: of, person: scope.person, shifts: hours === 'shifts' ? SHIFTS : undefined, now, limitOf });
      expect(near(ours(sheet)), JSON.stringify({ period, scope, hours })).toEqual(near(wanted));
      compared += 1;
    }
    expect(compared).toBe(32);
    await db.delete();
  }, 60_000);

  // A month in which nothing hard happens would prove nothing.
  it('are compared on a month that has everything', () => {
    const entries = monthLedger(3, 40);
    const types = new Set(entries.map(({ type }) => type));
    for (const type of ['message.recalled', 'message.edited', 'reply.failed', 'conversation.closed', 'conversation.reopened', 'conversation.dismissed', 'conversation.snoozed', 'conversation.assigned'] as const) expect(types).toContain(type);
    const { waits } = naiveFacts(entries);
    expect(waits.filter(({ since, end }) => end !== undefined && dayOf(since) !== dayOf(end.at)).length).toBeGreaterThan(3);
    expect(waits.filter(({ end }) => end === undefined).length).toBeGreaterThan(3);
    expect(waits.filter(({ end }) => end?.how === 'elsewhere').length).toBeGreaterThan(3);
  });
});

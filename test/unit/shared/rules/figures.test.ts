import { describe, expect, it } from 'vitest';
import type { AccountId, ConversationId, CustomerId, PersonId } from '#shared/domain/ids';
import { CUSTOMER, ELSEWHERE, type ContactDay, type Wait } from '#shared/rules/figures/contactDay';
import { figures, reduceCases, type FigureId } from '#shared/rules/figures/figureList';
import { SheetMaker, type Scope } from '#shared/rules/figures/figureSheet';
import { periodBefore, periodOf } from '#shared/rules/figures/period';
import { portraitOf, type PersonFact } from '#shared/rules/figures/portraitFigures';
import { quantile, spreadOf } from '#shared/rules/figures/quantile';
import { dayOf, startOfDay } from '#shared/rules/contactDays';
import { rulePackSchema } from '#shared/rules/rulePack';
import { accountsChosen, packsInTime } from '#renderer/archive/queries/figureFacts';
import { divisions } from '#renderer/i18n/divisions';
import { provinceTiles } from '#renderer/figures/provinceTiles';
import { messages } from '#renderer/i18n/catalog/all';
import { figureIds } from '#shared/rules/figures/figureList';
import { portraitIds } from '#shared/rules/figures/portraitFigures';
import shipped from '../../../../resources/rules/default.json';

const pack = rulePackSchema.parse(shipped);
const MINUTE = 60_000;
const shop = 'shop' as AccountId; // test ids
const talk = 'shop/li' as ConversationId;
const [lin, he] = ['lin', 'he'] as unknown as readonly [PersonId, PersonId];
const day = dayOf(Date.UTC(2026, 10, 18));
const at = (hour: number, minute = 0): number => startOfDay(day) + (hour * 60 + minute) * MINUTE;
const now = at(24);

const contactDay = (more: Partial<ContactDay>): ContactDay => ({ day, conversation: talk, account: shop, said: [], waits: [], closings: [], ...more });
const wait = (more: Partial<Wait>): Wait => ({ since: at(10), handledAt: 0, ...more });
const sheetOf = (days: readonly ContactDay[], scope: Partial<Scope> = {}) => {
  const maker = new SheetMaker({ accounts: new Set([shop]), hours: 'all', ...scope }, { packAt: () => pack, channelOf: () => 'onebot', now });
  maker.add(days);
  return maker.sheet();
};
const value = (figure: FigureId, days: readonly ContactDay[], scope?: Partial<Scope>) => reduceCases(figure, figures[figure].casesOf(sheetOf(days, scope))).value;

describe('a response', () => {
  it('is of who sent it, not of whose the conversation was (bug: the colleague on leave gets the slow answer)', () => {
    const days = [contactDay({ waits: [wait({ assignee: lin, end: { at: at(10, 2), how: 'answered', by: he } })] })];
    expect(value('responseTime', days, { person: he })).toBe(2 * MINUTE);
    expect(value('responseTime', days, { person: lin })).toBeUndefined();
  });
  it('never given is no response, and stays with whose the conversation was', () => {
    const days = [contactDay({ waits: [wait({ assignee: lin, end: { at: at(11), how: 'closed', by: he } })] })];
    expect([value('responseTime', days), value('unanswered', days), value('unanswered', days, { person: lin }), value('unanswered', days, { person: he })]).toEqual([undefined, 1, 1, 0]);
  });
  it('over night counts every hour, or only those of the shifts', () => {
    const days = [contactDay({ waits: [wait({ since: at(23, 20), end: { at: at(33, 5), how: 'answered', by: lin } })] })];
    expect([value('responseTime', days), value('responseTime', days, { hours: 'shifts' })]).toEqual([585 * MINUTE, 15 * MINUTE]);
  });
  it('is in time by the clock of the rules; put off, from when it was taken up again', () => {
    const late = wait({ end: { at: at(10, 30), how: 'answered', by: lin } });
    expect(value('inTime', [contactDay({ waits: [late] })])).toBe(0);
    expect(value('inTime', [contactDay({ waits: [{ ...late, resumedAt: at(10, 28) }] })])).toBe(1);
    // Put off, the customer still waited for half an hour.
    expect(value('responseTime', [contactDay({ waits: [{ ...late, resumedAt: at(10, 28) }] })])).toBe(30 * MINUTE);
  });
  it('that is not due yet says nothing of being in time', () => {
    expect(reduceCases('inTime', figures.inTime.casesOf(sheetOf([contactDay({ waits: [wait({ since: now - MINUTE })] })]))).count).toBe(0);
  });
  it('from another device counts for the shop and for nobody', () => {
    const days = [contactDay({ said: [{ hour: 10, by: ELSEWHERE, count: 1 }, { hour: 10, by: CUSTOMER, count: 2 }], waits: [wait({ assignee: lin, end: { at: at(10, 1), how: 'elsewhere' } })] })];
    expect([value('responseTime', days), value('responseTime', days, { person: lin }), value('sent', days), value('served', days)]).toEqual([MINUTE, undefined, 1, 0]);
  });
});

describe('a sale', () => {
  it('is the last closing of the day that was not undone', () => {
    const closings = [{ at: at(10), by: lin, outcome: 'lost' as const }, { at: at(11), by: he, outcome: 'sold' as const }];
    expect([value('sold', [contactDay({ closings })]), value('lost', [contactDay({ closings })])]).toEqual([1, 0]);
    const undone = [closings[0], { ...closings[1], undone: true as const }] as ContactDay['closings']; // both are there
    expect([value('sold', [contactDay({ closings: undone })]), value('conversion', [contactDay({ closings: undone })])]).toEqual([0, 0]);
  });
});

describe('demonstrations', () => {
  it('never mix in, and stand alone when chosen', () => {
    const accounts = [{ id: shop, channel: 'onebot' as const }, { id: 'demo-1' as AccountId, channel: 'demo' as const }, { id: 'filed' as AccountId, channel: 'demo' as const }]; // test ids
    expect([...accountsChosen(accounts, {})]).toEqual([shop]);
    expect([...accountsChosen(accounts, { channel: 'demo' })]).toEqual(['demo-1']);
    expect([...accountsChosen(accounts, { account: 'demo-1' as AccountId })]).toEqual(['demo-1']);
  });
});

describe('the past', () => {
  it('is judged by the rules in force then (bug: a new limit makes last month late)', () => {
    const of = packsInTime([{ savedAt: 200, version: 3, pack: { ...pack, version: 3 } }, { savedAt: 100, version: 2, pack: { ...pack, version: 2 } }]);
    expect([of(50).version, of(150).version, of(200).version]).toEqual([1, 2, 3]);
  });
  it('is compared with as many days straight before', () => {
    expect(periodBefore({ from: 10, to: 17 })).toEqual({ from: 3, to: 10 });
    const moment = Date.UTC(2026, 10, 18, 4);
    expect(periodOf('lastMonth', moment)).toEqual({ from: dayOf(Date.UTC(2026, 8, 30, 16)), to: dayOf(Date.UTC(2026, 9, 31, 16)) });
    expect(periodOf('today', moment)).toEqual({ from: day, to: day + 1 });
  });
});

describe('median and percentile', () => {
  it('are between neighbours, as a spreadsheet has them; nothing has none', () => {
    expect([quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.9), quantile([7], 0.9), quantile([], 0.5)]).toEqual([2.5, 3.7, 7, undefined]);
    expect(spreadOf([4, 1, 3, 2])).toEqual({ count: 4, mean: 2.5, median: 2.5, p90: 3.7 });
  });
});

describe('the portrait', () => {
  const person = (name: string, more: Partial<PersonFact> = {}): PersonFact => ({ id: name as CustomerId, accounts: [shop], firstAt: at(9), conversations: [`shop/${name}` as ConversationId], ...more }); // test ids
  const wrote = (name: string, more: Partial<ContactDay> = {}): ContactDay => contactDay({ conversation: `shop/${name}` as ConversationId, said: [{ hour: 9, by: CUSTOMER, count: 1 }, { hour: 9, by: lin, count: 1 }], ...more }); // test ids
  const sold = { closings: [{ at: at(12), by: lin, outcome: 'sold' as const }] };
  const question = { accounts: new Set([shop]), circle: 'active' as const, period: { from: day, to: day + 7 } };

  it('counts joined files once and lets each step of the funnel lie within the one before', () => {
    const li = person('li', { province: '330000', conversations: ['shop/li', 'shop/li2'] as unknown as readonly ConversationId[] }); // test ids
    const days = [wrote('li', sold), wrote('li2', { day: day + 1, ...sold }), wrote('wu', { said: [{ hour: 9, by: CUSTOMER, count: 1 }], ...sold }), wrote('he')];
    const portrait = portraitOf([li, person('wu'), person('he'), person('silent')], sheetOf(days), question);
    expect(portrait.persons.length).toBe(3);
    // Wu was never answered: bought or not, that is no step further.
    expect(portrait.funnel.map(({ persons }) => persons.length)).toEqual([3, 2, 1, 1]);
    expect(portrait.province).toEqual([{ key: '330000', persons: ['li'] }, { key: '', persons: ['wu', 'he'] }]);
    expect(portrait.activity).toEqual([{ key: '1', persons: ['wu', 'he'] }, { key: '2-3', persons: ['li'] }]);
  });
  it('tells new customers from those who came again', () => {
    const portrait = portraitOf([person('new'), person('old', { firstAt: startOfDay(day) - 1 })], sheetOf([wrote('new'), wrote('old')]), { ...question, circle: 'new' });
    expect(portrait.persons).toEqual(['new']);
  });
  it('has a square of its own for each of the 34 divisions', () => {
    const codes = divisions.map(({ code }) => code).sort();
    expect(Object.keys(provinceTiles).sort()).toEqual(codes);
    expect(new Set(Object.values(provinceTiles).map(String)).size).toBe(34);
  });
});

describe('every figure', () => {
  it.each(['zh-CN', 'en'] as const)('has its name, definition and example in %s', (locale) => {
    const keys = [...figureIds.map((id) => `figure.${id}`), ...portraitIds.map((id) => `portrait.${id}`)].flatMap((key) => [key, `${key}.meaning`, `${key}.example`]);
    expect(keys.filter((key) => (messages[locale][key] ?? '') === '')).toEqual([]);
  });
});

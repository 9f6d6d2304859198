import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRun, runBetween, timeAfter } from '#shared/rules/schedule';
import { answerByOf, complaintDue, isOverdue } from '#shared/rules/duties/complaintDue';
import { answerable, dutiesOf, dutySettledAt, dutyStanding, holderAt, holdsOf } from '#shared/rules/duties/dailyDuty';
import { addDays, dayStart, daysOfMonth, dayTextAt } from '#shared/rules/duties/days';
import { dutyRulesOn, dutyRulesSchema, type DutyRule } from '#shared/rules/duties/dutyRules';
import { deadlineOf, isAsked, noticeSpanOf, noticeStanding } from '#shared/rules/duties/noticeDue';
import { dayOfWork, workScheduleOf, type WorkFacts } from '#shared/rules/duties/workSchedule';
import { rulePackSchema } from '#shared/rules/rulePack';
import shippedDuties from '../../../../../resources/rules/duties.json';
import shipped from '../../../../../resources/rules/default.json';

const pack = rulePackSchema.parse(shipped);
const rules = dutyRulesSchema.parse(shippedDuties);
const HOUR = 3_600_000;
/** Company time. */
const at = (text: string): number => Date.parse(`${text}+08:00`);
const plain: WorkFacts = { plans: [{ savedAt: 0, calendar: pack.calendar, shifts: pack.shifts }], patterns: [], days: [], leaves: [] };
const clock = (spans: readonly (readonly [number, number])[]): readonly string[] => spans.map(([from, to]) => `${new Date(from + 8 * HOUR).toISOString().slice(11, 16)}-${new Date(to + 8 * HOUR).toISOString().slice(11, 16)}`);
const worked = (facts: WorkFacts, day: string): readonly string[] => clock(dayOfWork(facts, day).spans);
const rule = (part: Partial<DutyRule> = {}): DutyRule => ({ id: 'x', clause: 'DTY-1', title: { 'zh-CN': '发布' }, isOn: true, counts: 'byHand', times: 2, channels: [], accounts: [], ...part });

describe('days of the company', () => {
  it('begin at midnight in its zone, whatever the computer thinks (bug: duties of 23:30 counted on the next day)', () => {
    expect(dayTextAt(480, at('2026-11-22T23:59:59.999'))).toBe('2026-11-22');
    expect(dayTextAt(480, at('2026-11-23T00:00'))).toBe('2026-11-23');
    expect(dayStart(480, '2026-11-23')).toBe(at('2026-11-23T00:00'));
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(daysOfMonth('2028-02')).toHaveLength(29);
  });
});

describe('when a person works', () => {
  const nights: WorkFacts = { ...plain, patterns: [{ from: '2026-11-01', pattern: { weekdays: [0, 1, 2, 3, 4, 5, 6], holidays: true, spans: [{ from: '22:00', to: '24:00' }, { from: '00:00', to: '06:00' }] } }] };

  it('goes on over midnight (bug: a night shift loses the time after it)', () => {
    const work = workScheduleOf(nights);
    expect(runBetween(work, at('2026-11-22T21:00'), at('2026-11-23T07:00'))).toBe(8 * HOUR);
    expect(timeAfter(work, at('2026-11-22T23:00'), 2 * HOUR)).toBe(at('2026-11-23T01:00'));
    expect(nextRun(work, at('2026-11-23T12:00'))).toBe(at('2026-11-23T22:00'));
  });

  it('a plan saved later leaves the days before as they were (bug: last week is judged by the new shifts)', () => {
    const changed: WorkFacts = { ...plain, plans: [...plain.plans, { savedAt: at('2026-11-22T15:00'), calendar: pack.calendar, shifts: { days: 'every', spans: [{ from: '10:00', to: '16:00' }] } }] };
    expect(worked(changed, '2026-11-21')).toEqual(['09:00-12:00', '13:30-18:00', '19:30-23:30']);
    expect(worked(changed, '2026-11-22')).toEqual(['10:00-16:00']);
  });

  it('a pattern begins on its day, one day may be otherwise and be put back', () => {
    const week = { weekdays: [1, 2, 3, 4, 5], holidays: false, spans: [{ from: '09:00', to: '12:00' }] };
    const facts: WorkFacts = { ...plain, patterns: [{ from: '2026-11-24', pattern: week }], days: [{ day: '2026-11-25', spans: [{ from: '13:30', to: '18:00' }] }, { day: '2026-11-26', spans: [] }, { day: '2026-11-27', spans: [] }, { day: '2026-11-27', spans: null }] };
    expect(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28'].map((day) => worked(facts, day).join(' ')))
      .toEqual(['09:00-12:00 13:30-18:00 19:30-23:30', '09:00-12:00', '13:30-18:00', '', '09:00-12:00', '']);
    expect(dayOfWork(facts, '2026-11-26').off).toBe('dayOff');
    expect(dayOfWork(facts, '2026-11-28').off).toBe('offShift');
    // Public holiday off, its make-up Saturday on.
    expect(worked({ ...facts, patterns: [{ from: '2026-01-01', pattern: week }] }, '2026-10-01')).toEqual([]);
    expect(worked({ ...facts, patterns: [{ from: '2026-01-01', pattern: week }] }, '2026-10-10')).toEqual(['09:00-12:00']);
  });

  it('half a day of leave leaves the other half', () => {
    const half: WorkFacts = { ...plain, leaves: [{ from: at('2026-11-22T11:00'), to: at('2026-11-22T18:00') }] };
    expect(worked(half, '2026-11-22')).toEqual(['09:00-11:00', '19:30-23:30']);
    expect(dayOfWork(half, '2026-11-22').hasLeave).toBe(true);
    expect(dayOfWork({ ...plain, leaves: [{ from: at('2026-11-22T00:00'), to: at('2026-11-23T00:00') }] }, '2026-11-22').off).toBe('leave');
  });

  it('counts no more than its spans, and leave only ever takes away (property)', () => {
    const moment = fc.integer({ min: at('2026-11-20T00:00'), max: at('2026-11-30T00:00') });
    fc.assert(fc.property(moment, moment, fc.array(fc.tuple(moment, moment), { maxLength: 4 }), (a, b, leaves) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const facts = { ...plain, leaves: leaves.map(([x, y]) => ({ from: Math.min(x, y), to: Math.max(x, y) })) };
      const [full, less] = [runBetween(workScheduleOf(plain), from, to), runBetween(workScheduleOf(facts), from, to)];
      expect(less).toBeLessThanOrEqual(full);
      const lost = facts.leaves.reduce((sum, leave) => sum + runBetween(workScheduleOf(plain), Math.max(from, leave.from), Math.min(to, leave.to)), 0);
      expect(less).toBeGreaterThanOrEqual(full - lost);
      const due = timeAfter(workScheduleOf(facts), from, 2 * HOUR);
      expect(due === Infinity || runBetween(workScheduleOf(facts), from, due)).toBe(due === Infinity || 2 * HOUR);
    }));
  });
});

describe('notices', () => {
  const within = { kind: 'within', span: noticeSpanOf(pack).span } as const;

  it('take the span of the rule pack, two hours on shift, and the lunch break does not count', () => {
    expect(noticeSpanOf(pack)).toEqual({ span: { seconds: 7_200, runs: 'shifts' }, clause: 'SVC-3' });
    expect(deadlineOf(within, at('2026-11-22T11:00'), plain)).toBe(at('2026-11-22T14:30'));
    expect(deadlineOf(within, at('2026-11-22T23:30'), plain)).toBe(at('2026-11-23T11:00'));
  });

  it('wait for who is on leave (bug: the sick are fined for a notice)', () => {
    const sick = { ...plain, leaves: [{ from: at('2026-11-22T00:00'), to: at('2026-11-24T00:00') }] };
    expect(deadlineOf(within, at('2026-11-22T11:00'), sick)).toBe(at('2026-11-24T11:00'));
    expect(deadlineOf({ kind: 'at', at: at('2026-11-22T18:00') }, at('2026-11-22T11:00'), sick)).toBe(at('2026-11-24T11:00'));
    expect(deadlineOf({ kind: 'at', at: at('2026-11-22T18:00') }, at('2026-11-22T11:00'), plain)).toBe(at('2026-11-22T18:00'));
    expect(deadlineOf({ kind: 'within', span: { seconds: 86_400, runs: 'always' } }, at('2026-11-22T11:00'), sick)).toBe(at('2026-11-25T00:00'));
  });

  it('stand as open, off, overdue, done or late; an answer is a reading too', () => {
    const notice = { at: at('2026-11-22T11:00'), read: within, reply: within, reads: [{ person: 'a', at: at('2026-11-22T11:10') }], replies: [{ person: 'b', at: at('2026-11-22T15:00') }] };
    const of = (person: string, now: string) => {
      const { read, reply } = noticeStanding(notice, person, plain, at(now));
      return `${read.state} ${reply?.state}`;
    };
    expect(of('a', '2026-11-22T11:30')).toBe('done open');
    expect(of('a', '2026-11-22T12:30')).toBe('done off');
    expect(of('a', '2026-11-22T14:30:00.001')).toBe('done overdue');
    expect(of('b', '2026-11-22T16:00')).toBe('late late');
    expect(isAsked(notice, noticeStanding(notice, 'a', plain, at('2026-11-22T16:00')))).toBe(true);
    expect(isAsked(notice, noticeStanding(notice, 'b', plain, at('2026-11-22T16:00')))).toBe(false);
    // Taken back in time: nobody is late; taken back too late: who was late stays so.
    expect(noticeStanding({ ...notice, withdrawn: { at: at('2026-11-22T12:00') } }, 'c', plain, at('2026-11-23T12:00')).read.state).toBe('withdrawn');
    expect(noticeStanding({ ...notice, withdrawn: { at: at('2026-11-22T20:00') } }, 'c', plain, at('2026-11-23T12:00')).read.state).toBe('overdue');
  });
});

describe('daily duties', () => {
  const day = '2026-11-22';
  const stateAt = (now: string, items: readonly (readonly [string, number])[], facts: WorkFacts = plain, part: Partial<DutyRule> = {}) =>
    dutyStanding(rule(part), day, items.map(([text, times]) => ({ at: at(text), times })), facts, at(now)).state;

  it('are due at the end of the last shift; done, late and missed follow from when the last one needed was done', () => {
    expect(stateAt('2026-11-22T23:30', [])).toBe('open');
    expect(stateAt('2026-11-22T23:30:00.001', [['2026-11-22T10:00', 1]])).toBe('missed');
    expect(stateAt('2026-11-22T23:00', [['2026-11-22T22:00', 1], ['2026-11-22T10:00', 1]])).toBe('done');
    expect(stateAt('2026-11-23T09:00', [['2026-11-22T10:00', 1], ['2026-11-22T23:40', 1]])).toBe('late');
    expect(stateAt('2026-11-23T09:00', [['2026-11-22T10:00', 3], ['2026-11-22T23:40', 1]])).toBe('done');
  });

  it('are not due on leave or a day off, end earlier with half a day of leave, and keep a time of their own', () => {
    expect(stateAt('2026-11-23T12:00', [], { ...plain, leaves: [{ from: at('2026-11-22T00:00'), to: at('2026-11-23T00:00') }] })).toBe('notDue');
    expect(stateAt('2026-11-23T12:00', [], { ...plain, days: [{ day, spans: [] }] })).toBe('notDue');
    const early = { ...plain, leaves: [{ from: at('2026-11-22T18:00'), to: at('2026-11-23T00:00') }] };
    expect(stateAt('2026-11-22T19:00', [], early)).toBe('missed');
    expect(stateAt('2026-11-22T18:30', [], plain, { by: '18:00' })).toBe('missed');
    expect(stateAt('2026-11-22T18:30', [], { ...plain, leaves: [{ from: at('2026-11-22T00:00'), to: at('2026-11-22T19:00') }] }, { by: '18:00' })).toBe('open');
  });

  it('concern the channels and accounts they name', () => {
    const some = { ...rules, duties: [rule({ id: 'a', channels: ['xmpp'] }), rule({ id: 'b', accounts: ['shop' as never] }), rule({ id: 'c' }), rule({ id: 'd', isOn: false })] };
    expect(dutiesOf(some, { id: 'shop', channel: 'onebot' }).map(({ id }) => id)).toEqual(['b', 'c']);
    expect(dutiesOf(some, { id: 'other', channel: 'xmpp' }).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('follow the rules of their day (bug: a new duty is asked of last week)', () => {
    const later = { ...rules, version: 2, duties: [] };
    expect(dutyRulesOn([{ from: '2026-11-22', rules: later }], rules, '2026-11-21').version).toBe(1);
    expect(dutyRulesOn([{ from: '2026-11-22', rules: later }], rules, '2026-11-22').version).toBe(2);
  });

  it('are asked of who held the account then', () => {
    const facts = [{ at: 10, type: 'account.issued', person: 'a' }, { at: 20, type: 'account.returned', person: 'a' }, { at: 20, type: 'account.issued', person: 'b' }, { at: 25, type: 'account.edited' }, { at: 30, type: 'account.returned', person: 'b' }];
    expect([5, 10, 19, 20, 29, 30].map((moment) => holderAt(facts, moment))).toEqual([undefined, 'a', 'a', 'b', 'b', undefined]);
  });

  it('are answered for by the last who held the account when their own time was over (bug: handed over at midnight, missed by who got it)', () => {
    const early: WorkFacts = { ...plain, days: [{ day, spans: [{ from: '09:00', to: '12:00' }] }] };
    const workOf = (person: string): WorkFacts => (person === 'early' ? early : plain);
    const whose = (...moves: readonly (readonly [string, string?])[]): string | undefined =>
      answerable(holdsOf(moves.map(([text, person]) => ({ at: at(text), type: person === undefined ? 'account.returned' : 'account.issued', ...(person !== undefined && { person }) }))), rule(), day, workOf)?.hold.person;
    expect(whose(['2026-11-01T09:00', 'a'])).toBe('a');
    expect(whose(['2026-11-01T09:00', 'a'], ['2026-11-22T23:40', 'b'])).toBe('a');
    expect(whose(['2026-11-01T09:00', 'a'], ['2026-11-22T14:00', 'b'])).toBe('b');
    expect(whose(['2026-11-01T09:00', 'early'], ['2026-11-22T14:00', 'a'])).toBe('a');
    expect(whose(['2026-11-01T09:00', 'a'], ['2026-11-22T14:00', 'early'])).toBeUndefined();
    expect(whose(['2026-11-01T09:00', 'a'], ['2026-11-22T14:00'])).toBeUndefined();
    expect(whose(['2026-11-01T09:00', 'early'], ['2026-11-22T14:00'])).toBe('early');
  });

  it('are settled when being late costs no more at work, or evidence is taken no longer', () => {
    expect(dutySettledAt(at('2026-11-22T23:30'), day, plain, 9 * HOUR)).toBe(at('2026-11-23T21:00'));
    const away = { ...plain, leaves: [{ from: at('2026-11-23T00:00'), to: at('2026-12-23T00:00') }] };
    expect(dutySettledAt(at('2026-11-22T23:30'), day, away, 9 * HOUR)).toBe(at('2026-11-30T00:00'));
  });
});

describe('complaints', () => {
  it('are answered sooner the graver they are, in the company\'s hours', () => {
    expect(answerByOf(rules.complaints, pack, 'high', at('2026-11-22T11:30'))).toBe(at('2026-11-22T14:00'));
    expect(answerByOf(rules.complaints, pack, 'normal', at('2026-11-22T23:00'))).toBe(at('2026-11-23T10:30'));
  });

  it('have a due time while something is to be answered or called back, and none after', () => {
    expect(complaintDue({ stage: 'unassigned', answerBy: 5 })).toBe(5);
    expect(complaintDue({ stage: 'toCallBack', answerBy: 5, callBackBy: 9 })).toBe(9);
    expect(complaintDue({ stage: 'toClose', answerBy: 5, callBackBy: 9 })).toBeUndefined();
    expect(isOverdue({ stage: 'toCallBack', answerBy: 5, callBackBy: 9 }, 9)).toBe(false);
    expect(isOverdue({ stage: 'toCallBack', answerBy: 5, callBackBy: 9 }, 10)).toBe(true);
  });
});

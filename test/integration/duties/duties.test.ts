/** Commands of notices, complaints, leave, shifts and duties at the engine's port: what is refused, what is kept, and over a restart. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '#shared/domain/errors';
import { accountOfConversation, type ComplaintId, type DutyDoneId, type LeaveId, type NoticeId, type PersonId } from '#shared/domain/ids';
import { createManualClock } from '#test/kit/manualClock';
import { startMemoryEngine, type MemoryEngine, type MemoryEngineOptions } from '#test/kit/memoryEngine';
import { messageFrom } from '#test/kit/scriptedChannel';

/** 2026-03-03 10:00 in Beijing, a Tuesday. */
const TEN = Date.parse('2026-03-03T10:00:00+08:00');
const HOUR = 3_600_000;

let engine: MemoryEngine;
let agent: PersonId;
let other: PersonId;
const start = async (options: MemoryEngineOptions = {}): Promise<void> => { engine = await startMemoryEngine({ clock: createManualClock(TEN), ...options }); };
const desk = (person: PersonId, role: 'agent' | 'supervisor' | 'administrator' = 'agent') => engine.openDesk({ id: person, role });
const codeOf = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'ok', (error: unknown) => (error instanceof AppError ? error.code : 'no AppError'));

const notice = 'notice-0001' as NoticeId; // test ids
const complaint = 'complaint-0001' as ComplaintId;
const leave = 'leave-00001' as LeaveId;
const done = 'done-000001' as DutyDoneId;
const within = { kind: 'within', span: { seconds: 7_200, runs: 'shifts' } } as const;

beforeEach(async () => {
  await start();
  agent = (await engine.desk.call('person.add', { name: '林小雨', role: 'agent', password: '当面给的口令-1' })).person;
  other = (await engine.desk.call('person.add', { name: '周宁', role: 'agent', password: '当面给的口令-2' })).person;
});
afterEach(async () => { await engine.stop(); });

test('a notice is read and answered by its audience alone, once; who is settled is not reminded (bug: everybody is nagged)', async () => {
  await engine.desk.call('notice.publish', { notice, title: '值班', text: '明早八点', audience: { kind: 'roles', roles: ['agent'] }, read: within, reply: within });
  await engine.desk.call('notice.publish', { notice, title: '第二次', text: '同一号', audience: { kind: 'everybody' }, read: within });
  expect(engine.of('notice.published').map(({ data }) => [data.title, data.people])).toEqual([['值班', [agent, other]]]);
  const late = (await engine.desk.call('person.add', { name: '后来的人', role: 'agent', password: '当面给的口令-3' })).person;
  expect(await codeOf(desk(late).call('notice.read', { notice }))).toBe('notice.notForYou');
  await desk(agent).call('notice.reply', { notice, words: '收到' });
  await desk(agent).call('notice.read', { notice });
  expect(engine.of('notice.read').length).toBe(1);
  await engine.desk.call('notice.remind', { notice, people: [agent, other] });
  expect(engine.of('notice.reminded').map(({ data }) => data.people)).toEqual([[other]]);
  await engine.desk.call('notice.withdraw', { notice, reason: '写错了' });
  expect(await codeOf(desk(other).call('notice.read', { notice }))).toBe('notice.withdrawn');
  expect(await codeOf(engine.desk.call('notice.publish', { notice: 'notice-0002' as NoticeId, title: '晚了', text: '过期', audience: { kind: 'everybody' }, read: { kind: 'at', at: TEN - 1 } }))).toBe('notice.past');
  expect(await codeOf(desk(agent).call('notice.publish', { notice, title: 'x', text: 'y', audience: { kind: 'everybody' }, read: within }))).toBe('port.forbidden');
});

test('a complaint goes its way: the times are those of the rules, only who has it answers, and it may be taken up again', async () => {
  await engine.script.emit(messageFrom('li', '你们态度太差', { at: TEN }));
  const conversation = engine.chat('li');
  await desk(agent).call('complaint.record', { complaint, kind: 'attitude', severity: 'high', source: 'chat', words: '态度差', about: agent, conversation });
  expect(engine.of('complaint.recorded')[0]?.data).toMatchObject({ answerBy: TEN + HOUR, clause: 'CMP-1', conversation, account: accountOfConversation(conversation) }); // bug: what follows from a complaint without it is refused by the ledger
  expect(await codeOf(desk(agent).call('complaint.answer', { complaint, words: '道歉' }))).toBe('complaint.notYours');
  expect(await codeOf(desk(agent).call('complaint.assign', { complaint, to: agent }))).toBe('port.forbidden');
  await engine.desk.call('complaint.assign', { complaint, to: other });
  expect(await codeOf(desk(other).call('complaint.callBack', { complaint, outcome: 'content' }))).toBe('complaint.notAnswered');
  await engine.desk.call('complaint.revise', { complaint, severity: 'normal' });
  expect(engine.of('complaint.revised')[0]?.data.answerBy).toBe(Date.parse('2026-03-03T12:00:00+08:00'));
  await desk(other).call('complaint.answer', { complaint, words: '已道歉' });
  await desk(other).call('complaint.callBack', { complaint, outcome: 'content' });
  await engine.desk.call('complaint.close', { complaint, verdict: 'justified' });
  expect(await codeOf(desk(other).call('complaint.answer', { complaint, words: '再答' }))).toBe('complaint.closed');
  await engine.desk.call('complaint.reopen', { complaint, reason: '客户又来' });
  await desk(other).call('complaint.answer', { complaint, words: '再次致歉' });
  expect(engine.of('complaint.answered').length).toBe(2);
});

test('leave is decided by somebody else, does not overlap, and changes the shifts from then on, also over a restart', async () => {
  const [from, to] = [TEN + 24 * HOUR, TEN + 32 * HOUR];
  await desk(agent).call('leave.ask', { leave, person: agent, kind: 'sick', from, to, reason: '发烧' });
  expect(await codeOf(desk(agent).call('leave.ask', { leave: 'leave-00002' as LeaveId, person: agent, kind: 'annual', from: from + 1, to: to + 1, reason: '重叠' }))).toBe('leave.overlaps');
  expect(await codeOf(desk(agent).call('leave.ask', { leave: 'leave-00003' as LeaveId, person: other, kind: 'annual', from, to, reason: '替人请' }))).toBe('leave.notYours');
  await engine.desk.call('leave.decide', { leave, verdict: 'approved' });
  expect(await codeOf(engine.desk.call('leave.decide', { leave, verdict: 'refused' }))).toBe('leave.notOpen');
  const { disk, vault } = engine;
  await engine.stop();
  await start({ disk, vault, clock: createManualClock(from + HOUR) });
  expect(await codeOf(desk(agent).call('leave.withdraw', { leave }))).toBe('leave.begun');
  await engine.desk.call('leave.withdraw', { leave, reason: '提前回来' });
  expect(engine.of('leave.withdrawn').length).toBe(1);
});

test('shifts are given from today on, never for a day that is over (bug: last week is judged by the new plan)', async () => {
  const pattern = { weekdays: [2], holidays: false, spans: [{ from: '09:00', to: '12:00' }] };
  expect(await codeOf(engine.desk.call('shift.assign', { people: [agent], from: '2026-03-02', pattern }))).toBe('shift.past');
  expect(await codeOf(engine.desk.call('shift.override', { person: agent, days: ['2026-03-02'], spans: [] }))).toBe('shift.past');
  await engine.desk.call('shift.assign', { people: [agent, other, agent], from: '2026-03-03', pattern });
  expect(engine.of('shift.assigned').map(({ data }) => data.person)).toEqual([agent, other]);
  expect(await codeOf(desk(agent).call('shift.override', { person: agent, days: ['2026-03-03'], spans: [] }))).toBe('port.forbidden');
});

test('evidence of a duty comes from who holds the account, for a duty there is, and is taken back by its owner on its day', async () => {
  await engine.script.emit(messageFrom('li', '在吗', { at: TEN }));
  const conversation = engine.chat('li');
  const { account } = engine;
  await engine.desk.call('account.issue', { account, person: agent });
  const evidence = [{ kind: 'message', ref: { conversation, message: `${conversation}#1` as never, at: TEN } }] as const; // test id
  const input = { done, duty: 'original-post', account, day: '2026-03-03', evidence };
  expect(await codeOf(desk(other).call('duty.do', input))).toBe('account.notYours');
  expect(await codeOf(desk(agent).call('duty.do', { ...input, duty: 'no-such' }))).toBe('duty.unknown');
  expect(await codeOf(desk(agent).call('duty.do', { ...input, day: '2026-02-20' }))).toBe('duty.tooOld');
  expect(await codeOf(desk(agent).call('duty.do', { ...input, day: '2026-03-04' }))).toBe('duty.tooOld');
  await desk(agent).call('duty.do', input);
  await desk(agent).call('duty.do', input);
  expect(engine.of('duty.done').length).toBe(1);
  expect(await codeOf(desk(other).call('duty.undo', { done }))).toBe('duty.notYours');
  await desk(agent).call('duty.undo', { done });
  expect(engine.of('duty.undone').length).toBe(1);
});

/**
 * A month with planted violations, lived through by the real engine on a clock moved by hand [issue 4, Proof]: every
 * planted one is proposed, and what else is proposed is counted and listed here. A rule, a clock or a flag that is
 * loosened or lost shows in one of the two lists.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatRef } from '#shared/domain/chat';
import type { AccountId, ChatId, ClientId, ComplaintId, ConversationId, DutyDoneId, LeaveId, MessageId, NoticeId, PersonId, RemoteMessageId } from '#shared/domain/ids';
import { conversationIdOf } from '#shared/domain/ids';
import type { EntryOf } from '#shared/ledger/entry';
import { createManualClock } from '#test/kit/manualClock';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { createMemoryDisk } from '#test/kit/memoryLedger';
import { createMemoryPasswords } from '#test/kit/memoryPasswords';
import { createMemoryVault } from '#test/kit/memoryVault';
import { plantedMonth, staff, type MonthEvent, type Who } from '#test/kit/plantedMonth';
import { messageFrom, privateChat, words, type OpenScript } from '#test/kit/scriptedChannel';

const month = plantedMonth();
const names: Readonly<Record<Who, string>> = { zhou: '周宁', lin: '林小雨', gao: '高远' };
type Staff = { readonly person: PersonId; readonly account: AccountId; readonly script: OpenScript };

const hire = async (engine: MemoryEngine, who: Who): Promise<Staff> => {
  const { person } = await engine.desk.call('person.add', { name: names[who], role: 'agent', password: '初始口令-2026' });
  const { account } = await engine.desk.call('account.add', { channel: 'onebot', name: `${names[who]}的号`, settings: { host: who }, secrets: { token: 'geheim-7f3a' }, mark: { code: who.slice(0, 1).toUpperCase(), color: 2 } });
  const script = await engine.peer.opened(account);
  await engine.desk.call('account.issue', { account, person: person as PersonId }); // ids as the engine makes them
  return { person: person as PersonId, account, script }; // as above
};

const group = (name: string): ChatRef => ({ id: `group:${name}` as ChatId, kind: 'group', title: name }); // the scripted peer's own ids

let count = 0;
const nextId = (): string => { count += 1; return `month-${count}`; };

const happen = async (engine: MemoryEngine, people: ReadonlyMap<Who, Staff>, event: MonthEvent): Promise<void> => {
  const of = people.get(event.who);
  if (of === undefined) throw new Error('nobody of that name');
  const desk = engine.openDesk({ id: of.person, role: 'agent' });
  const chat = (name: string): ConversationId => conversationIdOf(of.account, privateChat(name).id);
  switch (event.kind) {
    case 'ask': await of.script.emit(messageFrom(event.chat, event.text, { id: nextId() as RemoteMessageId, at: event.said ?? event.at })); return; // the scripted peer's own ids
    case 'answer': {
      if (event.from === 'phone') {
        const said = event.said;
        await of.script.emit(messageFrom(event.chat, event.text, { id: nextId() as RemoteMessageId, at: said ?? event.at, direction: 'out', source: said === undefined ? 'live' : 'history' })); // as above
        return;
      }
      await desk.call('reply.submit', { client: `${nextId()}-client` as ClientId, conversation: chat(event.chat), parts: words(event.text), ...(event.over !== undefined && { override: event.over }) });
      return;
    }
    case 'status': of.script.status(event.state, event.state === 'offline' ? 'link.lost' : undefined); return;
    case 'complaint': await engine.desk.call('complaint.record', { complaint: `${nextId()}-complaint` as ComplaintId, kind: event.about, severity: 'normal', source: 'phone', words: '客户来电', about: of.person, conversation: chat(event.chat) }); return;
    case 'notice': await engine.desk.call('notice.publish', { notice: event.id as NoticeId, title: '双十一发货安排', text: '请回复收到。', audience: { kind: 'everybody' }, read: { kind: 'within', span: { seconds: 7200, runs: 'shifts' } }, reply: { kind: 'within', span: { seconds: 7200, runs: 'shifts' } } }); return;
    case 'reply': await desk.call('notice.reply', { notice: event.id as NoticeId, words: '收到' }); return;
    case 'leave': {
      const leave = `${nextId()}-leave` as LeaveId;
      await desk.call('leave.ask', { leave, person: of.person, kind: 'personal', from: event.from, to: event.to, reason: '家中有事' });
      await engine.desk.call('leave.decide', { leave, verdict: 'approved' });
      return;
    }
    case 'dayOff': await engine.desk.call('shift.override', { person: of.person, days: [event.day], spans: [] }); return;
    case 'duty': {
      const shown = conversationIdOf(of.account, group(`buyers-${event.who}`).id);
      await desk.call('duty.do', { done: `${nextId()}-done` as DutyDoneId, duty: event.duty, account: of.account, day: event.day, times: event.times, evidence: [{ kind: 'message', ref: { conversation: shown, message: 'buyers' as MessageId, at: event.at } }] });
      return;
    }
    case 'group':
      await of.script.emit(messageFrom(event.chat, '大家好', { id: nextId() as RemoteMessageId, at: event.at, chat: group(event.chat) })); // as above
      await engine.desk.call('conversation.sort', { conversation: conversationIdOf(of.account, group(event.chat).id), matter: event.matter });
      return;
    case 'groupTalk': await of.script.emit(messageFrom(event.chat, event.text, { id: nextId() as RemoteMessageId, at: event.at, chat: group(event.chat), direction: 'out' })); // as above
  }
};

type Found = { readonly rule: string; readonly who: string; readonly day: string; readonly fen: number | undefined; readonly excuses: readonly string[]; readonly id: string };
let found: readonly Found[] = [];
let proposals: readonly EntryOf<'violation.proposed'>[] = [];
let engine: MemoryEngine;
let dataDir = '';

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zuoxi-month-'));
  const seat = { disk: createMemoryDisk(), vault: createMemoryVault(), passwords: createMemoryPasswords(), dataDir };
  engine = await startMemoryEngine({ ...seat, clock: createManualClock(month.from) });
  const people = new Map<Who, Staff>();
  for (const who of staff) people.set(who, await hire(engine, who));
  const whoIs = new Map([...people].map(([who, { person }]) => [person as string, who as string]));
  for (const event of month.events) {
    await engine.clock.advance(Math.max(0, event.at - engine.clock.now()));
    await happen(engine, people, event);
  }
  await engine.clock.advance(month.to - engine.clock.now());
  proposals = engine.of('violation.proposed');
  found = proposals.map(({ data }) => ({
    rule: data.rule, who: whoIs.get(data.person) ?? 'administrator', day: new Date(data.at + 8 * 3_600_000).toISOString().slice(0, 10), fen: data.fen, id: data.violation,
excuses: data.excuses.map(({ kind }) => kind),
  }));
}, 60_000);
afterAll(async () => {
  await engine.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Takes each planted one from those found; what is left on either side. */
const compared = () => {
  const left = [...found];
  const missed = month.planted.filter(({ rule, who, day }) => {
    const at = left.findIndex((one) => one.rule === rule && one.who === who && one.day === day);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { missed, left };
};

describe('a month with planted violations', () => {
  it('proposes every planted one: recall 100 %', () => {
    expect(month.planted.length).toBeGreaterThan(25);
    expect(compared().missed).toEqual([]);
  });

  it('proposes one thing else, with what speaks for the agent: the false ones are counted and listed', () => {
    // The network was down: the records cannot tell it from a plug that was pulled, so a person judges.
    expect(compared().left.map(({ rule, who, day, excuses }) => ({ rule, who, day, excuses }))).toEqual([{ rule: 'absence', who: 'gao', day: '2025-11-07', excuses: ['outage'] }]);
  });

  it('puts each up once, names its clause, and leads to the evidence', () => {
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    for (const { data } of proposals) {
      expect(data.clause).toMatch(/^REG-/u);
      for (const { seq } of data.evidence) expect(engine.disk.entries.some((entry) => entry.seq === seq), data.violation).toBe(true);
      if (data.rule === 'impolite' || data.rule === 'diversion') expect(data.evidence.some(({ message }) => message !== undefined)).toBe(true);
    }
  });

  it('computes what a late answer to a notice costs: 5 yuan and 5 for each further hour at work, at most 50', () => {
    expect(found.filter(({ rule }) => rule === 'lateNotice').map(({ who, fen }) => [who, fen]).sort()).toEqual([['gao', 5000], ['zhou', 3000]]);
  });

  it('computes what a duty made up for the next morning costs, and the most for one never done', () => {
    expect(found.filter(({ rule }) => rule === 'missedDuty').map(({ who, day, fen }) => [who, day, fen])).toEqual([
      ['lin', '2025-11-09', 5000], ['zhou', '2025-11-10', 1000], ['zhou', '2025-11-10', 5000], ['gao', '2025-11-16', 5000], ['lin', '2025-11-29', 5000],
    ]);
  });

  it('applies nothing by itself', () => {
    expect(engine.of('violation.confirmed')).toEqual([]);
    expect(engine.of('violation.dismissed')).toEqual([]);
  });
});

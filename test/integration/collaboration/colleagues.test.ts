/** Notes, help and hand-on at the engine's door: what stays inside, who may decide, what a repetition does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors';
import type { HelpId, NoteId, PersonId, TransferId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import type { DeskClient } from '#test/kit/portClient';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { messageFrom, words } from '#test/kit/scriptedChannel';

const id = <T>(name: string): T => `${name}-00000001` as T; // test id
const note = (text: string) => words(text) as { kind: 'text'; text: string }[]; // a fresh array of text parts

let engine: MemoryEngine;
let admin: PersonId;
let giver: DeskClient;
let taker: DeskClient;
let GIVER: PersonId;
let TAKER: PersonId;

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(() => 'ok', (error: unknown) => (error instanceof AppError ? error.code : String(error)));

beforeEach(async () => {
  engine = await startMemoryEngine();
  admin = engine.engine.person()?.id ?? ('' as PersonId); // set-up made one
  const hire = async (name: string): Promise<PersonId> => (await engine.desk.call('person.add', { name, role: 'agent', password: '坐席的口令-2026' })).person;
  [GIVER, TAKER] = [await hire('陆航'), await hire('周敏')];
  giver = engine.openDesk({ id: GIVER, role: 'agent' });
  taker = engine.openDesk({ id: TAKER, role: 'agent' });
  await engine.script.online();
  await engine.script.emit(messageFrom('li', '还没收到货'));
});
afterEach(() => engine.stop());

describe('a note', () => {
  it('never reaches the peer: neither when written, nor when revised, nor through any later send', async () => {
    const conversation = engine.chat('li');
    await giver.call('note.add', { note: id<NoteId>('note'), conversation, parts: [...note('这位上次骂过人 '), { kind: 'mention', target: TAKER, name: '周敏' }] });
    await giver.call('note.revise', { note: id<NoteId>('note'), parts: note('这位上次有误会') });
    await giver.call('reply.submit', { client: 'client-0001' as never, conversation, parts: note('马上查') }); // test id
    await engine.clock.advance(60_000);
    expect(engine.peer.log.map((sent) => textOf(sent.parts))).toEqual(['马上查']);
    expect(engine.of('note.added')[0]?.data.mentions).toEqual([TAKER]);
  });

  it('is revised by its author only, keeps no deleting command, and the same id again adds nothing', async () => {
    const conversation = engine.chat('li');
    const add = (): Promise<unknown> => giver.call('note.add', { note: id<NoteId>('note'), conversation, parts: note('一次') });
    await Promise.all([add(), add()]);
    expect(engine.of('note.added')).toHaveLength(1);
    expect(await codeOf(taker.call('note.revise', { note: id<NoteId>('note'), parts: note('改') }))).toBe('note.notYours');
    expect(await codeOf(giver.raw('note.remove', { note: 'note-00000001' }))).toBe('port.unknownMethod');
    expect(await codeOf(giver.call('note.add', { note: id<NoteId>('other'), conversation, parts: [{ kind: 'mention', target: 'nobody' }] }))).toBe('person.unknown');
  });
});

describe('help', () => {
  it('is answered by who was asked, closed by who asked, and only while open', async () => {
    const conversation = engine.chat('li');
    await giver.call('help.ask', { help: id<HelpId>('help'), conversation, to: { kind: 'supervisors' }, question: '能退吗' });
    expect(await codeOf(taker.call('help.answer', { help: id<HelpId>('help'), answer: '能' }))).toBe('help.notYours');
    await engine.openDesk({ id: admin, role: 'administrator' }).call('help.answer', { help: id<HelpId>('help'), answer: '能' });
    expect(await codeOf(giver.call('help.close', { help: id<HelpId>('help') }))).toBe('help.notOpen');
    expect(await codeOf(giver.call('help.ask', { help: id<HelpId>('self'), conversation, to: { kind: 'person', person: GIVER }, question: '?' }))).toBe('help.yourself');
  });
});

describe('a hand-on', () => {
  it('changes hands only when the one it was offered to accepts; the clock of the customer runs on meanwhile', async () => {
    const conversation = engine.chat('li');
    await giver.call('transfer.offer', { transfer: id<TransferId>('pass'), conversation, to: TAKER, summary: '要退货' });
    expect(engine.of('conversation.assigned')).toEqual([]);
    expect(await codeOf(giver.call('transfer.accept', { transfer: id<TransferId>('pass') }))).toBe('transfer.notYours');
    expect(await codeOf(giver.call('transfer.offer', { transfer: id<TransferId>('pass2'), conversation, to: admin, summary: '再来' }))).toBe('transfer.alreadyOffered');
    await taker.call('transfer.accept', { transfer: id<TransferId>('pass') });
    expect(engine.of('conversation.assigned').map((entry) => entry.data.person)).toEqual([TAKER]);
    expect(await codeOf(giver.call('transfer.withdraw', { transfer: id<TransferId>('pass') }))).toBe('transfer.notOpen');
    expect(await codeOf(giver.call('transfer.offer', { transfer: id<TransferId>('pass3'), conversation, to: admin, summary: '已不归我' }))).toBe('transfer.notYours');
  });

  it('is refused when somebody else took the conversation meanwhile (bug: an old offer takes it away again)', async () => {
    const conversation = engine.chat('li');
    await giver.call('transfer.offer', { transfer: id<TransferId>('pass'), conversation, to: TAKER, summary: '要退货' });
    await engine.desk.call('conversation.assign', { conversation, person: admin });
    expect(await codeOf(taker.call('transfer.accept', { transfer: id<TransferId>('pass') }))).toBe('transfer.overtaken');
    await taker.call('transfer.decline', { transfer: id<TransferId>('pass'), reason: '已有人接' });
  });

  it('declined or withdrawn, stays with the giver', async () => {
    const conversation = engine.chat('li');
    await giver.call('transfer.offer', { transfer: id<TransferId>('pass'), conversation, to: TAKER, summary: '要退货' });
    await taker.call('transfer.decline', { transfer: id<TransferId>('pass'), reason: '手上已满' });
    await giver.call('transfer.offer', { transfer: id<TransferId>('next'), conversation, to: TAKER, summary: '再试' });
    expect(await codeOf(taker.call('transfer.withdraw', { transfer: id<TransferId>('next') }))).toBe('transfer.notYours');
    await giver.call('transfer.withdraw', { transfer: id<TransferId>('next') });
    expect(engine.of('conversation.assigned')).toEqual([]);
    expect(await codeOf(taker.call('transfer.accept', { transfer: id<TransferId>('next') }))).toBe('transfer.notOpen');
  });
});

/** Notes, planned replies and the inbox as rows; finding and going to places in a conversation. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HelpId, NoteId, PersonId, TransferId } from '#shared/domain/ids';
import { findInConversation, loadFold, type Hit } from '#renderer/archive/queries/findInConversation';
import { boundsAround, firstLine, firstLineFrom, firstUnreadLine, linesBetween } from '#renderer/archive/queries/linesNear';
import { receiveState } from '#renderer/archive/queries/connection';
import { openingState } from '#renderer/archive/worker/messages';
import { readTimeline } from '#renderer/archive/queries/useTimeline';
import { ArchiveDb, MAIN_ARCHIVE } from '#renderer/archive/schema/db';
import { SUPERVISORS } from '#renderer/archive/schema/inboxRows';
import { inboxCount, inboxItems } from '#renderer/desk/inbox/inboxItems';
import { agent, applyAll, clientId, conversationId, LedgerBuilder, shop, T0, text } from './ledgerBuilder';

const MINUTE = 60_000;
const id = conversationId('li');
const other = 'p2' as PersonId; // test id
let db: ArchiveDb;
let ledger: LedgerBuilder;

const add = (type: string, data: unknown, at: number, actor = agent): void => {
  ledger.add({ type, data, actor, account: shop, conversation: id } as unknown as Parameters<LedgerBuilder['add']>[0], at); // type and data belong together
};
const kinds = async (): Promise<readonly string[]> => (await readTimeline(db, id, 100)).rows.map((row) => `${row.kind}${row.type === undefined ? '' : `:${row.type}`}`);

beforeEach(() => {
  db = new ArchiveDb(MAIN_ARCHIVE);
  ledger = new LedgerBuilder();
  ledger.said('li', 'm1', '在吗', T0);
});
afterEach(async () => {
  receiveState(openingState);
  await db.delete();
});

describe('rows between colleagues', () => {
  it('a planned reply stands below what is said before it, and becomes the reply where it is queued', async () => {
    add('reply.scheduled', { client: clientId('c1'), parts: text('晚上答复'), at: T0 + 60 * MINUTE }, T0 + MINUTE);
    ledger.said('li', 'm2', '好了没', T0 + 2 * MINUTE);
    add('reply.held', { client: clientId('c1'), why: 'customerSpoke' }, T0 + 2 * MINUTE);
    await applyAll(db, ledger.entries, 1);
    expect(await kinds()).toEqual(['message', 'message', 'scheduled:held']);
    expect(await db.conversations.get(id)).toMatchObject({ planned: 1, held: 1, lastAt: T0 + 2 * MINUTE, waitingSince: T0 });
    const before = ledger.entries.length;
    ledger.queued('li', 'c1', '晚上答复', T0 + 3 * MINUTE);
    await applyAll(db, ledger.entries.slice(before), 1);
    expect(await kinds()).toEqual(['message', 'message', 'message']);
    expect(await db.conversations.get(id)).toMatchObject({ planned: 0, held: 0, queued: 1 });
  });

  it('moves with its time, keeps its place in the record when cancelled', async () => {
    add('reply.scheduled', { client: clientId('c1'), parts: text('一'), at: T0 + 60 * MINUTE }, T0 + MINUTE);
    add('reply.scheduled', { client: clientId('c2'), parts: text('二'), at: T0 + 90 * MINUTE }, T0 + MINUTE);
    add('reply.rescheduled', { client: clientId('c1'), at: T0 + 120 * MINUTE, parts: text('改') }, T0 + 2 * MINUTE);
    add('reply.cancelled', { client: clientId('c2') }, T0 + 3 * MINUTE);
    await applyAll(db, ledger.entries, 2);
    const { rows } = await readTimeline(db, id, 100);
    expect(rows.map((row) => [row.type, row.parts?.[0]])).toEqual([[undefined, { kind: 'text', text: '在吗' }], ['cancelled', { kind: 'text', text: '二' }], ['pending', { kind: 'text', text: '改' }]]);
    expect(await db.timeline.where('keys').equals(`${id}~${clientId('c1')}`).count()).toBe(1);
  });

  it('a note keeps every version, moves neither preview nor clock, and tells only who is newly named', async () => {
    const note = 'note0001' as NoteId; // test id
    add('note.added', { note, parts: text('先问主管'), mentions: [] }, T0 + MINUTE);
    add('note.revised', { note, parts: [...text('问 '), { kind: 'mention', target: other }], mentions: [other] }, T0 + 2 * MINUTE);
    add('note.revised', { note, parts: [...text('再问 '), { kind: 'mention', target: other }], mentions: [other] }, T0 + 3 * MINUTE);
    await applyAll(db, ledger.entries);
    const row = (await readTimeline(db, id, 100)).rows.at(-1);
    expect(row?.versions?.map((version) => version.parts)).toEqual([text('先问主管'), [...text('问 '), { kind: 'mention', target: other }]]);
    expect(await db.conversations.get(id)).toMatchObject({ lastAt: T0, waitingSince: T0, preview: { text: '在吗' } });
    expect((await db.inbox.toArray()).map(({ person, kind }) => [person, kind])).toEqual([[other, 'mention']]);
  });

  it('the inbox counts open requests and unseen lines, and a settled request no longer', async () => {
    add('help.asked', { help: 'help0001' as HelpId, to: { kind: 'supervisors' }, question: '退吗' }, T0 + MINUTE);
    add('transfer.offered', { transfer: 'pass0001' as TransferId, to: other, summary: '要退' }, T0 + 2 * MINUTE);
    await applyAll(db, ledger.entries);
    const seen = async (): Promise<number> => {
      const row = await db.conversations.get(id);
      return inboxCount(inboxItems(await db.inbox.toArray(), ledger.entries.length, new Set(), () => row));
    };
    expect((await db.inbox.toArray()).map((row) => row.person).sort()).toEqual([SUPERVISORS, other].sort());
    expect(await seen()).toBe(2);
    const before = ledger.entries.length;
    add('help.closed', { help: 'help0001' as HelpId }, T0 + 3 * MINUTE);
    add('transfer.declined', { transfer: 'pass0001' as TransferId, reason: '忙' }, T0 + 4 * MINUTE, { kind: 'person', id: other, role: 'agent' });
    await applyAll(db, ledger.entries.slice(before));
    expect((await db.inbox.toArray()).map((row) => row.kind).sort()).toEqual(['help', 'transfer', 'transferDeclined']);
    expect(await seen()).toBe(0);
  });
});

describe('places in a long conversation', () => {
  const COUNT = 2100;
  beforeEach(async () => {
    for (let at = 1; at <= COUNT; at += 1) ledger.said('li', `n${at}`, at % 700 === 0 ? `Ｏrder 第${at}件，質量` : `话 ${at}`, T0 + at * MINUTE);
    await applyAll(db, ledger.entries, 2000);
    receiveState({ ...openingState, phase: 'ready', generation: 1 });
  });

  it('finds one Chinese character, any width of a letter and either script over all pages, newest first', async () => {
    const find = async (wanted: string): Promise<readonly Hit[]> => {
      let found: readonly Hit[] = [];
      await findInConversation(id, wanted, await loadFold(), new AbortController().signal, (hits) => { found = hits; });
      return found;
    };
    expect((await find('件')).map((hit) => hit.place)).toEqual([2100, 1400, 700].map((at) => T0 + at * MINUTE));
    expect(await find('order')).toHaveLength(3);
    expect(await find('质量')).toHaveLength(3);
    expect(await find('没有的')).toEqual([]);
  });

  it('goes to the first message, to a day, to the unread, and reads only what lies around', async () => {
    expect((await firstLine(id))?.at).toBe(T0);
    expect((await firstLineFrom(id, T0 + 1000 * MINUTE - 1))?.at).toBe(T0 + 1000 * MINUTE);
    expect(await firstLineFrom(id, T0 + (COUNT + 1) * MINUTE)).toBeUndefined();
    expect((await firstUnreadLine(id, COUNT - 4))?.seq).toBe(COUNT - 3);
    const target = { place: T0 + 1000 * MINUTE, seq: 1001 };
    const { from, to } = await boundsAround(db, id, target, 30, 20);
    const rows = await linesBetween(db, id, from, to);
    expect([rows.length, rows[30]?.seq]).toEqual([51, 1001]);
    expect((await boundsAround(db, id, { place: T0 + COUNT * MINUTE, seq: COUNT + 1 }, 5, 20)).to).toBe('end');
  });
});

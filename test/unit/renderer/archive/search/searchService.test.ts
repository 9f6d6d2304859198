/** The service over a real index and a real archive, spoken to over its channels as windows do. */
import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { ConversationId } from '#shared/domain/ids';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { chineseFold } from '#renderer/archive/search/chineseFold';
import { bitsOf, type SearchDoc } from '#renderer/archive/search/searchDoc';
import { SEARCH_CHANNEL, type SearchMessage } from '#renderer/archive/search/messages';
import { SearchService } from '#renderer/archive/search/searchService';
import { SearchStore } from '#renderer/archive/search/searchStore';
import { ARCHIVE_CHANNEL, openingState, type ArchiveBroadcast } from '#renderer/archive/worker/messages';

let sqlite: Awaited<ReturnType<typeof sqlite3InitModule>>;
beforeAll(async () => { sqlite = await sqlite3InitModule(); });

/** Every channel a test opens, the service's too: closed with it. */
const channels: BroadcastChannel[] = [];
beforeEach(() => {
  vi.stubGlobal('BroadcastChannel', class extends BroadcastChannel {
    constructor(name: string) {
      super(name);
      channels.push(this);
    }
  });
});
afterEach(async () => {
  for (const channel of channels.splice(0)) channel.close();
  vi.unstubAllGlobals();
  await new ArchiveDb().delete();
});

const doc = (seq: number, text: string): SearchDoc =>
  ({ conversation: 'qq/private:1' as ConversationId, place: 1_700_000_000_000 + seq, seq, bits: bitsOf({ direction: 'in', kinds: ['text'], isRecalled: false, isEdited: false, trust: 'live' }), text }); // this test's ids

/** An index file with these lines of that archive in it; an empty file without. */
const indexOf = (archive: string, docs: readonly SearchDoc[]) => {
  const db = new sqlite.oo1.DB(':memory:');
  const open = (): SearchStore => new SearchStore(sqlite.wasm, db, chineseFold());
  const store = open();
  store.create(archive);
  store.apply([{ docs, gone: [] }], 1);
  return { open, remove: () => undefined };
};

/** What a window hears, from the first word on. */
const listen = () => {
  const heard: SearchMessage[] = [];
  const waiting = new Set<() => void>();
  const channel = new BroadcastChannel(SEARCH_CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<SearchMessage>) => {
    heard.push(data);
    for (const look of [...waiting]) look();
  };
  const until = (fits: (message: SearchMessage) => boolean): Promise<SearchMessage> => new Promise((resolve) => {
    const look = (): void => {
      const found = heard.find(fits);
      if (found === undefined) return;
      waiting.delete(look);
      resolve(found);
    };
    waiting.add(look);
    look();
  });
  return { heard, until, say: (message: SearchMessage) => channel.postMessage(message) };
};

const tellReady = (): void => new BroadcastChannel(ARCHIVE_CHANNEL).postMessage({ state: { ...openingState, phase: 'ready' } } satisfies ArchiveBroadcast);

const isAnswer = (message: SearchMessage): boolean => message.kind === 'answer';

it('answers nothing before it is known whose lines the index holds (bug: hits of the archive that stood here before)', async () => {
  const db = new ArchiveDb();
  await db.meta.put({ key: 'ledger', value: '账本乙' });
  const window = listen();
  await new SearchService().start(() => Promise.resolve(indexOf('账本甲', [doc(1, '别人的羊绒大衣')])));
  window.say({ kind: 'ask', id: 'q', query: { text: '羊绒', limit: 10 } });
  window.say({ kind: 'askState' });
  // Asked after the question: whatever is answered at once would have come before.
  await window.until((message) => message.kind === 'state');
  expect(window.heard.filter(isAnswer)).toEqual([]);
  tellReady();
  expect(await window.until(isAnswer)).toEqual({ kind: 'answer', id: 'q', page: { hits: [], isMore: false } });
  db.close();
});

it('answers from an index that fits before it has caught up (bug: a search waits until all that arrived is in)', async () => {
  const db = new ArchiveDb();
  await db.meta.bulkPut([{ key: 'ledger', value: '账本甲' }, { key: 'cursor', value: 2 }]);
  await db.journal.put({ cursor: 2, after: 1, docs: [doc(2, '羊绒围巾')], gone: [] });
  const window = listen();
  await new SearchService().start(() => Promise.resolve(indexOf('账本甲', [doc(1, '羊绒大衣')])));
  window.say({ kind: 'ask', id: 'q', query: { text: '大衣', limit: 10 } });
  tellReady();
  const answer = await window.until(isAnswer);
  expect(answer).toMatchObject({ id: 'q', page: { hits: [{ seq: 1 }] } });
  const isCaughtUp = (message: SearchMessage): boolean => message.kind === 'state' && message.state.phase === 'ready' && message.state.docs === 2;
  await window.until(isCaughtUp);
  expect(window.heard.findIndex(isAnswer)).toBeLessThan(window.heard.findIndex(isCaughtUp));
  window.say({ kind: 'ask', id: 'again', query: { text: '羊绒', limit: 10 } });
  expect(await window.until((message) => isAnswer(message) && 'id' in message && message.id === 'again')).toMatchObject({ page: { hits: [{ seq: 2 }, { seq: 1 }] } });
  db.close();
});

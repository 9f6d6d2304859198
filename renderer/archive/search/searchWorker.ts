import sqlite3InitModule, { type Database } from '@sqlite.org/sqlite-wasm';
import { toWireError } from '#shared/domain/errors';
import { ArchiveDb } from '../schema/db';
import { ARCHIVE_CHANNEL, type ArchiveBroadcast } from '../worker/messages';
import { chineseFold } from './chineseFold';
import { Feeder } from './feeder';
import { openingSearch, SEARCH_CHANNEL, type SearchMessage, type SearchState } from './messages';
import { SearchStore } from './searchStore';

/** One index per profile: the workers of other windows wait here until this one is gone. */
const SEARCH_LOCK = 'zuoxi:search-writer';
const RETRY_MS = 5000;
/** Changes gather this long: found a moment late is not felt, a read per message beside those who write would be. */
const GATHER_MS = 500;

/** SQLite on the origin's private files, held exclusively: fsync'd pages without a round trip to another process. */
const openDatabase = async (): Promise<Database> => {
  const sqlite = await sqlite3InitModule();
  const pool = await sqlite.installOpfsSAHPoolVfs({ name: 'zuoxi-search', directory: '/zuoxi-search', initialCapacity: 4 });
  return new pool.OpfsSAHPoolDb('/search.sqlite3');
};

class SearchService {
  private readonly channel = new BroadcastChannel(SEARCH_CHANNEL);
  private readonly archiveChannel = new BroadcastChannel(ARCHIVE_CHANNEL);
  private state: SearchState = openingSearch;
  private store: SearchStore | undefined;
  private isReady = false;
  private isFeeding = false;
  private isBehind = false;
  private later: ReturnType<typeof setTimeout> | undefined;

  async run(): Promise<never> {
    this.channel.onmessage = ({ data }: MessageEvent<SearchMessage>) => this.hear(data);
    this.archiveChannel.onmessage = ({ data }: MessageEvent<ArchiveBroadcast>) => {
      if ('state' in data) this.isReady = data.state.phase === 'ready' && !data.state.early;
      if (!('ask' in data)) this.feedSoon();
    };
    this.archiveChannel.postMessage({ ask: true } satisfies ArchiveBroadcast);
    try {
      this.store = new SearchStore(await openDatabase(), chineseFold());
      this.feed();
    } catch (error) {
      this.tell({ phase: 'failed', docs: 0, code: toWireError(error).code });
    }
    return new Promise<never>(() => undefined);
  }

  private hear(message: SearchMessage): void {
    if (message.kind === 'askState') this.tell(this.state);
    if (message.kind !== 'ask') return;
    const { id, query } = message;
    try {
      if (this.store === undefined) throw new Error('search is not open yet');
      this.channel.postMessage({ kind: 'answer', id, page: this.store.search(query) } satisfies SearchMessage);
    } catch (error) {
      this.channel.postMessage({ kind: 'answer', id, error: toWireError(error) } satisfies SearchMessage);
    }
  }

  private feedSoon(): void {
    this.later ??= setTimeout(() => {
      this.later = undefined;
      this.feed();
    }, GATHER_MS);
  }

  private feed(): void {
    if (this.store === undefined || !this.isReady) return;
    if (this.isFeeding) {
      this.isBehind = true;
      return;
    }
    this.isFeeding = true;
    void this.feedFrom(this.store).finally(() => {
      this.isFeeding = false;
      if (this.isBehind) {
        this.isBehind = false;
        this.feed();
      }
    });
  }

  private async feedFrom(store: SearchStore): Promise<void> {
    const db = new ArchiveDb();
    try {
      await new Feeder(db, store, (docs) => this.tell({ phase: 'filling', docs })).catchUp();
      this.tell({ phase: 'ready', ...store.size() });
    } catch (error) {
      this.tell({ phase: 'failed', docs: this.state.docs, code: toWireError(error).code });
      setTimeout(() => this.feed(), RETRY_MS);
    } finally {
      db.close();
    }
  }

  private tell(state: SearchState): void {
    this.state = state;
    this.channel.postMessage({ kind: 'state', state } satisfies SearchMessage);
  }
}

// Held until this worker ends.
void navigator.locks.request(SEARCH_LOCK, () => new SearchService().run());

import { toWireError } from '#shared/domain/errors';
import { ArchiveDb } from '../schema/db';
import { ARCHIVE_CHANNEL, CHANGES_CHANNEL, type ArchiveBroadcast, type ArchiveChange } from '../worker/messages';
import { breathe } from './breathe';
import { Feeder } from './feeder';
import { openingSearch, SEARCH_CHANNEL, type SearchMessage, type SearchState } from './messages';
import type { SearchStore } from './searchStore';
import { loadReadings } from './spelled';

const RETRY_MS = 5000;
/** Changes gather this long: found a moment late is not felt, a read per message beside those who write would be. */
const GATHER_MS = 500;

/** SQLite's words for a file that is none of its own any more. */
const DAMAGES: ReadonlySet<number> = new Set([11, 26]);
const isDamage = (error: unknown): boolean => error instanceof Error && 'resultCode' in error && DAMAGES.has(Number(error.resultCode) & 0xff);

/** Where the index lies. `open` throws SQLite's errors; `remove` after the store is closed. */
export type IndexFiles = { readonly open: () => SearchStore; readonly remove: () => void };

/** Keeps the one index of a profile in step with its archive and answers the windows' questions. For as long as its worker lives. */
export class SearchService {
  private readonly channel = new BroadcastChannel(SEARCH_CHANNEL);
  private readonly archiveChannel = new BroadcastChannel(ARCHIVE_CHANNEL);
  private readonly changesChannel = new BroadcastChannel(CHANGES_CHANNEL);
  private state: SearchState = openingSearch;
  private readonly db = new ArchiveDb();
  private files: IndexFiles | undefined;
  private store: SearchStore | undefined;
  /** Questions that are being answered and still wanted. */
  private readonly asked = new Set<string>();
  private isReady = false;
  private isFeeding = false;
  private isBehind = false;
  private letIn: () => void = () => undefined;
  /** Before that the index may be another archive's: questions wait. */
  private readonly whenOpen = new Promise<void>((resolve) => { this.letIn = resolve; });
  private later: ReturnType<typeof setTimeout> | undefined;

  /** Listens at once. Resolves when the files are open or known to be out of reach. */
  async start(openFiles: () => Promise<IndexFiles>): Promise<void> {
    this.channel.onmessage = ({ data }: MessageEvent<SearchMessage>) => this.hear(data);
    this.archiveChannel.onmessage = ({ data }: MessageEvent<ArchiveBroadcast>) => {
      if ('state' in data) this.isReady = data.state.phase === 'ready' && !data.state.early;
      if (!('ask' in data)) this.feedSoon();
    };
    this.changesChannel.onmessage = ({ data }: MessageEvent<ArchiveChange>) => {
      if (data.isWritten) this.feedSoon();
    };
    this.archiveChannel.postMessage({ ask: true } satisfies ArchiveBroadcast);
    try {
      this.files = await openFiles();
      this.store = this.opened(this.files);
      this.feed();
    } catch (error) {
      this.open({ phase: 'failed', docs: 0, code: toWireError(error).code });
    }
  }

  /** A damaged index is thrown away: it is made again from the archive. */
  private opened(files: IndexFiles): SearchStore {
    try {
      return files.open();
    } catch (error) {
      if (!isDamage(error)) throw error;
      files.remove();
      return files.open();
    }
  }

  private startAnew(): void {
    if (this.files === undefined) return;
    this.store?.close();
    this.files.remove();
    this.store = this.files.open();
  }

  private hear(message: SearchMessage): void {
    if (message.kind === 'askState') this.tell(this.state);
    if (message.kind === 'ask') void this.answer(message);
    if (message.kind === 'drop') this.asked.delete(message.id);
  }

  private async answer({ id, query }: Extract<SearchMessage, { readonly kind: 'ask' }>): Promise<void> {
    this.asked.add(id);
    try {
      await this.whenOpen;
      const { store } = this;
      if (store === undefined) throw new Error('the index is gone');
      if (query.usesPinyin === true) store.readings ??= await loadReadings();
      const searching = store.searching(query);
      let step = searching.next();
      while (step.done !== true && this.asked.has(id)) {
        this.channel.postMessage({ kind: 'covered', id, behind: step.value } satisfies SearchMessage);
        await breathe();
        step = searching.next();
      }
      if (step.done === true) this.channel.postMessage({ kind: 'answer', id, page: step.value } satisfies SearchMessage);
    } catch (error) {
      this.channel.postMessage({ kind: 'answer', id, error: toWireError(error) } satisfies SearchMessage);
      if (isDamage(error) && !this.isFeeding) {
        this.startAnew();
        this.feed();
      }
    } finally {
      this.asked.delete(id);
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
        this.feedSoon();
      }
    });
  }

  private async feedFrom(store: SearchStore): Promise<void> {
    const feeder = new Feeder(this.db, store, (docs) => this.open({ phase: 'filling', docs }));
    try {
      if (this.state.phase === 'opening' && await feeder.isOpen()) this.open({ phase: 'ready', ...store.size() });
      await feeder.catchUp();
      this.open({ phase: 'ready', ...store.size() });
    } catch (error) {
      if (isDamage(error)) this.startAnew();
      this.tell({ phase: 'failed', docs: this.state.docs, code: toWireError(error).code });
      setTimeout(() => this.feed(), RETRY_MS);
    }
  }

  /** From here on questions are answered. */
  private open(state: SearchState): void {
    this.tell(state);
    this.letIn();
  }

  private tell(state: SearchState): void {
    this.state = state;
    this.channel.postMessage({ kind: 'state', state } satisfies SearchMessage);
  }
}

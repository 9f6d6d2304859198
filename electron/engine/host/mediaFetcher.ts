/**
 * Brings home media that peers left on the platform. Pictures and voice up to 20 MiB by themselves, once their
 * message is durable, two at a time per account; everything else when asked. Each ends in a `message.media` entry.
 */
import { AppError } from '#shared/domain/errors';
import type { AccountId, ConversationId, RemoteMessageId } from '#shared/domain/ids';
import { accountOfConversation, chatOfConversation, conversationIdOf } from '#shared/domain/ids';
import { isMediaPart, type Media, type PartKind } from '#shared/domain/message';
import type { Entry } from '#shared/ledger/entry';
import type { Clock, Logger, MediaAbility } from '../channels/contract/channel';
import type { Ledger } from '../ledger/contract';
import { backoffMs } from '../platform/backoff';
import { errorFacts } from '../platform/errorFacts';
import { drop, pause } from '../platform/promises';
import type { Recorder } from '../state/recorder';
import { findMessage } from './findMessage';
import type { MediaStore } from './mediaStore';

const AUTOMATIC_KINDS: ReadonlySet<PartKind> = new Set<PartKind>(['image', 'voice']);
const AUTOMATIC_LIMIT = 20 * 1024 * 1024;
const AT_ONCE = 2;
const TRIES = 4;
const RETRY = { baseMs: 2_000, maxMs: 60_000 };
const FETCH_MS = 120_000;

export type MediaFetcherParts = {
  readonly recorder: Recorder;
  readonly ledger: Pick<Ledger, 'read' | 'head' | 'level'>;
  readonly media: MediaStore;
  /** The open channel's ability; undefined while it has none or is not connected. */
  readonly ability: (account: AccountId) => MediaAbility['fetchMedia'] | undefined;
  readonly clock: Clock;
  readonly log: Logger;
};

type Job = { readonly conversation: ConversationId; readonly id: RemoteMessageId; readonly part: number; readonly media: Media };
type Line = { readonly waiting: Job[]; running: number };

const jobKey = (job: Pick<Job, 'conversation' | 'id' | 'part'>): string => `${job.conversation}\0${job.id}\0${job.part}`;

export class MediaFetcher {
  readonly #parts: MediaFetcherParts;
  readonly #lines = new Map<AccountId, Line>();
  /** Jobs waiting or under way, so that none runs twice. */
  readonly #known = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();

  constructor(parts: MediaFetcherParts) { this.#parts = parts; }

  /** Looks at entries just made durable for media worth fetching. */
  noticed(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.type !== 'message.received' || entry.conversation === undefined) continue;
      const { conversation } = entry;
      entry.data.parts.forEach((part, index) => {
        if (isMediaPart(part) && isAutomatic(part.kind, part.media)) this.#queue({ conversation, id: entry.data.id, part: index, media: part.media });
      });
    }
  }

  /** The account is connected: takes up what an earlier run or link left. */
  linkOpened(account: AccountId): void {
    for (const { chat, id, part, kind, media } of this.#parts.recorder.state.recent(account).allRemote()) {
      if (isAutomatic(kind, media)) this.#queue({ conversation: conversationIdOf(account, chat), id, part, media });
    }
    this.#go(account);
  }

  /**
   * Fetches one part because a person asked. Resolves when its entry is durable, whatever it says.
   * `media.unknown` (no such part, or nothing to fetch), `media.unsupported` (the channel cannot now).
   */
  async fetch(conversation: ConversationId, id: RemoteMessageId, part: number): Promise<void> {
    const account = accountOfConversation(conversation);
    const known = this.#parts.recorder.state.recent(account).remote(chatOfConversation(conversation), id, part)?.media;
    const media = known ?? await findMessage(this.#parts.ledger, this.#parts.recorder.state, conversation, id, part);
    if (!media || media.state === 'stored') throw new AppError('media.unknown', { part });
    if (!this.#parts.ability(account)) throw new AppError('media.unsupported', { account });
    const job = { conversation, id, part, media };
    await this.#once(job, () => this.#bring(job, 1));
  }

  stop(): void {
    this.#abort.abort();
    for (const line of this.#lines.values()) line.waiting.length = 0;
  }

  #queue(job: Job): void {
    if (this.#known.has(jobKey(job)) || this.#abort.signal.aborted) return;
    const account = accountOfConversation(job.conversation);
    const line = this.#lines.get(account) ?? { waiting: [], running: 0 };
    this.#lines.set(account, line);
    if (line.waiting.some((other) => jobKey(other) === jobKey(job))) return;
    line.waiting.push(job);
    this.#go(account);
  }

  #go(account: AccountId): void {
    const line = this.#lines.get(account);
    while (line && line.running < AT_ONCE && line.waiting.length > 0 && this.#parts.ability(account)) {
      const job = line.waiting.shift();
      if (!job) return;
      line.running += 1;
      const done = this.#once(job, () => this.#bring(job, TRIES)).finally(() => {
        line.running -= 1;
        this.#go(account);
      });
      drop(done, this.#parts.log, 'media');
    }
  }

  #once(job: Job, run: () => Promise<void>): Promise<void> {
    const key = jobKey(job);
    const known = this.#known.get(key);
    if (known) return known;
    const work = run().finally(() => this.#known.delete(key));
    this.#known.set(key, work);
    return work;
  }

  async #bring(job: Job, tries: number): Promise<void> {
    const account = accountOfConversation(job.conversation);
    for (let failures = 0; !this.#abort.signal.aborted; failures += 1) {
      const ability = this.#parts.ability(account);
      if (!ability) return; // taken up again when the link opens
      const result = await this.#tryOnce(job, ability);
      if (this.#abort.signal.aborted) return;
      const isLast = failures + 1 >= tries || (result.media.reason !== undefined && FINAL.has(result.media.reason));
      if (result.media.state !== 'failed' || isLast) {
        await this.#parts.recorder.record([{
          type: 'message.media', actor: { kind: 'channel' }, account, conversation: job.conversation,
          data: { id: job.id, part: job.part, media: result.media },
        }]);
        return;
      }
      await pause(backoffMs(failures + 1, RETRY, this.#parts.clock), this.#parts.clock).done;
    }
  }

  async #tryOnce(job: Job, ability: MediaAbility['fetchMedia']): Promise<{ readonly media: Media }> {
    const { blob: _blob, reason: _reason, ...told } = job.media;
    if (this.#parts.ledger.level().level !== 'ok') return { media: { ...told, state: 'refused', reason: 'media.diskLow' } };
    const own = new AbortController();
    const cancel = this.#parts.clock.after(FETCH_MS, () => own.abort());
    try {
      const signal = AbortSignal.any([own.signal, this.#abort.signal]);
      const { bytes, mime } = await ability(job.media, chatOfConversation(job.conversation), signal);
      const stored = await this.#parts.media.store(bytes, { name: job.media.name, mime: mime ?? job.media.mime });
      return { media: { ...told, ...stored } };
    } catch (error) {
      this.#parts.log.warn('media not fetched', { conversation: job.conversation, id: job.id, part: job.part, ...errorFacts(error) });
      return { media: { ...told, state: 'failed', reason: error instanceof AppError ? error.code : 'media.failed' } };
    } finally {
      cancel();
    }
  }
}

/** Trying again cannot help. */
const FINAL: ReadonlySet<string> = new Set(['media.tooLarge', 'media.gone', 'media.refused', 'media.unsupported', 'media.blocked', 'media.badAddress', 'media.badUrl', 'media.tooManyRedirects']);

const isAutomatic = (kind: PartKind, media: Media): boolean =>
  media.state === 'remote' && media.ref !== undefined && AUTOMATIC_KINDS.has(kind) && (media.size ?? 0) <= AUTOMATIC_LIMIT;

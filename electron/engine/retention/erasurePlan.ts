/** One look through the whole ledger: which bodies, attachments and parts of records go under each subject. Changes nothing. */
import { stat } from 'node:fs/promises';
import type { BlobId, ConversationId } from '#shared/domain/ids';
import type { Json } from '#shared/domain/json';
import { noCount, type ErasureCount } from '#shared/domain/retention';
import type { ErasureSubject, SeqRanges } from '#shared/ledger/bodies/retention';
import type { Entry } from '#shared/ledger/entry';
import { fateUnder, losesMedia } from '#shared/rules/retention/erasable';
import { AppError } from '#shared/domain/errors';
import { blobPath } from '../ledger/blobs';
import type { Ledger } from '../ledger/contract';
import { ledgerPaths } from '../ledger/paths';

export type ErasurePlan = {
  readonly subject: ErasureSubject;
  readonly ranges: SeqRanges;
  readonly redactions: readonly { readonly of: number; readonly data: Json }[];
  /** Attachments nothing else names any more. */
  readonly blobs: readonly BlobId[];
  readonly count: ErasureCount;
};

const PAGE = 2_000;

/** Every `blob` of a value, however deep. */
const blobsIn = (value: unknown, found: Set<string>): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inside] of Object.entries(value)) {
    if (name === 'blob' && typeof inside === 'string') found.add(inside);
    else blobsIn(inside, found);
  }
};

class Gathering {
  readonly #subject: ErasureSubject;
  readonly #fate: ReturnType<typeof fateUnder>;
  readonly #loses: ReturnType<typeof losesMedia>;
  readonly #ranges: [number, number][] = [];
  readonly #redactions: { readonly of: number; readonly data: Json }[] = [];
  readonly #gone = new Set<string>();
  readonly #kept = new Set<string>();
  readonly #conversations = new Set<string>();
  #entries = 0;
  #messages = 0;
  #profile = 0;

  constructor(subject: ErasureSubject, isHeld: (conversation: ConversationId) => boolean) {
    this.#subject = subject;
    this.#fate = fateUnder(subject, isHeld);
    this.#loses = losesMedia(subject, isHeld);
  }

  take(entry: Entry): void {
    const fate = this.#fate(entry);
    if (fate === 'keep') {
      blobsIn(entry.data, this.#loses(entry) ? this.#gone : this.#kept);
      if (this.#loses(entry) && entry.conversation !== undefined) this.#conversations.add(entry.conversation);
      return;
    }
    const last = this.#ranges.at(-1);
    if (last?.[1] === entry.seq - 1) last[1] = entry.seq;
    else this.#ranges.push([entry.seq, entry.seq]);
    this.#entries += 1;
    if (entry.conversation === undefined) this.#profile += 1;
    else this.#conversations.add(entry.conversation);
    if (entry.type === 'message.received' || entry.type === 'reply.queued') this.#messages += 1;
    if (fate === 'erase') blobsIn(entry.data, this.#gone);
    else this.#redactions.push({ of: entry.seq, data: fate.redact as Json }); // an entry's own data, cut down
  }

  async done(blobs: string): Promise<ErasurePlan> {
    const sizes = await Promise.all([...this.#gone].filter((blob) => !this.#kept.has(blob)).map(async (blob) => ({ blob: blob as BlobId, size: await stat(blobPath(blobs, blob as BlobId)).then(({ size }) => size, () => undefined) }))); // read from entries
    const here = sizes.flatMap(({ blob, size }) => (size === undefined ? [] : [{ blob, size }]));
    const isEmpty = this.#entries + here.length === 0;
    return {
      subject: this.#subject, ranges: this.#ranges, redactions: this.#redactions, blobs: here.map(({ blob }) => blob),
      count: isEmpty ? noCount : {
        conversations: this.#conversations.size, entries: this.#entries, messages: this.#messages, files: here.length,
        bytes: here.reduce((sum, { size }) => sum + size, 0), profile: this.#profile,
      },
    };
  }
}

/** All subjects in one pass; `erasure.cancelled` when the signal says so. */
export const planErasures = async (ledger: Ledger, subjects: readonly ErasureSubject[], isHeld: (conversation: ConversationId) => boolean, signal?: AbortSignal): Promise<readonly ErasurePlan[]> => {
  const gatherings = subjects.map((subject) => new Gathering(subject, isHeld));
  const head = ledger.head();
  for (let after = 0; after < head;) {
    if (signal?.aborted) throw new AppError('erasure.cancelled');
    const page = await ledger.read(after, PAGE);
    for (const entry of page.entries) for (const gathering of gatherings) gathering.take(entry);
    if (page.next <= after) break;
    after = page.next;
  }
  return Promise.all(gatherings.map((gathering) => gathering.done(ledgerPaths(ledger.dir).blobs)));
};

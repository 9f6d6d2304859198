/**
 * The queue in front of the disk. While one group is being written and synced, calls that arrive are encoded
 * into the next one. A call is kept whole or not at all; a refused group is tried again call by call, so a
 * short text still gets in where a long one does not.
 */
import { AppError } from '#shared/domain/errors';
import type { Draft, Entry } from '#shared/ledger/entry';
import type { LedgerClock } from './clock';
import { isFull } from './durable';
import type { Encoded, Encoder, GroupBytes } from './encoder';

const FIRST_BYTES = 256 * 1024;
const KEEP_BYTES = 8 * 1024 * 1024;

type Call = {
  readonly drafts: readonly Draft[];
  readonly resolve: (entries: readonly Entry[]) => void;
  readonly reject: (error: AppError) => void;
  entries: readonly Entry[];
};

type Group = { readonly out: GroupBytes; readonly calls: Call[]; readonly records: Encoded[] };

/** What one commit put on the disk, in order. */
export type Committed = { readonly records: readonly Encoded[]; readonly head: number };

export type GroupCommitOptions = {
  readonly encode: Encoder;
  readonly clock: LedgerClock;
  readonly head: number;
  /** Makes the bytes durable in the active segment, or rejects and leaves nothing. */
  readonly write: (bytes: Buffer, records: readonly Encoded[]) => Promise<void>;
  /** Runs before callers hear of it: from here on readers see the entries. */
  readonly onCommitted: (committed: Committed) => void;
  /** Runs while the disk is busy with a later group. */
  readonly whileWriting: () => void;
  /** The disk refused for want of space; true when room was made and the same bytes may be tried again. */
  readonly onFull: () => Promise<boolean>;
};

export type GroupCommit = {
  readonly append: (drafts: readonly Draft[]) => Promise<readonly Entry[]>;
  readonly head: () => number;
  /** Resolves when everything appended so far is durable or refused. */
  readonly idle: () => Promise<void>;
};

const clockBack = (back: number): Draft =>
  ({ type: 'system.recovered', actor: { kind: 'system' }, data: { kind: 'clockBack', detail: `${back} ms` } });

const refusal = (cause: unknown): AppError => (cause instanceof AppError ? cause : new AppError(isFull(cause) ? 'ledger.full' : 'ledger.unavailable', {}, { cause }));

export const createGroupCommit = (options: GroupCommitOptions): GroupCommit => {
  const { encode, clock, write, onCommitted, whileWriting, onFull } = options;
  let head = options.head;
  let nextSeq = head + 1;
  let spare: Buffer | undefined;
  let isPumping = false;
  const waiting: (() => void)[] = [];

  const emptyGroup = (): Group => {
    const bytes = spare ?? Buffer.allocUnsafe(FIRST_BYTES);
    spare = undefined;
    return { out: { bytes, length: 0 }, calls: [], records: [] };
  };
  let filling = emptyGroup();

  const encodeCall = (group: Group, call: Call, at: number): void => {
    const before = { length: group.out.length, records: group.records.length, seq: nextSeq };
    try {
      call.entries = call.drafts.map((draft, i) => {
        const encoded = encode(group.out, draft, { seq: nextSeq, at, continues: i + 1 < call.drafts.length });
        group.records.push(encoded);
        nextSeq += 1;
        return encoded.entry;
      });
      group.calls.push(call);
    } catch (error) {
      group.out.length = before.length;
      group.records.length = before.records;
      nextSeq = before.seq;
      call.reject(refusal(error));
    }
  };

  const place = (group: Group, call: Call): void => {
    const { at, back } = clock.stamp();
    if (back !== undefined) encodeCall(group, { drafts: [clockBack(back)], resolve: () => undefined, reject: () => undefined, entries: [] }, at);
    encodeCall(group, call, at);
  };

  /** Encodes calls anew behind the durable head: their numbers or places have changed. */
  const regroup = (calls: readonly Call[]): Group => {
    nextSeq = head + 1;
    const group: Group = { out: { bytes: Buffer.allocUnsafe(FIRST_BYTES), length: 0 }, calls: [], records: [] };
    for (const call of calls) place(group, call);
    return group;
  };

  const commit = async (group: Group): Promise<void> => {
    const bytes = group.out.bytes.subarray(0, group.out.length);
    const writing = write(bytes, group.records);
    whileWriting();
    try {
      await writing;
    } catch (error) {
      if (!isFull(error) || !(await onFull())) throw error;
      await write(bytes, group.records);
    }
    head += group.records.length;
    onCommitted({ records: group.records, head });
    for (const call of group.calls) call.resolve(call.entries);
    if (group.out.bytes.length <= KEEP_BYTES) spare = group.out.bytes;
  };

  const commitAlone = async (call: Call): Promise<void> => {
    try {
      await commit(regroup([call]));
    } catch (error) {
      call.reject(refusal(error));
    }
  };

  const commitOrRefuse = async (group: Group): Promise<void> => {
    try {
      await commit(group);
    } catch (error) {
      if (group.calls.length > 1 && isFull(error)) for (const call of group.calls) await commitAlone(call);
      else for (const call of group.calls) call.reject(refusal(error));
      filling = regroup(filling.calls);
    }
  };

  const pump = async (): Promise<void> => {
    while (filling.calls.length > 0) {
      const group = filling;
      filling = emptyGroup();
      await commitOrRefuse(group);
    }
    isPumping = false;
    whileWriting();
    for (const resolve of waiting.splice(0)) resolve();
  };

  return {
    append: (drafts) =>
      new Promise((resolve, reject) => {
        place(filling, { drafts, resolve, reject, entries: [] });
        if (isPumping) return;
        isPumping = true;
        // One turn later: callers woken by the same commit share the next group.
        setImmediate(() => void pump());
      }),
    head: () => head,
    idle: () => (isPumping ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
};

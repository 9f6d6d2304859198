/**
 * The queue in front of the disk. While one group is being written and synced, calls that arrive are encoded
 * into the next one. A call is kept whole or not at all; a refused group is tried again call by call, so a
 * short text still gets in where a long one does not.
 */
import type { Draft, Entry } from '#shared/ledger/entry';
import type { LedgerClock } from './clock';
import { isFull } from './durable';
import type { Encoded, Encoder } from './encoder';
import { createGroups, refusal, type Call, type Group } from './groups';

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

/** Writes one group; where the disk made room, once more. */
const writeGroup = async ({ write, whileWriting, onFull }: GroupCommitOptions, { out, records }: Group): Promise<void> => {
  const bytes = out.bytes.subarray(0, out.length);
  const writing = write(bytes, records);
  whileWriting();
  try {
    await writing;
  } catch (error) {
    if (!isFull(error) || !(await onFull())) throw error;
    await write(bytes, records);
  }
};

export const createGroupCommit = (options: GroupCommitOptions): GroupCommit => {
  const groups = createGroups(options.encode, options.clock, options.head);
  let { head } = options;
  let filling = groups.empty();
  let isPumping = false;
  const waiting: (() => void)[] = [];

  const commit = async (group: Group): Promise<void> => {
    await writeGroup(options, group);
    head += group.records.length;
    options.onCommitted({ records: group.records, head });
    for (const call of group.calls) call.resolve(call.entries);
    groups.recycle(group);
  };

  const refuse = (calls: readonly Call[], error: unknown): void => {
    for (const call of calls) call.reject(refusal(error));
  };

  const commitOrRefuse = async (group: Group): Promise<void> => {
    try {
      await commit(group);
    } catch (error) {
      if (group.calls.length > 1 && isFull(error)) {
        for (const call of group.calls) await commit(groups.regroup([call], head)).catch((cause: unknown) => refuse([call], cause));
      } else {
        refuse(group.calls, error);
      }
      filling = groups.regroup(filling.calls, head);
    }
  };

  const pump = async (): Promise<void> => {
    while (filling.calls.length > 0) {
      const group = filling;
      filling = groups.empty();
      await commitOrRefuse(group);
    }
    isPumping = false;
    options.whileWriting();
    for (const resolve of waiting.splice(0)) resolve();
  };

  return {
    append: (drafts) =>
      new Promise((resolve, reject) => {
        groups.place(filling, { drafts, resolve, reject, entries: [] });
        if (isPumping) return;
        isPumping = true;
        // One turn later: callers woken by the same commit share the next group.
        setImmediate(() => void pump());
      }),
    head: () => head,
    idle: () => (isPumping ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
};

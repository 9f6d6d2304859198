/** Calls encoded one behind the other, waiting to be written together. */
import { AppError } from '#shared/domain/errors';
import type { Draft, Entry } from '#shared/ledger/entry';
import type { LedgerClock } from './clock';
import { isFull } from './durable';
import type { Encoded, Encoder, GroupBytes } from './encoder';

const FIRST_BYTES = 256 * 1024;
const KEEP_BYTES = 8 * 1024 * 1024;

export type Call = {
  readonly drafts: readonly Draft[];
  readonly resolve: (entries: readonly Entry[]) => void;
  readonly reject: (error: AppError) => void;
  entries: readonly Entry[];
};

export type Group = { readonly out: GroupBytes; readonly calls: Call[]; readonly records: Encoded[] };

export const refusal = (cause: unknown): AppError =>
  cause instanceof AppError ? cause : new AppError(isFull(cause) ? 'ledger.full' : 'ledger.unavailable', {}, { cause });

const clockBack = (back: number): Draft =>
  ({ type: 'system.recovered', actor: { kind: 'system' }, data: { kind: 'clockBack', detail: `${back} ms` } });

export type Groups = {
  readonly empty: () => Group;
  /** Encodes a call behind what the group holds; refuses the call alone when it cannot be encoded. */
  readonly place: (group: Group, call: Call) => void;
  /** Encodes calls anew, numbered from behind `head`: their numbers or places have changed. */
  readonly regroup: (calls: readonly Call[], head: number) => Group;
  /** Gives the group's buffer back for a later one. */
  readonly recycle: (group: Group) => void;
};

export const createGroups = (encode: Encoder, clock: LedgerClock, head: number): Groups => {
  let nextSeq = head + 1;
  let spare: Buffer | undefined;

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

  const empty = (): Group => {
    const bytes = spare ?? Buffer.allocUnsafe(FIRST_BYTES);
    spare = undefined;
    return { out: { bytes, length: 0 }, calls: [], records: [] };
  };

  return {
    empty,
    place,
    regroup: (calls, from) => {
      nextSeq = from + 1;
      const group = empty();
      for (const call of calls) place(group, call);
      return group;
    },
    recycle: ({ out }) => {
      if (out.bytes.length <= KEEP_BYTES) spare = out.bytes;
    },
  };
};

/** Second half of opening: the running parts that append, watch the space and report incidents. */
import { seatIdSchema } from '#shared/domain/person';
import type { Draft, Entry } from '#shared/ledger/entry';
import { createClock } from './clock';
import type { StorageLevel } from './contract';
import { createEncoder } from './encoder';
import { createGroupCommit, type Committed, type GroupCommit } from './groupCommit';
import { isKept } from './keptFile';
import { createListeners, type Listeners } from './listeners';
import { MIB, openWriter, type LedgerParts } from './openParts';
import type { Damage } from './reader';
import { draftOf, incidentOf, isTold } from './incidents';
import type { SegmentWriter } from './segmentWriter';
import { createSpace, type Space } from './space';

export type Core = {
  readonly commit: GroupCommit;
  readonly space: Space;
  readonly writer: SegmentWriter;
  readonly advanced: Listeners<readonly [number, readonly Entry[]]>;
  readonly levelled: Listeners<readonly [StorageLevel, number]>;
  /** Appends the ledger's own entries; what the disk refuses now is tried again after the next commit. Never rejects. */
  readonly recordOwn: (...drafts: readonly Draft[]) => Promise<void>;
  /** Puts damage found while reading on record, once per place. */
  readonly onDamage: (damage: Damage) => void;
};

type OwnFacts = { readonly record: (...drafts: readonly Draft[]) => Promise<void>; readonly retry: () => void };

/** The ledger's own entries. One that cannot be written now waits for room; of storage levels only the newest. */
const createOwnFacts = (append: (drafts: readonly Draft[]) => Promise<unknown>, warn: LedgerParts['warn']): OwnFacts => {
  let waiting: readonly Draft[] = [];
  const record = async (...drafts: readonly Draft[]): Promise<void> => {
    if (drafts.some(({ type }) => type === 'storage.level')) waiting = waiting.filter(({ type }) => type !== 'storage.level');
    try {
      await append(drafts);
    } catch (error) {
      waiting = [...waiting, ...drafts];
      warn('own entry waits for room', { types: drafts.map(({ type }) => type).join(), error: String(error) });
    }
  };
  return {
    record,
    retry: () => {
      const drafts = waiting;
      waiting = [];
      if (drafts.length > 0) void record(...drafts);
    },
  };
};

const lastLevel = (kept: readonly Entry[]): StorageLevel => kept.findLast((entry) => entry.type === 'storage.level')?.data.level ?? 'ok';

/** Every entry since the jump still bears the time before it: the jump is on record. */
const isBehind = (kept: readonly Entry[], lastAt: number): boolean =>
  kept.some((entry) => entry.type === 'system.recovered' && entry.data.kind === 'clockBack' && entry.at === lastAt);

const createDamageReport = ({ recovered, warn }: LedgerParts, own: OwnFacts): Core['onDamage'] => {
  const told = new Set<string>();
  return (damage) => {
    const incident = incidentOf(damage);
    const place = `${damage.segment}:${damage.offset}`;
    if (told.has(place) || isTold(recovered.kept.list(), incident)) return;
    told.add(place);
    warn('ledger damaged', { segment: damage.segment, offset: damage.offset, bytes: damage.bytes });
    void own.record(draftOf(incident));
  };
};

export const startCore = async (parts: LedgerParts): Promise<Core> => {
  const { options, paths, checkpoints, recovered, warn, backlog, drain } = parts;
  const { kept } = recovered;
  const writer = await openWriter(parts);
  const onError = (error: unknown): void => warn('ledger listener failed', { error: String(error) });
  const advanced = createListeners<readonly [number, readonly Entry[]]>(onError);
  const levelled = createListeners<readonly [StorageLevel, number]>(onError);
  const space = createSpace({
    dir: paths.dir, reservePath: paths.reserve, lowMediaBytes: options.lowMediaBytes ?? 512 * MIB, lowTextBytes: options.lowTextBytes ?? 128 * MIB,
    free: options.free, level: lastLevel(kept.list()), warn,
    onLevel: (level, freeBytes) => {
      void own.record({ type: 'storage.level', actor: { kind: 'system' }, data: { level, freeBytes } });
      levelled.tell(level, freeBytes);
    },
  });
  const onCommitted = ({ records, head }: Committed): void => {
    backlog.push(...records);
    for (const { entry } of records) if (isKept(entry.type)) kept.add(entry);
    space.noteWritten();
    own.retry();
    checkpoints.touch();
    advanced.tell(head, records.map(({ entry }) => entry));
  };
  const commit = createGroupCommit({
    encode: createEncoder(seatIdSchema.parse(options.seat)),
    clock: createClock(options.now, recovered.lastAt, isBehind(kept.list(), recovered.lastAt)),
    head: recovered.head,
    write: async (bytes, records) => {
      await space.checkBefore(bytes.length);
      await writer.write(bytes, records);
    },
    onCommitted, whileWriting: drain, onFull: space.noteFull,
  });
  const own = createOwnFacts(commit.append, warn);
  return { commit, space, writer, advanced, levelled, recordOwn: own.record, onDamage: createDamageReport(parts, own) };
};

/** First half of opening: identity, tree, checkpoints and recovery, under the lock. Nothing is appended yet. */
import type { OpenLedgerOptions } from './contract';
import { createActive, openActive } from './activeSegment';
import { openCheckpoints, type Checkpoints } from './checkpoints';
import type { Encoded } from './encoder';
import { createIdentity, readIdentity, writeIdentity, type Identity } from './identity';
import type { LedgerPaths } from './paths';
import { recover, type Recovered } from './recover';
import { readLedgerId } from './segmentOwner';
import { createSegmentWriter, type SegmentWriter } from './segmentWriter';
import { openTreeFile, type TreeFile } from './treeFile';

export const MIB = 1024 * 1024;

export type Warn = NonNullable<OpenLedgerOptions['log']>['warn'];

export type LedgerParts = {
  readonly options: OpenLedgerOptions;
  readonly paths: LedgerPaths;
  readonly id: string;
  readonly tree: TreeFile;
  readonly checkpoints: Checkpoints;
  readonly recovered: Recovered;
  readonly warn: Warn;
  /** Durable records whose leaves the tree does not hold yet; `drain` puts them in. */
  readonly backlog: Encoded[];
  readonly drain: () => void;
};

const openIdentity = async (paths: LedgerPaths, warn: Warn): Promise<Identity> => {
  const known = await readIdentity(paths.identity);
  if (known) return known;
  const owner = await readLedgerId(paths.segments);
  if (owner !== undefined) warn('ledger.json made anew from the segments', { ledger: owner });
  const identity = createIdentity(owner);
  await writeIdentity(paths.identity, identity);
  return identity;
};

export const openParts = async (options: OpenLedgerOptions, paths: LedgerPaths): Promise<LedgerParts> => {
  const warn: Warn = (message, facts) => options.log?.warn(message, facts);
  const identity = await openIdentity(paths, warn);
  const { id } = identity;
  const tree = await openTreeFile(paths.tree);
  const backlog: Encoded[] = [];
  const drain = (): void => {
    for (const { leaf } of backlog) tree.append(leaf);
    backlog.length = 0;
  };
  const checkpoints = await openCheckpoints({
    path: paths.checkpoints, pubPath: paths.pub, origin: id, everyMs: options.checkpointEveryMs ?? 5000, key: options.key, warn,
    state: () => {
      drain();
      tree.flush(false).catch((error: unknown) => warn('tree file not written', { error: String(error) }));
      return { size: tree.size(), root: tree.root() };
    },
    rootAt: (size) => tree.rootAt(size),
    isMarked: identity.signed,
    mark: () => writeIdentity(paths.identity, { ...identity, signed: true }),
  });
  try {
    const recovered = await recover({ paths, ledger: id, tree, newest: checkpoints.newest, warn });
    return { options, paths, id, tree, checkpoints, recovered, warn, backlog, drain };
  } catch (error) {
    await checkpoints.close();
    await tree.close();
    throw error;
  }
};

/** Goes on in the last segment, or begins a new one where that is sealed or gone. */
export const openWriter = async ({ options, paths, id, tree, recovered, warn, drain }: LedgerParts): Promise<SegmentWriter> => {
  const { store, kept, head, nextSegment } = recovered;
  const last = store.list().at(-1);
  const canGoOn = last?.kind === 'plain' && nextSegment === last.number + 1;
  const active = canGoOn ? await openActive(last) : await createActive(paths.segments, id, nextSegment, head + 1);
  if (!canGoOn) store.add(active.segment);
  return createSegmentWriter({
    dir: paths.segments, ledger: id, store, active, warn, segmentBytes: options.segmentBytes ?? 8 * MIB,
    onRolled: async (through) => {
      drain();
      await kept.mark(through, Buffer.from(tree.rootAt(through)).toString('hex'));
      await tree.flush(true);
    },
  });
};

/**
 * The real engine in this process, on a temporary folder, with a desk (the administrator of a finished set-up) and
 * an archive port. `stop` ends it in order; `crash` only where the test gave a ledger that can die.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '#shared/domain/person';
import type { DeskEvents, deskRoutes } from '#shared/ipc/deskRoutes';
import type { ChannelModule } from '#electron/engine/channels/contract/channel';
import type { ChannelSource } from '#electron/engine/channels/registry';
import { startEngine, type Engine, type EngineOptions } from '#electron/engine/engine';
import { createMemoryLog } from './memoryLog';
import { createMemoryVault, type MemoryVault } from './memoryVault';
import { createArchiveClient, createPortClient, type ArchiveClient, type DeskClient } from './portClient';
import { createWirePair } from './wirePair';

export type HeadlessOptions = Partial<Pick<EngineOptions, 'clock' | 'ledger' | 'openLedger' | 'defaults' | 'log' | 'onWaiting' | 'seat'>> & {
  readonly modules?: readonly ChannelModule[];
  /** Real sources instead of modules, e.g. `channelSources`. */
  readonly channels?: readonly ChannelSource[];
  /** A folder to keep (for starting again on it); else a fresh one that `stop` removes. */
  readonly dataDir?: string;
  readonly vault?: MemoryVault;
  /** Leave the first start to the test. */
  readonly withoutSetup?: boolean;
};

export type Person = { readonly id: string; readonly role: Role };

export type HeadlessEngine = {
  readonly engine: Engine;
  readonly dataDir: string;
  readonly vault: MemoryVault;
  readonly desk: DeskClient;
  readonly archive: ArchiveClient;
  readonly log: ReturnType<typeof createMemoryLog> | EngineOptions['log'];
  /** Another desk port, for that person. */
  readonly openDesk: (person: Person | null) => DeskClient;
  readonly stop: () => Promise<void>;
};

export const sourcesOf = (modules: readonly ChannelModule[]): readonly ChannelSource[] =>
  modules.map((module) => ({ kind: module.kind, load: async () => module }));

export const startHeadlessEngine = async (options: HeadlessOptions = {}): Promise<HeadlessEngine> => {
  const { modules = [], channels, dataDir: given, vault = createMemoryVault(), withoutSetup = false, log = createMemoryLog(), seat = 'seat-1', ...rest } = options;
  const dataDir = given ?? await mkdtemp(join(tmpdir(), 'zuoxi-engine-'));
  const engine = await startEngine({ ...rest, dataDir, seat, app: '0.0.0-test', vault, log, channels: channels ?? sourcesOf(modules) });
  const openDesk = (person: Person | null): DeskClient => {
    const [ours, theirs] = createWirePair();
    engine.servePort(theirs, { port: 'desk', person });
    return createPortClient<typeof deskRoutes, DeskEvents>(ours);
  };
  const openArchive = (): ArchiveClient => {
    const [ours, theirs] = createWirePair();
    engine.servePort(theirs, { port: 'archive' });
    return createArchiveClient(ours);
  };
  const desk = openDesk(engine.person());
  if (!engine.person() && !withoutSetup) await desk.call('setup.complete', { company: '测试商行', name: '管理员' });
  return {
    engine, dataDir, vault, desk, archive: openArchive(), log, openDesk,
    stop: async () => {
      await engine.stop();
      if (given === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
};

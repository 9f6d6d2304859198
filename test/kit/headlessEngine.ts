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
import { startEngine, type Engine } from '#electron/engine/engine';
import type { EngineOptions } from '#electron/engine/engineParts';
import { createMemoryLog } from './memoryLog';
import { createMemoryPasswords, type MemoryPasswords } from './memoryPasswords';
import { createMemoryVault, type MemoryVault } from './memoryVault';
import { createArchiveClient, createPortClient, type ArchiveClient, type DeskClient } from './portClient';
import { createWirePair } from './wirePair';

export type HeadlessOptions = Partial<Pick<EngineOptions, 'clock' | 'ledger' | 'openLedger' | 'defaults' | 'log' | 'onWaiting' | 'onAlerts' | 'onRoster' | 'seat'>> & {
  readonly modules?: readonly ChannelModule[];
  /** Real sources instead of modules, e.g. `channelSources`. */
  readonly channels?: readonly ChannelSource[];
  /** A folder to keep (for starting again on it); else a fresh one that `stop` removes. */
  readonly dataDir?: string;
  readonly vault?: MemoryVault;
  readonly passwords?: MemoryPasswords;
  /** Leave the first start to the test. */
  readonly withoutSetup?: boolean;
};

/** Of the administrator the kit's set-up makes. */
export const ADMIN_PASSWORD = '管理员的口令-1';

export type Person = { readonly id: string; readonly role: Role };

export type HeadlessEngine = {
  readonly engine: Engine;
  readonly dataDir: string;
  readonly vault: MemoryVault;
  readonly passwords: MemoryPasswords;
  readonly desk: DeskClient;
  readonly archive: ArchiveClient;
  readonly log: ReturnType<typeof createMemoryLog> | EngineOptions['log'];
  /** Another desk port, for that person. */
  readonly openDesk: (person: Person | null) => DeskClient;
  /** Another archive port: an erasure ends those there are. */
  readonly openArchive: () => ArchiveClient;
  readonly stop: () => Promise<void>;
};

export const sourcesOf = (modules: readonly ChannelModule[]): readonly ChannelSource[] =>
  modules.map((module) => ({ kind: module.kind, load: async () => module }));

export const startHeadlessEngine = async (options: HeadlessOptions = {}): Promise<HeadlessEngine> => {
  const { modules = [], channels, dataDir: given, vault = createMemoryVault(), passwords = createMemoryPasswords(), withoutSetup = false, log = createMemoryLog(), seat = 'seat-1', ...rest } = options;
  const dataDir = given ?? await mkdtemp(join(tmpdir(), 'zuoxi-engine-'));
  const engine = await startEngine({ ...rest, dataDir, seat, app: '0.0.0-test', vault, passwords, log, channels: channels ?? sourcesOf(modules) });
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
  if (!engine.person() && !withoutSetup) await desk.call('setup.complete', { company: '测试商行', name: '管理员', password: ADMIN_PASSWORD });
  return {
    engine, dataDir, vault, passwords, desk, archive: openArchive(), log, openDesk, openArchive,
    stop: async () => {
      await engine.stop();
      if (given === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
};

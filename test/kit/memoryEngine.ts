/** The engine over a ledger in memory and a clock moved by hand, with one scripted account already there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountId, ConversationId } from '#shared/domain/ids';
import { conversationIdOf } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { startHeadlessEngine, type HeadlessEngine, type HeadlessOptions } from './headlessEngine';
import { createManualClock, type ManualClock } from './manualClock';
import { createMemoryDisk, openMemoryLedger, type AppendFate, type MemoryDisk, type MemoryLedger } from './memoryLedger';
import { createScriptedPeer, privateChat, type OpenScript, type ScriptedPeer } from './scriptedChannel';

export type MemoryEngine = HeadlessEngine & {
  readonly clock: ManualClock;
  readonly disk: MemoryDisk;
  readonly ledger: MemoryLedger;
  readonly peer: ScriptedPeer;
  readonly account: AccountId;
  readonly script: OpenScript;
  /** Conversation with a private contact of the account. */
  readonly chat: (name: string) => ConversationId;
  readonly of: <T extends Entry['type']>(type: T) => readonly Extract<Entry, { readonly type: T }>[];
};

export type MemoryEngineOptions = Omit<HeadlessOptions, 'clock' | 'openLedger' | 'modules'> & {
  readonly peer?: ScriptedPeer;
  readonly clock?: ManualClock;
  readonly disk?: MemoryDisk;
  readonly fate?: AppendFate;
};

export const startMemoryEngine = async (options: MemoryEngineOptions = {}): Promise<MemoryEngine> => {
  const { peer = createScriptedPeer(), clock = createManualClock(), disk = createMemoryDisk(), fate, ...rest } = options;
  const dataDir = rest.dataDir ?? await mkdtemp(join(tmpdir(), 'zuoxi-engine-'));
  let ledger: MemoryLedger | null = null;
  const headless = await startHeadlessEngine({
    ...rest, dataDir, clock, modules: [peer.module],
    openLedger: async ({ now }) => { ledger = openMemoryLedger({ disk, now, fate }); return ledger; },
  });
  const known = disk.entries.find((entry) => entry.type === 'account.added')?.account;
  const account = known ?? (await headless.desk.call('account.add', { channel: 'onebot', name: '旗舰店', settings: { host: 'h' }, secrets: { token: 'geheim-7f3a' }, mark: { code: 'A', color: 1 } })).account;
  const script = await peer.opened(account);
  await clock.settle();
  if (!ledger) throw new Error('the engine did not open its ledger');
  return {
    ...headless, clock, disk, ledger, peer, account, script,
    chat: (name) => conversationIdOf(account, privateChat(name).id),
    of: (type) => disk.entries.filter((entry): entry is Extract<Entry, { readonly type: typeof type }> => entry.type === type),
    stop: async () => {
      clock.freewheel();
      await headless.stop();
      if (rest.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
};

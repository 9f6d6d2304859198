/** What an engine is started with, and what all of it stands on. */
import type { Wording } from '#shared/domain/wording';
import type { Roster, WaitingCounts } from '#shared/ipc/engineBoot';
import type { Alert } from '#shared/domain/alert';
import type { Modules } from './accounts/modules';
import type { Vault } from './accounts/vault';
import type { Clock, Logger } from './channels/contract/channel';
import type { ChannelSource } from './channels/registry';
import type { createMediaStore } from './host/mediaStore';
import type { Ledger, OpenLedgerOptions, SigningKey } from './ledger/contract';
import type { Passwords } from './people/passwords';
import type { LogSink } from './platform/log';
import type { EventHub } from './ports/eventHub';
import type { FirstPerson } from './setup';
import type { Recorder } from './state/recorder';

export type EngineOptions = {
  readonly dataDir: string;
  readonly seat: string;
  /** Version of the app, for `system.started`. */
  readonly app: string;
  readonly vault: Vault;
  readonly channels: readonly ChannelSource[];
  readonly log: LogSink;
  readonly clock?: Clock;
  /** What a new company begins with. */
  readonly defaults?: { readonly wordings: readonly Wording[] };
  /** Verifiers of passwords: main's, or a test's. */
  readonly passwords: Passwords;
  /** The set-up made its administrator. */
  readonly onPerson?: (person: FirstPerson) => void;
  /** People as sign-in has to know them changed. */
  readonly onRoster?: (roster: Roster) => void;
  readonly onWaiting?: (counts: WaitingCounts) => void;
  /** How far a start is that reads the records anew, 0..1. */
  readonly onReading?: (progress: number) => void;
  /** What calls for attention, and the conversations and accounts that no longer do. */
  readonly onAlerts?: (raised: readonly Alert[], settled: readonly string[]) => void;
  /** Tests give a ledger of their own. */
  readonly openLedger?: (options: OpenLedgerOptions) => Promise<Ledger>;
  /** Size of segments, thresholds and the like, handed to the ledger. */
  readonly ledger?: Partial<Pick<OpenLedgerOptions, 'segmentBytes' | 'checkpointEveryMs' | 'lowMediaBytes' | 'lowTextBytes' | 'free'>>;
};

/** Everything that lives as long as the engine. */
export type EngineParts = {
  readonly options: EngineOptions;
  readonly clock: Clock;
  readonly log: Logger;
  readonly ledger: Ledger;
  /** Signs for this ledger; null while the vault is closed. */
  readonly key: () => SigningKey | null;
  readonly recorder: Recorder;
  readonly modules: Modules;
  readonly hub: EventHub;
  readonly media: ReturnType<typeof createMediaStore>;
  /** Ends the telling of new entries to archive ports. */
  readonly unhear: () => void;
};

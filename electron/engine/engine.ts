/** Composition root: starts the engine on a data folder and gives what main, or a test, needs of it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Role } from '#shared/domain/person';
import type { Wording } from '#shared/domain/wording';
import { archiveRoutes } from '#shared/ipc/archiveRoutes';
import { deskRoutes } from '#shared/ipc/deskRoutes';
import type { Wire } from '#shared/ipc/wire';
import { Accounts } from './accounts/accounts';
import { createModules, type Modules } from './accounts/modules';
import { loadSigningKey } from './accounts/signingKey';
import { Supervisor } from './accounts/supervisor';
import type { Vault } from './accounts/vault';
import type { Clock, Logger } from './channels/contract/channel';
import type { ChannelSource } from './channels/registry';
import { messageDraft } from './host/decideMessage';
import { Inbox } from './host/inbox';
import { MediaFetcher } from './host/mediaFetcher';
import { createMediaStore } from './host/mediaStore';
import type { Ledger, OpenLedgerOptions, SigningKey } from './ledger/contract';
import { openLedger } from './ledger/openLedger';
import { Outbox } from './outbox/outbox';
import { realClock } from './platform/clock';
import { errorFacts } from './platform/errorFacts';
import type { LogSink } from './platform/log';
import { drop, withDeadline } from './platform/promises';
import { quietSink } from './platform/quietLog';
import { archiveHandlers } from './ports/archiveHandlers';
import type { Desk, DeskCaller } from './ports/desk';
import { deskHandlers } from './ports/deskHandlers';
import { EventHub } from './ports/eventHub';
import { checkPermission, checkStorage, type PortPerson } from './ports/permissions';
import { servePort } from './ports/servePort';
import { createSetup } from './setup';
import type { PersonRecord } from './state/engineState';
import { openRecorder, type Recorder } from './state/recorder';
import { draftSchema, openSeatFile } from './state/seatFiles';
import { verifyForDesk } from './verifyForDesk';
import { watchWaiting } from './waitingCount';

const STOP_SENDS_MS = 2_000;

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
  readonly onPerson?: (person: PersonRecord) => void;
  readonly onWaiting?: (count: number) => void;
  /** Tests give a ledger of their own. */
  readonly openLedger?: (options: OpenLedgerOptions) => Promise<Ledger>;
  /** Size of segments, thresholds and the like, handed to the ledger. */
  readonly ledger?: Partial<Pick<OpenLedgerOptions, 'segmentBytes' | 'checkpointEveryMs' | 'lowMediaBytes' | 'lowTextBytes' | 'free'>>;
};

export type PortRequestScope =
  | { readonly port: 'archive' }
  | { readonly port: 'desk'; readonly person: { readonly id: string; readonly role: Role } | null };

export type Engine = {
  /** Serves a wire until it closes. A `desk` wire commands as its person, an `archive` wire only reads. */
  readonly servePort: (wire: Wire, scope: PortRequestScope) => void;
  /** The vault can be read now: sealed accounts connect, checkpoints get their key. */
  readonly vaultOpened: () => void;
  /** Who runs this desk; null before the set-up. */
  readonly person: () => PersonRecord | null;
  /** Finishes what is in flight (at most a few seconds), closes channels, saves state, signs and closes the ledger. Idempotent. */
  readonly stop: () => Promise<void>;
};

/** Everything that lives as long as the engine. */
type Parts = {
  readonly options: EngineOptions;
  readonly clock: Clock;
  readonly log: Logger;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly modules: Modules;
  readonly hub: EventHub;
  readonly media: ReturnType<typeof createMediaStore>;
};

type Works = { readonly accounts: Accounts; readonly outbox: Outbox; readonly fetcher: MediaFetcher };

/** Opens ledger and state, then everything on top, and connects the accounts. Rejects with the ledger's `AppError`. */
export const startEngine = async (given: EngineOptions): Promise<Engine> => {
  const clock = given.clock ?? realClock;
  const options = { ...given, log: quietSink(given.log, clock.now) };
  const log = options.log.logger('engine');
  await mkdir(options.dataDir, { recursive: true });
  const key: { current: SigningKey | null } = { current: await loadSigningKey(options.vault, log) };
  const ledger = await (options.openLedger ?? openLedger)({
    ...options.ledger, dir: join(options.dataDir, 'ledger'), seat: options.seat,
    now: clock.now, key: () => key.current, log: options.log.logger('ledger'),
  });
  try {
    const recorder = await openRecorder({ ledger, dir: join(options.dataDir, 'state'), clock, log: options.log.logger('state') });
    const modules = createModules(options.channels, clock, options.log.logger('channels'));
    const parts: Parts = { options, clock, log, ledger, recorder, modules, hub: new EventHub(), media: createMediaStore(ledger) };
    return await run(parts, key);
  } catch (error) {
    await ledger.close();
    throw error;
  }
};

const run = async (parts: Parts, key: { current: SigningKey | null }): Promise<Engine> => {
  const { options, ledger, recorder, hub, log, clock } = parts;
  const works = createWorks(parts);
  const { desk, drafts, layout } = await createDesk(parts, works);
  const disposers = [
    ledger.onAdvanced((seq) => hub.push('archive', 'ledger.advanced', { seq })),
    ledger.onLevel((level, freeBytes) => hub.push('desk', 'storage.level', { level, freeBytes })),
    recorder.onApplied((entries) => works.fetcher.noticed(entries)),
    watchWaiting(recorder, parts.modules.isDemonstration, clock, (count) => options.onWaiting?.(count)),
  ];
  // A disk too full to say so must not keep the desk from being read.
  await recorder.record([{ type: 'system.started', actor: { kind: 'system' }, data: { app: options.app, runtime: runtimeName() } }])
    .catch((error: unknown) => log.error('start not recorded', errorFacts(error)));
  works.accounts.load();
  works.outbox.start();
  works.accounts.openAll();
  let stopping: Promise<void> | null = null;
  return {
    servePort: (wire, scope) => serve(parts, desk, wire, scope),
    vaultOpened: () => {
      drop(loadSigningKey(options.vault, log).then((found) => { key.current = found ?? key.current; return ledger.checkpoint(); }), log, 'signing key');
      works.accounts.vaultOpened();
    },
    person: () => firstPerson(recorder),
    stop: () => stopping ??= stop(parts, works, [drafts.flush, layout.flush], disposers),
  };
};

const runtimeName = (): string =>
  process.versions['electron'] ? `electron ${process.versions['electron']} node ${process.versions.node}` : `node ${process.versions.node}`;

/** One desk, one person at present: the administrator of the set-up. */
const firstPerson = (recorder: Recorder): PersonRecord | null => recorder.state.persons[0] ?? null;

const createWorks = (parts: Parts): Works => {
  const { options, clock, ledger, recorder, media, modules, hub } = parts;
  const outbox: Outbox = new Outbox({
    recorder, ledger, clock, log: options.log.logger('outbox'),
    links: (account) => accounts.get(account)?.link,
    foreign: (account, conversation, event) => messageDraft({ account }, conversation, event, `${event.id}@${event.at}` as typeof event.id), // the first id went to the reply
  });
  const fetcher = new MediaFetcher({
    recorder, ledger, media, clock, log: options.log.logger('media'),
    ability: (account) => accounts.get(account)?.link.isOpen() ? accounts.get(account)?.channel?.fetchMedia : undefined,
  });
  const accounts: Accounts = new Accounts({
    recorder, modules, vault: options.vault, clock, log: options.log.logger('accounts'),
    onRemoved: (account, actor) => outbox.abandon(account, actor),
    supervise: (account) => {
      const channelLog = options.log.logger('channel', { account });
      const inbox = new Inbox({
        account, recorder, echoes: outbox.attempts, clock, log: channelLog,
        onPassing: ({ chat, active }) => hub.push('desk', 'peer.typing', { conversation: `${account}/${chat.id}`, active }),
        onCaughtUp: (chat) => outbox.caughtUp(account, chat),
      });
      return new Supervisor({
        account, recorder, modules, vault: options.vault, inbox, ledger, media, clock, log: channelLog,
        onLive: (status) => hub.push('desk', 'account.live', { account, status }),
        onOpened: () => { outbox.linkOpened(account); fetcher.linkOpened(account); },
        onLost: () => outbox.linkLost(account),
      });
    },
  });
  return { accounts, outbox, fetcher };
};

const createDesk = async (parts: Parts, works: Works): Promise<{ readonly desk: Desk; readonly drafts: Desk['drafts']; readonly layout: Desk['layout'] }> => {
  const { options, clock, ledger, recorder, modules, hub, media } = parts;
  const seat = { dir: join(options.dataDir, 'state'), clock, log: options.log.logger('seat') };
  const drafts = await openSeatFile({ ...seat, name: 'drafts', value: draftSchema });
  const layout = await openSeatFile({ ...seat, name: 'layout', value: z.unknown() });
  const setup = createSetup(recorder, options.defaults?.wordings ?? []);
  const desk: Desk = {
    ...works, recorder, modules, hub, media, drafts, layout, now: clock.now,
    info: (person) => ({
      ledger: ledger.id, ledgerPath: ledger.dir, head: ledger.head(), engine: options.app, storage: ledger.level().level,
      person: person && (recorder.state.person(person.id) ?? null), company: recorder.state.company,
    }),
    verify: () => verifyForDesk(ledger),
    setup: async (input) => {
      const person = await setup(input);
      options.onPerson?.(person);
      return person;
    },
  };
  return { desk, drafts, layout };
};

const serve = (parts: Parts, desk: Desk, wire: Wire, scope: PortRequestScope): void => {
  const log = parts.options.log.logger('port');
  const remove = parts.hub.add(scope.port, wire);
  wire.onClose(remove);
  if (scope.port === 'archive') {
    servePort(wire, { name: 'archive', routes: archiveRoutes, handlers: archiveHandlers(parts.ledger), caller: null, allow: () => undefined, log });
    return;
  }
  for (const [account, status] of desk.accounts.statuses()) wire.post({ event: 'account.live', data: { account, status } });
  const caller: DeskCaller = { person: scope.person && { id: scope.person.id as PortPerson['id'], role: scope.person.role } }; // main answers for it
  servePort(wire, {
    name: 'desk', routes: deskRoutes, handlers: deskHandlers(desk), caller, log,
    allow: (method) => {
      checkPermission(method, caller.person);
      checkStorage(method, parts.ledger.level().level);
    },
  });
};

const stop = async (parts: Parts, { accounts, outbox, fetcher }: Works, flushes: readonly (() => Promise<void>)[], disposers: readonly (() => void)[]): Promise<void> => {
  const { clock, log, recorder, ledger, hub } = parts;
  fetcher.stop();
  const sends = outbox.stop();
  await withDeadline(sends, STOP_SENDS_MS, clock, () => log.warn('sends still under way at stop'));
  await accounts.stop();
  await withDeadline(sends, STOP_SENDS_MS, clock, () => undefined); // closing the channels has settled them
  await Promise.all(flushes.map((flush) => flush()));
  await recorder.record([{ type: 'system.stopped', actor: { kind: 'system' }, data: {} }]).catch((error: unknown) => log.error('stop not recorded', errorFacts(error)));
  await recorder.close();
  for (const dispose of disposers) dispose();
  await ledger.close();
  hub.closeAll();
  await parts.options.log.flush();
};

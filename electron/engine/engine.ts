/** Composition root: starts the engine on a data folder and gives what main, or a test, needs of it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { accountOfConversation, type ConversationId } from '#shared/domain/ids';
import type { Media } from '#shared/domain/message';
import type { Role } from '#shared/domain/person';
import type { Wording } from '#shared/domain/wording';
import { archiveRoutes } from '#shared/ipc/archiveRoutes';
import { deskRoutes, type EngineInfo } from '#shared/ipc/deskRoutes';
import type { Roster, SessionFact, WaitingCounts } from '#shared/ipc/engineBoot';
import type { Wire } from '#shared/ipc/wire';
import type { Alert } from '#shared/domain/alert';
import { Accounts } from './accounts/accounts';
import { AlertWatch } from './alerts/alertWatch';
import { createModules, type Modules } from './accounts/modules';
import { loadSigningKey } from './accounts/signingKey';
import { Supervisor } from './accounts/supervisor';
import type { Vault } from './accounts/vault';
import { FlagGuard } from './flags/flagGuard';
import { EvidenceDesk } from './evidence/evidenceDesk';
import { ErasureDesk } from './retention/erasureDesk';
import { BackupDesk } from './backup/backupDesk';
import { noteRestored } from './backup/noteRestored';
import type { Clock, Logger } from './channels/contract/channel';
import type { ChannelSource } from './channels/registry';
import { Colleagues } from './collaboration/colleagues';
import { WaitWatch } from './conversations/waitWatch';
import { Schedules } from './collaboration/schedules';
import { watchAbsences } from './custody/absenceWatch';
import { checkAccount } from './custody/accountGuard';
import { ComplaintDesk } from './duties/complaintDesk';
import { DoneDesk } from './duties/doneDesk';
import { LeaveDesk } from './duties/leaveDesk';
import { NoticeDesk } from './duties/noticeDesk';
import { CustodyDesk } from './custody/custodyDesk';
import { Handover } from './custody/handover';
import { giveLifeSigns, readLifeSign } from './custody/lifeSign';
import { watchFollowUps } from './customers/followUpClock';
import { messageDraft } from './host/decideMessage';
import { Inbox } from './host/inbox';
import { MediaFetcher } from './host/mediaFetcher';
import { createMediaStore } from './host/mediaStore';
import type { Ledger, OpenLedgerOptions, SigningKey } from './ledger/contract';
import { openLedger } from './ledger/openLedger';
import { Outbox } from './outbox/outbox';
import { realClock } from './platform/clock';
import type { Passwords } from './people/passwords';
import { People } from './people/people';
import { PEOPLE_TYPES, type PersonRecord } from './people/peopleFold';
import { PersonFileShelf } from './people/personFiles';
import { recordSession } from './people/sessionLog';
import { errorFacts } from './platform/errorFacts';
import { createGate, type Gate } from './platform/gate';
import type { LogSink } from './platform/log';
import { drop, withDeadline } from './platform/promises';
import { quietSink } from './platform/quietLog';
import { advanceOf, archiveHandlers } from './ports/archiveHandlers';
import type { Desk, DeskCaller } from './ports/desk';
import { DeskDoor } from './ports/deskDoor';
import { deskHandlers } from './ports/deskHandlers';
import { EventHub } from './ports/eventHub';
import { checkPermission, checkStanding, checkStorage, type PortPerson } from './ports/permissions';
import { servePort } from './ports/servePort';
import { createSetup, type FirstPerson } from './setup';
import { watchDraws } from './quality/drawWatch';
import { ReviewDesk } from './quality/reviewDesk';
import { SampleDesk } from './quality/sampleDesk';
import { TrainingDesk } from './quality/trainingDesk';
import { openRecorder, type Recorder } from './state/recorder';
import { verifyForDesk } from './verifyForDesk';
import { watchWaiting } from './waitingCount';
import { ViolationDesk } from './violations/violationDesk';
import { watchViolations } from './violations/violationWatch';
import { WordingDesk } from './wordings/wordingDesk';

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
  /** Verifiers of passwords: main's, or a test's. */
  readonly passwords: Passwords;
  /** The set-up made its administrator. */
  readonly onPerson?: (person: FirstPerson) => void;
  /** People as sign-in has to know them changed. */
  readonly onRoster?: (roster: Roster) => void;
  readonly onWaiting?: (counts: WaitingCounts) => void;
  /** What calls for attention, and the conversations and accounts that no longer do. */
  readonly onAlerts?: (raised: readonly Alert[], settled: readonly string[]) => void;
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
  readonly roster: () => Roster;
  /** Nobody sits here any more: every desk port ends, what still comes is refused. Channels go on. */
  readonly closeDesks: () => void;
  /** Keeps what happened at the sign-in screen. */
  readonly recordSession: (fact: SessionFact) => Promise<void>;
  /** Finishes what is in flight (at most a few seconds), closes channels, saves state, signs and closes the ledger. Idempotent. */
  readonly stop: () => Promise<void>;
};

/** Everything that lives as long as the engine. */
type Parts = {
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

type Works = {
  readonly accounts: Accounts; readonly outbox: Outbox; readonly fetcher: MediaFetcher; readonly colleagues: Colleagues; readonly schedules: Schedules; readonly waits: WaitWatch;
  readonly backup: BackupDesk; readonly evidence: EvidenceDesk; readonly erasure: ErasureDesk;
  readonly files: PersonFileShelf;
  readonly ledgerFiles: Gate;
};

/** The ledger is open: windows can read it while the fold, which commands need, is still being made. */
export type OpenEngine = {
  readonly serveArchive: (wire: Wire) => void;
  /** Folds, starts everything on top and connects the accounts. Call once; after a rejection everything is closed. */
  readonly run: () => Promise<Engine>;
  /** Ends a fold under way: `run` then rejects with an `AbortError`. Does nothing once it runs. */
  readonly abort: () => void;
};

/** Opens the ledger. Rejects with its `AppError`. */
export const openEngine = async (given: EngineOptions): Promise<OpenEngine> => {
  const clock = given.clock ?? realClock;
  const options = { ...given, log: quietSink(given.log, clock.now) };
  const log = options.log.logger('engine');
  await mkdir(options.dataDir, { recursive: true });
  const key: { current: SigningKey | null } = { current: await loadSigningKey(options.vault, log) };
  const ledger = await (options.openLedger ?? openLedger)({
    ...options.ledger, dir: join(options.dataDir, 'ledger'), seat: options.seat,
    now: clock.now, key: () => key.current, log: options.log.logger('ledger'),
  });
  const hub = new EventHub();
  const unhear = ledger.onAdvanced((seq, entries) => hub.push('archive', 'ledger.advanced', advanceOf(seq, entries)));
  const aborting = new AbortController();
  const foldAndRun = async (): Promise<Engine> => {
    const recorder = await openRecorder({ ledger, dir: join(options.dataDir, 'state'), clock, log: options.log.logger('state'), signal: aborting.signal });
    const modules = createModules(options.channels, clock, options.log.logger('channels'));
    return run({ options, clock, log, ledger, key: () => key.current, recorder, modules, hub, media: createMediaStore(ledger), unhear }, key);
  };
  return {
    serveArchive: (wire) => serveArchive({ options, ledger, hub }, wire),
    run: () => foldAndRun().catch(async (error: unknown) => {
      unhear();
      hub.closeAll();
      await ledger.close();
      throw error;
    }),
    abort: () => aborting.abort(),
  };
};

/** Opens and runs. Rejects with the ledger's `AppError`. */
export const startEngine = async (options: EngineOptions): Promise<Engine> => (await openEngine(options)).run();

const run = async (parts: Parts, key: { current: SigningKey | null }): Promise<Engine> => {
  const { options, ledger, recorder, hub, log, clock } = parts;
  const works = createWorks(parts);
  const desk = createDesk(parts, works);
  const door = new DeskDoor();
  const roster = (): Roster => rosterOf(recorder);
  const alerts = new AlertWatch({ recorder, clock, tell: (raised, settled) => options.onAlerts?.(raised, settled) });
  const disposers = [
    parts.unhear,
    ledger.onLevel((level, freeBytes) => hub.push('desk', 'storage.level', { level, freeBytes })),
    recorder.onApplied((entries) => works.fetcher.noticed(entries)),
    recorder.onApplied((entries) => { if (entries.some((entry) => PEOPLE_TYPES.has(entry.type))) options.onRoster?.(roster()); }),
    () => alerts.dispose(),
    watchWaiting(recorder, parts.modules.isDemonstration, clock, (counts) => options.onWaiting?.(counts)),
    watchFollowUps(recorder, clock, log, (plans) => hub.push('desk', 'followUp.due', { plans: plans.map(({ id, customer }) => ({ id, customer })) })),
  ];
  // A disk too full to say so must not keep the desk from being read.
  const stateDir = join(options.dataDir, 'state');
  const aliveUntil = await readLifeSign(stateDir);
  await recorder.record([{ type: 'system.started', actor: { kind: 'system' }, data: { app: options.app, runtime: runtimeName(), ...(aliveUntil !== undefined && { aliveUntil }) } }])
    .catch((error: unknown) => log.error('start not recorded', errorFacts(error)));
  const life = giveLifeSigns(stateDir, clock, log);
  disposers.push(watchAbsences({ recorder, clock, log }), watchViolations({ recorder, clock, log: options.log.logger('violations') }), watchDraws({ recorder, samples: desk.samples, clock, log }));
  await noteRestored(recorder, options.dataDir).catch((error: unknown) => log.error('restore not recorded', errorFacts(error)));
  works.accounts.load();
  works.outbox.start();
  works.schedules.start();
  works.waits.start();
  works.backup.start();
  works.erasure.start();
  works.accounts.openAll();
  let stopping: Promise<void> | null = null;
  return {
    servePort: (wire, scope) => serve(parts, desk, door, wire, scope),
    closeDesks: () => door.closeAll(),
    roster,
    recordSession: (fact) => recordSession(recorder, fact),
    vaultOpened: () => {
      drop(loadSigningKey(options.vault, log).then((found) => { key.current = found ?? key.current; return ledger.checkpoint(); }), log, 'signing key');
      works.accounts.vaultOpened();
    },
    person: () => firstPerson(recorder),
    stop: () => stopping ??= stop(parts, works, [desk.files.flush, life.stop], disposers),
  };
};

const runtimeName = (): string =>
  process.versions['electron'] ? `electron ${process.versions['electron']} node ${process.versions.node}` : `node ${process.versions.node}`;

const rosterOf = ({ state }: Recorder): Roster => ({
  people: state.persons.map(({ id, name, role, active, hadPassword }) => ({ id, name, role, active, hadPassword })),
  idleMinutes: state.people.idleMinutes, company: state.company,
});

/** The administrator of the set-up. */
const firstPerson = (recorder: Recorder): PersonRecord | null => recorder.state.persons[0] ?? null;

const createWorks = (parts: Parts): Works => {
  const { options, clock, ledger, recorder, media, modules, hub } = parts;
  const guard = new FlagGuard(recorder.state);
  const outbox: Outbox = new Outbox({
    recorder, ledger, clock, guard, log: options.log.logger('outbox'),
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
        account, recorder, echoes: outbox.attempts, clock, guard, log: channelLog,
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
  const colleagues = new Colleagues({
    recorder, ledger,
    assign: (conversation, person, actor) => [{ type: 'conversation.assigned', actor, account: accountOfConversation(conversation), conversation, data: { person } }],
    holderOf: (conversation) => recorder.state.conversations.get(conversation)?.assignee,
  });
  const waits = new WaitWatch({ recorder, clock, log: options.log.logger('waits') });
  const schedules = new Schedules({ recorder, outbox, clock, log: options.log.logger('schedules') });
  const ledgerFiles = createGate();
  const backup = new BackupDesk({
    files: ledgerFiles, recorder, ledger, vault: options.vault, dataDir: options.dataDir, clock, log: options.log.logger('backup'),
    tell: (work) => hub.push('desk', 'backup.progress', work),
  });
  const evidence = new EvidenceDesk({ files: ledgerFiles, recorder, ledger, key: parts.key, now: clock.now, tell: (work) => hub.push('desk', 'evidence.progress', work) });
  const files = new PersonFileShelf({ dir: join(options.dataDir, 'state'), clock, log: options.log.logger('seat'), first: () => recorder.state.persons[0]?.id });
  const erasure = new ErasureDesk({
    files: ledgerFiles, recorder, ledger, now: clock.now, clock, log: options.log.logger('erasure'),
    dropDrafts: (conversations) => dropDrafts(files, recorder, conversations),
    onErased: (request) => {
      hub.closeAll('archive');
      hub.push('desk', 'erasure.finished', { request });
    },
  });
  return { accounts, outbox, fetcher, colleagues, schedules, waits, evidence, erasure, files, ledgerFiles, backup };
};

/** What anybody had begun to write there. */
const dropDrafts = async (files: PersonFileShelf, { state }: Recorder, conversations: readonly ConversationId[]): Promise<void> => {
  for (const { id } of state.persons) {
    const { drafts } = await files.of(id);
    for (const conversation of conversations) if (drafts.all()[conversation] !== undefined) await drafts.set(conversation, undefined);
  }
};

const createDesk = (parts: Parts, works: Works): Desk => {
  const { options, clock, ledger, recorder, modules, hub, media } = parts;
  const { files } = works;
  const people = new People(recorder, options.passwords);
  const custody = new CustodyDesk(recorder);
  const quality = { recorder, ledger, now: clock.now, isDemonstration: modules.isDemonstration };
  const setup = createSetup(recorder, options.passwords, options.defaults?.wordings ?? []);
  const filed = { recorder, now: clock.now, hasBlob: async ({ blob }: Media) => blob !== undefined && await ledger.blobs.has(blob) };
  const dutyDesks = { notices: new NoticeDesk(filed), complaints: new ComplaintDesk(recorder, clock.now), leaves: new LeaveDesk(recorder, clock.now), duties: new DoneDesk(filed) };
  return {
    ...works, ...dutyDesks, samples: new SampleDesk(quality), reviews: new ReviewDesk(quality), trainings: new TrainingDesk(quality), recorder, modules, hub, media, files, wordings: new WordingDesk({ recorder, hasBlob: (blob) => ledger.blobs.has(blob) }), people, custody, violations: new ViolationDesk(recorder, clock), handover: new Handover({ recorder, custody, people, files, log: options.log.logger('custody') }), now: clock.now,
    info: (person) => ({
      ledger: ledger.id, ledgerPath: ledger.dir, head: ledger.head(), engine: options.app, storage: ledger.level().level,
      person: person && sitting(recorder, person), company: recorder.state.company,
    }),
    verify: () => works.ledgerFiles.pass(() => verifyForDesk(ledger)),
    setup: async (input) => {
      const person = await setup(input);
      options.onPerson?.(person);
      return person;
    },
  };
};

const sitting = ({ state }: Recorder, { id }: PortPerson): EngineInfo['person'] => {
  const known = state.person(id);
  return known ? { id, name: known.name, role: known.role } : null;
};

const serveArchive = ({ options, ledger, hub }: Pick<Parts, 'options' | 'ledger' | 'hub'>, wire: Wire): void => {
  wire.onClose(hub.add('archive', wire));
  servePort(wire, { name: 'archive', routes: archiveRoutes, handlers: archiveHandlers(ledger), caller: null, allow: () => undefined, log: options.log.logger('port') });
};

const serve = (parts: Parts, desk: Desk, door: DeskDoor, wire: Wire, scope: PortRequestScope): void => {
  if (scope.port === 'archive') {
    serveArchive(parts, wire);
    return;
  }
  const log = parts.options.log.logger('port');
  for (const [account, status] of desk.accounts.statuses()) wire.post({ event: 'account.live', data: { account, status } });
  const caller: DeskCaller = { person: scope.person && { id: scope.person.id as PortPerson['id'], role: scope.person.role } }; // main answers for it
  door.add(wire, caller, parts.hub.add('desk', wire));
  servePort(wire, {
    name: 'desk', routes: deskRoutes, handlers: deskHandlers(desk), caller, log,
    allow: (method) => {
      checkStanding(caller, parts.recorder.state.people);
      checkPermission(method, caller.person);
      checkStorage(method, parts.ledger.level().level);
    },
    check: (_method, input) => checkAccount(input, caller.person, parts.recorder.state),
  });
};

const stop = async (parts: Parts, { accounts, outbox, fetcher, schedules, waits, backup, evidence, erasure }: Works, flushes: readonly (() => Promise<void>)[], disposers: readonly (() => void)[]): Promise<void> => {
  const { clock, log, recorder, ledger, hub } = parts;
  fetcher.stop();
  schedules.stop();
  waits.stop();
  evidence.cancel();
  await withDeadline(erasure.stop(), STOP_SENDS_MS, clock, () => log.warn('erasure goes on at the next start'));
  await backup.stop();
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

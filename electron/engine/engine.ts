/** Composition root: starts the engine on a data folder and gives what main, or a test, needs of it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '#shared/domain/person';
import { archiveRoutes } from '#shared/ipc/archiveRoutes';
import { deskRoutes } from '#shared/ipc/deskRoutes';
import type { Roster, SessionFact } from '#shared/ipc/engineBoot';
import type { Wire } from '#shared/ipc/wire';
import { AlertWatch } from './alerts/alertWatch';
import { createModules } from './accounts/modules';
import { loadSigningKey } from './accounts/signingKey';
import { noteRestored } from './backup/noteRestored';
import { watchAbsences } from './custody/absenceWatch';
import { checkAccount } from './custody/accountGuard';
import { giveLifeSigns, readLifeSign } from './custody/lifeSign';
import { watchFollowUps } from './customers/followUpClock';
import { createMediaStore } from './host/mediaStore';
import type { SigningKey } from './ledger/contract';
import { openLedger } from './ledger/openLedger';
import { realClock } from './platform/clock';
import { PEOPLE_TYPES, type PersonRecord } from './people/peopleFold';
import { recordSession } from './people/sessionLog';
import { errorFacts } from './platform/errorFacts';
import { drop, withDeadline } from './platform/promises';
import { quietSink } from './platform/quietLog';
import { advanceOf, archiveHandlers } from './ports/archiveHandlers';
import type { Desk, DeskCaller } from './ports/desk';
import { DeskDoor } from './ports/deskDoor';
import { deskHandlers } from './ports/deskHandlers';
import { EventHub } from './ports/eventHub';
import { checkPermission, checkStanding, checkStorage, type PortPerson } from './ports/permissions';
import { servePort } from './ports/servePort';
import { watchDraws } from './quality/drawWatch';
import { openRecorder, type Recorder } from './state/recorder';
import { watchWaiting } from './waitingCount';
import { watchViolations } from './violations/violationWatch';
import { createDesk } from './createDesk';
import type { EngineOptions, EngineParts } from './engineParts';
import { createWorks, type Works } from './works';

const STOP_SENDS_MS = 2_000;

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
    const recorder = await openRecorder({ ledger, dir: join(options.dataDir, 'state'), clock, log: options.log.logger('state'), signal: aborting.signal, ...(options.onReading && { onProgress: options.onReading }) });
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

const run = async (parts: EngineParts, key: { current: SigningKey | null }): Promise<Engine> => {
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
  disposers.push(watchAbsences({ recorder, clock, log }), watchViolations({ recorder, clock, log: options.log.logger('violations'), isDemonstration: parts.modules.isDemonstration }), watchDraws({ recorder, samples: desk.samples, clock, log }));
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

const serveArchive = ({ options, ledger, hub }: Pick<EngineParts, 'options' | 'ledger' | 'hub'>, wire: Wire): void => {
  wire.onClose(hub.add('archive', wire));
  servePort(wire, { name: 'archive', routes: archiveRoutes, handlers: archiveHandlers(ledger), caller: null, allow: () => undefined, log: options.log.logger('port') });
};

const serve = (parts: EngineParts, desk: Desk, door: DeskDoor, wire: Wire, scope: PortRequestScope): void => {
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

const stop = async (parts: EngineParts, { accounts, outbox, fetcher, schedules, waits, backup, evidence, erasure }: Works, flushes: readonly (() => Promise<void>)[], disposers: readonly (() => void)[]): Promise<void> => {
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

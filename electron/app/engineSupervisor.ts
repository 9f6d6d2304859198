/** Keeps the engine alive: restarts it with back-off, tells its state, answers it for the vault, stops it in order. */
import type { MessagePortMain } from 'electron';
import type { Alert } from '#shared/domain/alert';
import { AppError, toWireError } from '#shared/domain/errors';
import type { PortMessage } from '#shared/ipc/appChannel';
import type { EngineState } from '#shared/ipc/appRoutes';
import type { FromMain, Roster, SessionFact, ToMain, WaitingCounts } from '#shared/ipc/engineBoot';
import type { SignedIn } from '#shared/ipc/session';
import type { PasswordBook } from '../vault/passwords';
import type { Vault } from '../vault/vault';
import { nextAttempt, restartDelay } from './backOff';
import { spawnEngine, type EngineProcess } from './engineProcess';
import type { MainLog } from './mainLog';

type Boot = Extract<FromMain, { readonly kind: 'boot' }>;

export type EngineOptions = {
  readonly file: string;
  readonly boot: Omit<Boot, 'kind' | 'vaultOpen'>;
  readonly vault: Vault;
  readonly passwords: PasswordBook;
  /** People as the ledger has them: at each start (`isStart`) and when they changed. */
  readonly onRoster: (roster: Roster, isStart: boolean) => void;
  /** The set-up made its administrator. */
  readonly onSetUp: (person: SignedIn) => void;
  readonly log: MainLog;
  readonly now: () => number;
  readonly onState: (state: EngineState) => void;
  /** The engine serves such ports from here on, after each start. Former ones are void. */
  readonly onServed: (ports: readonly PortName[]) => void;
  readonly onWaiting: (counts: WaitingCounts) => void;
  readonly onAlerts: (raised: readonly Alert[], settled: readonly string[]) => void;
  /** What the engine printed: last words of a runtime that died. */
  readonly onOutput: (text: string) => void;
};

export type PortName = PortMessage['port'];

const STOP_DEADLINE_MS = 8_000;

export class EngineSupervisor {
  private life: EngineProcess | null = null;
  private bornAt = 0;
  private attempt = 0;
  private retry: NodeJS.Timeout | null = null;
  private isStopping = false;
  private isReadable = false;
  private current: EngineState = { state: 'stopped', attempt: 0 };
  /** Happened while the engine was away. */
  private readonly facts: SessionFact[] = [];
  private readonly settling = new Set<() => void>();
  private readonly leaving = new Set<() => void>();

  constructor(private readonly options: EngineOptions) {
    options.vault.onState(() => { if (options.vault.isOpen()) this.life?.post({ kind: 'vaultOpened' }); });
  }

  readonly state = (): EngineState => this.current;

  start(): void {
    const { options } = this;
    this.bornAt = options.now();
    if (this.current.state !== 'restarting') this.tell({ state: 'starting', attempt: this.attempt });
    const life = spawnEngine(options.file, {
      onSpawn: () => { life.post({ kind: 'boot', ...options.boot, vaultOpen: options.vault.isOpen() }); },
      onMessage: (message) => { this.receive(life, message); },
      onOutput: options.onOutput,
      onExit: (code) => { this.buried(life, code); },
    });
    this.life = life;
  }

  /** A person asked for it: ends the back-off, or the running engine, and starts at once. */
  restart(): void {
    if (this.isStopping) return;
    this.attempt = 0;
    if (this.retry) { clearTimeout(this.retry); this.retry = null; }
    if (!this.life) { this.start(); return; }
    this.bornAt = this.options.now();
    this.isReadable = false;
    this.tell({ state: 'restarting', attempt: 0 });
    this.life.kill();
  }

  /** Resolves when the engine runs or cannot: what a window may wait for before it asks for the person. */
  settled(): Promise<void> {
    const { state } = this.current;
    if (state === 'running' || state === 'fatal' || state === 'stopped') return Promise.resolve();
    return new Promise((resolve) => { this.settling.add(resolve); });
  }

  /** Hands one end of a channel to the engine, a desk in that person's name; false when it does not serve that port (yet). */
  introduce(port: PortName, end: MessagePortMain, person: SignedIn | null): boolean {
    if (!this.life || !(port === 'archive' ? this.isReadable : this.current.state === 'running')) return false;
    this.life.post({ kind: 'port', port, person: person && { id: person.id, role: person.role } }, [end]);
    return true;
  }

  /** Every desk port is void from here on. */
  closeDesks(): void {
    this.life?.post({ kind: 'closeDesks' });
  }

  /** For the records, at once or when the engine runs again. */
  note(fact: SessionFact): void {
    if (this.life && this.current.state === 'running') this.life.post({ kind: 'session', fact });
    else this.facts.push(fact);
  }

  /** Asks the engine to finish (ledger flushed, checkpoint written); ends it after the deadline. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.retry) clearTimeout(this.retry);
    const { life } = this;
    if (!life) return;
    const gone = new Promise<void>((resolve) => { this.leaving.add(resolve); });
    life.post({ kind: 'stop' });
    const deadline = setTimeout(() => { this.options.log.error('engine.stopDeadline', { ms: STOP_DEADLINE_MS }); life.kill(); }, STOP_DEADLINE_MS);
    await gone;
    clearTimeout(deadline);
  }

  private receive(life: EngineProcess, message: ToMain): void {
    switch (message.kind) {
      case 'readable':
        this.isReadable = true;
        this.options.onServed(['archive']);
        break;
      case 'reading': this.tell({ ...this.current, progress: message.progress }); break;
      case 'ready':
        this.options.onRoster(message.roster, true);
        this.tell({ state: 'running', attempt: this.attempt });
        for (const fact of this.facts.splice(0)) life.post({ kind: 'session', fact });
        this.options.onServed(['desk']);
        break;
      case 'roster': this.options.onRoster(message.roster, false); break;
      case 'person': this.options.onSetUp(message.person); break;
      case 'password': void this.answerPassword(life, message); break;
      case 'vault': void this.answerVault(life, message); break;
      case 'waiting': this.options.onWaiting(message.counts); break;
      case 'alerts': this.options.onAlerts(message.raised, message.settled); break;
      case 'stopped': life.kill(); break;
      case 'fatal':
        this.options.log.error('engine.fatal', { code: message.code });
        this.tell({ state: 'fatal', attempt: this.attempt, code: message.code, data: message.data });
        life.kill();
        break;
    }
  }

  private async answerVault(life: EngineProcess, ask: Extract<ToMain, { readonly kind: 'vault' }>): Promise<void> {
    const { vault, log } = this.options;
    try {
      if (ask.op === 'get') { life.post({ kind: 'vaultReply', id: ask.id, ok: await vault.get(ask.key) }); return; }
      if (ask.op === 'set') await vault.set(ask.key, ask.value ?? '');
      else await vault.delete(ask.key);
      life.post({ kind: 'vaultReply', id: ask.id, ok: null });
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'vault.failed';
      log.error('vault.refused', { op: ask.op, code });
      life.post({ kind: 'vaultReply', id: ask.id, ok: null, error: code });
    }
  }

  private async answerPassword(life: EngineProcess, { id, ask }: Extract<ToMain, { readonly kind: 'password' }>): Promise<void> {
    const { passwords, log } = this.options;
    try {
      if (ask.op === 'verify') { life.post({ kind: 'passwordReply', id, verdict: await passwords.verify(ask.person, ask.password) }); return; }
      if (ask.op === 'set') await passwords.set(ask.person, ask.password, ask.initial);
      else await passwords.remove(ask.person);
      life.post({ kind: 'passwordReply', id, verdict: null });
    } catch (error) {
      const { code, data } = error instanceof AppError ? toWireError(error) : { code: 'person.passwordNotKept', data: {} };
      log.error('password.refused', { op: ask.op, code });
      life.post({ kind: 'passwordReply', id, verdict: null, error: { code, data } });
    }
  }

  private buried(life: EngineProcess, code: number): void {
    if (this.life !== life) return;
    this.life = null;
    this.isReadable = false;
    for (const leave of this.leaving) leave();
    this.leaving.clear();
    this.options.log.info('engine.exit', { code });
    if (this.isStopping) { this.tell({ state: 'stopped', attempt: 0 }); return; }
    if (this.current.state === 'fatal') return;
    this.attempt = nextAttempt(this.attempt, this.options.now() - this.bornAt);
    const delay = restartDelay(this.attempt);
    this.tell({ state: 'restarting', attempt: this.attempt });
    this.retry = setTimeout(() => { this.retry = null; this.start(); }, delay);
  }

  private tell(state: EngineState): void {
    if (state.state !== this.current.state || state.attempt !== this.current.attempt) this.options.log.info('engine.state', { state: state.state, attempt: state.attempt });
    this.current = state;
    this.options.onState(state);
    if (state.state === 'starting' || state.state === 'restarting') return;
    for (const settle of this.settling) settle();
    this.settling.clear();
  }
}

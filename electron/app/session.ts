/**
 * Who sits at this desk. Main alone decides it: a desk port is opened for the signed-in person and for nobody else,
 * and ended on lock, sign-out, idle and change of person, while channels go on. What happened goes into the records.
 */
import { AppError } from '#shared/domain/errors';
import type { Roster, RosterPerson, SessionFact } from '#shared/ipc/engineBoot';
import type { PasswordVerdict, SeatPerson, SessionState, SignedIn } from '#shared/ipc/session';
import type { PasswordBook } from '../vault/passwords';

export type LeaveWhy = 'signOut' | 'lock' | 'idle' | 'suspend' | 'switch';

/** What a session asks of the verifiers. */
export type SessionPasswords = Pick<PasswordBook, 'roster' | 'last' | 'has' | 'failures' | 'keepRoster' | 'keepLast' | 'set' | 'verify' | 'hasRecovery' | 'makeRecovery' | 'useRecovery'>;

export type SessionParts = {
  readonly passwords: SessionPasswords;
  /** Keeps a fact in the records, now or as soon as the engine runs. */
  readonly note: (fact: SessionFact) => void;
  readonly closeDesks: () => void;
  /** Gives every window a desk port for the person of now. */
  readonly openDesks: () => void;
  readonly announce: (state: SessionState) => void;
  /** Asks windows to save what is open; resolves when they did or took too long. */
  readonly windowsSaved: () => Promise<void>;
  readonly now: () => number;
};

const LOCKS: ReadonlySet<LeaveWhy> = new Set<LeaveWhy>(['lock', 'idle', 'suspend']);

const signedIn = ({ id, name, role }: SignedIn): SignedIn => ({ id, name, role });

export class Session {
  private current: SessionState;
  private roster: Roster | undefined;
  private leaving: Promise<void> | null = null;
  /** Wrong tries before the one that succeeded with an initial password. */
  private failedBefore = 0;
  private openedAt = 0;

  constructor(private readonly parts: SessionParts) {
    this.roster = parts.passwords.roster();
    this.current = this.vacant();
  }

  readonly state = (): SessionState => this.current;

  /** When to lock a desk nobody touches, and since when (ms) this person sits here; undefined while nobody does. */
  idleRule(): { readonly minutes: number; readonly since: number } | undefined {
    return this.current.kind === 'open' && this.roster ? { minutes: this.roster.idleMinutes, since: this.openedAt } : undefined;
  }

  /** Who works at this desk now; null while it is locked or nobody signed in. */
  readonly person = (): SignedIn | null => (this.current.kind === 'open' ? this.current.person : null);

  /** Whose desk it is, locked or not; null while nobody sits here. */
  readonly sitter = (): SignedIn | null => (this.current.kind === 'open' || this.current.kind === 'locked' ? this.current.person : null);

  /** Whom a desk port stands for now: nobody yet (`null`, the set-up) or `undefined`: there is none to give. */
  deskPerson(): SignedIn | null | undefined {
    if (this.current.kind === 'firstStart') return null;
    return this.current.kind === 'open' ? this.current.person : undefined;
  }

  /** The engine's word on people; `isStart`: it has just come up. */
  onRoster(roster: Roster, isStart: boolean): void {
    this.roster = roster;
    void this.parts.passwords.keepRoster(roster).catch(() => undefined); // a copy only: the engine gives it at every start
    const { current } = this;
    // The set-up under way tells its person by itself, right after.
    if (current.kind === 'firstStart' && !isStart) return;
    if (current.kind !== 'open' && current.kind !== 'locked' && current.kind !== 'change') { this.become(this.vacant()); return; }
    const known = roster.people.find(({ id }) => id === current.person.id);
    if (!known?.active) { this.end(current); return; }
    const hasOtherRole = known.role !== current.person.role;
    if (current.kind === 'locked') this.become({ ...current, person: signedIn(known), people: this.seatPeople() });
    else this.become({ ...current, person: signedIn(known) });
    if (current.kind !== 'open' || !hasOtherRole) return;
    this.parts.closeDesks();
    this.parts.openDesks();
  }

  /** The set-up made its administrator, whose password was chosen a moment ago. */
  onSetUp(person: SignedIn): void {
    if (this.current.kind === 'open') return;
    void this.parts.passwords.keepLast(person.id).catch(() => undefined); // only who is offered first next time
    this.open(person, 'setup');
  }

  async signIn(id: string, password: string): Promise<PasswordVerdict> {
    const person = this.seat(id);
    const { passwords, note, now } = this.parts;
    const before = passwords.failures(id);
    const verdict = await passwords.verify(id, password);
    if (!verdict.ok) {
      const count = passwords.failures(id);
      if (count > before) note({ type: 'session.failed', data: { person: person.id, count, at: now() } });
      return verdict;
    }
    if (this.current.kind === 'open' || this.current.kind === 'opening' || this.current.kind === 'firstStart') return verdict;
    await passwords.keepLast(id).catch(() => undefined); // only who is offered first next time
    this.failedBefore = before;
    if (verdict.mustChange) this.become({ kind: 'change', person: signedIn(person) });
    else this.open(person, this.current.kind === 'locked' && this.current.person.id === id ? 'unlock' : 'signIn');
    return verdict;
  }

  /** One's own password in place of an initial one, or the first one of a desk from before passwords. */
  async choose(password: string): Promise<void> {
    const { current } = this;
    if (current.kind !== 'change' && current.kind !== 'claim') throw new AppError('session.notAsked');
    await this.parts.passwords.set(current.person.id, password, false);
    const person = this.seat(current.person.id);
    this.parts.note({ type: 'person.passwordSet', data: { person: person.id, how: current.kind === 'claim' ? 'first' : 'own' } });
    void this.parts.passwords.keepLast(person.id).catch(() => undefined); // only who is offered first next time
    this.open(person, current.kind === 'claim' ? 'setup' : 'signIn');
  }

  /** For the administrator who sits here, by their password: an unlocked desk alone must not give one away. */
  async makeRecovery(password: string): Promise<{ readonly code: string }> {
    const person = this.person();
    if (person?.role !== 'administrator') throw new AppError('session.notAdministrator');
    const verdict = await this.parts.passwords.verify(person.id, password);
    if (!verdict.ok) throw new AppError('person.wrongPassword', { waitMs: verdict.waitMs });
    const code = await this.parts.passwords.makeRecovery(person.id);
    this.parts.note({ type: 'person.recoveryMade', data: { person: this.ledgerId(person) } });
    return { code };
  }

  /** At the door only: whoever sits here knows their password, or asks another administrator. */
  async useRecovery(id: string, code: string, password: string): Promise<PasswordVerdict> {
    const { current } = this;
    if (current.kind !== 'signIn' && current.kind !== 'locked') throw new AppError('session.notAsked');
    const person = this.seat(id);
    if (person.role !== 'administrator') throw new AppError('session.noRecovery');
    const verdict = await this.parts.passwords.useRecovery(id, code, password);
    if (!verdict.ok) return verdict;
    this.parts.note({ type: 'person.passwordSet', data: { person: person.id, how: 'recovery' } });
    await this.parts.passwords.keepLast(id).catch(() => undefined); // only who is offered first next time
    this.open(person, 'signIn');
    return verdict;
  }

  /** Resolves when nothing more is done in the person's name. Without anybody here it does nothing. */
  leave(why: LeaveWhy): Promise<void> {
    const { current } = this;
    if (current.kind === 'open') {
      this.leaving ??= this.leaveOpen(current.person, why).finally(() => { this.leaving = null; });
      return this.leaving;
    }
    if ((current.kind === 'locked' || current.kind === 'change') && !LOCKS.has(why)) this.become(this.vacant());
    return Promise.resolve();
  }

  /** The app ends: only told to the records. */
  quit(): void {
    if (this.current.kind === 'open') this.noteClosed(this.current.person, 'quit');
  }

  private async leaveOpen(person: SignedIn, why: LeaveWhy): Promise<void> {
    await this.parts.windowsSaved();
    if (this.current.kind !== 'open' || this.current.person.id !== person.id) return;
    this.parts.closeDesks();
    this.noteClosed(person, why);
    this.become(why === 'lock' || why === 'idle' || why === 'suspend' ? { kind: 'locked', person: this.current.person, people: this.seatPeople(), why, ...this.company() } : this.vacant(why === 'switch' ? person.id : undefined));
  }

  private open(person: SignedIn, how: 'signIn' | 'unlock' | 'setup'): void {
    this.parts.note({ type: 'session.opened', data: { person: this.ledgerId(person), how, at: this.parts.now(), ...(this.failedBefore > 0 && { failedBefore: this.failedBefore }) } });
    this.failedBefore = 0;
    this.openedAt = this.parts.now();
    this.become({ kind: 'open', person: signedIn(person) });
    this.parts.openDesks();
  }

  /** Somebody left for good, or is not of this desk any more. */
  private end(current: Extract<SessionState, { readonly person: SignedIn }>): void {
    this.parts.closeDesks();
    if (current.kind === 'open') this.noteClosed(current.person, 'ended');
    this.become(this.vacant());
  }

  private noteClosed(person: SignedIn, why: LeaveWhy | 'quit' | 'ended'): void {
    this.parts.note({ type: 'session.closed', data: { person: this.ledgerId(person), why, at: this.parts.now() } });
  }

  private become(state: SessionState): void {
    if (JSON.stringify(state) === JSON.stringify(this.current)) return;
    this.current = state;
    this.parts.announce(state);
  }

  /** Nobody sits here. `gone` made room for somebody else and is not offered first. */
  private vacant(gone?: string): SessionState {
    const { roster } = this;
    if (roster === undefined) return { kind: 'opening' };
    if (roster.people.length === 0) return { kind: 'firstStart' };
    const isNew = !roster.people.some(({ id, hadPassword }) => hadPassword || this.parts.passwords.has(id));
    const first = roster.people.find(({ active, role }) => active && role === 'administrator');
    if (isNew && first !== undefined) return { kind: 'claim', person: signedIn(first) };
    const others = roster.people.filter(({ active, id }) => active && id !== gone);
    const last = gone === undefined ? this.parts.passwords.last() : others.length === 1 ? others[0]?.id : undefined;
    return { kind: 'signIn', people: this.seatPeople(), ...(last !== undefined && { last }), ...this.company() };
  }

  private company(): { readonly company?: string } {
    return this.roster?.company ? { company: this.roster.company } : {};
  }

  private seatPeople(): readonly SeatPerson[] {
    return (this.roster?.people ?? []).filter(({ active }) => active).map((person) => ({ ...signedIn(person), hasPassword: this.parts.passwords.has(person.id), ...(person.role === 'administrator' && this.parts.passwords.hasRecovery(person.id) && { hasRecovery: true }) }));
  }

  private seat(id: string): RosterPerson & { readonly id: ReturnType<Session['ledgerId']> } {
    const person = this.roster?.people.find((each) => each.id === id && each.active);
    if (person === undefined) throw new AppError('session.unknownPerson');
    return { ...person, id: this.ledgerId(person) };
  }

  /** Ids of the roster are the ledger's own. */
  private ledgerId({ id }: { readonly id: string }): SessionFact['data']['person'] {
    return id as SessionFact['data']['person']; // the engine gave it
  }
}

/** Who sits here: bugs these catch are a port for nobody, a lock that does not close it, a way around the door. */
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors';
import type { Roster, SessionFact } from '#shared/ipc/engineBoot';
import type { SessionState } from '#shared/ipc/session';
import { Session, type SessionPasswords } from '#electron/app/session';

const WORD = '东湖边的樟树-1';
const OTHER = '换了一个口令-3';
const CODE = '7KQ2-0000-AAAA-BBBB-CCCC';
const INITIAL = '当面给的口令-2';
const admin = { id: 'p-1', name: '程岚', role: 'administrator', active: true, hadPassword: true } as const;
const agent = { id: 'p-2', name: '林小雨', role: 'agent', active: true, hadPassword: true } as const;
const rosterOf = (...people: Roster['people']): Roster => ({ people, idleMinutes: 10, company: '青禾' });

/** Verifiers as their file keeps them, without the cost of a hash; `lose` is a file that went. */
const createBook = (): SessionPasswords & { readonly lose: () => void } => {
  const kept = new Map<string, { readonly word: string; readonly initial: boolean; readonly failures: number }>();
  const codes = new Set<string>();
  let roster: Roster | undefined;
  let last: string | undefined;
  return {
    roster: () => roster, last: () => last, has: (id) => kept.has(id), failures: (id) => kept.get(id)?.failures ?? 0,
    keepRoster: async (next) => { roster = next; }, keepLast: async (id) => { last = id; },
    set: async (id, word, initial) => {
      if (!initial && kept.get(id)?.initial && kept.get(id)?.word === word) throw new AppError('person.samePassword');
      kept.set(id, { word, initial, failures: 0 });
    },
    verify: async (id, word) => {
      const known = kept.get(id);
      if (!known) throw new AppError('session.noPassword');
      kept.set(id, { ...known, failures: known.word === word ? 0 : known.failures + 1 });
      return known.word === word ? { ok: true, mustChange: known.initial } : { ok: false, waitMs: 0 };
    },
    hasRecovery: (id) => codes.has(id),
    makeRecovery: async (id) => { codes.add(id); return CODE; },
    useRecovery: async (id, code, word) => {
      if (!codes.has(id)) throw new AppError('session.noRecovery');
      if (code !== CODE) return { ok: false, waitMs: 0 };
      codes.delete(id);
      kept.set(id, { word, initial: false, failures: 0 });
      return { ok: true, mustChange: false };
    },
    lose: () => { kept.clear(); roster = undefined; },
  };
};

let passwords: ReturnType<typeof createBook>;
let happened: string[];
let facts: SessionFact[];
const start = (): Session => new Session({
  passwords, now: () => 1_000, note: (fact) => { facts.push(fact); },
  closeDesks: () => { happened.push('close'); }, openDesks: () => { happened.push('open'); },
  announce: (state: SessionState) => { happened.push(state.kind); }, windowsSaved: async () => { happened.push('save'); },
});
const codeOf = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'ok', (error: unknown) => (error instanceof AppError ? error.code : 'bug'));

beforeEach(() => {
  passwords = createBook();
  happened = [];
  facts = [];
});

describe('a recovery code', () => {
  it('is made by the administrator\'s password, used once at the door, never from an open desk (bug: an unlocked desk gives one away)', async () => {
    const session = start();
    session.onRoster(rosterOf(), true);
    session.onSetUp(admin);
    session.onRoster(rosterOf(admin, agent), false);
    await passwords.set(admin.id, WORD, false);
    expect(await codeOf(session.makeRecovery('不是这个'))).toBe('person.wrongPassword');
    expect(await session.makeRecovery(WORD)).toEqual({ code: CODE });
    expect(await codeOf(session.useRecovery(admin.id, CODE, OTHER))).toBe('session.notAsked');
    await session.leave('lock');
    expect(session.state()).toMatchObject({ people: [{ id: 'p-1', hasRecovery: true }, { id: 'p-2', hasPassword: false }] });
    expect(await codeOf(session.useRecovery(agent.id, CODE, OTHER))).toBe('session.noRecovery');
    expect(await session.useRecovery(admin.id, 'AAAA', OTHER)).toEqual({ ok: false, waitMs: 0 });
    expect(await session.useRecovery(admin.id, CODE, OTHER)).toEqual({ ok: true, mustChange: false });
    expect(session.state().kind).toBe('open');
    expect(facts.flatMap(({ type, data }) => ('how' in data ? `${type} ${data.how}` : type))).toEqual(['session.opened setup', 'person.recoveryMade', 'session.closed', 'person.passwordSet recovery', 'session.opened signIn']);
    await session.leave('lock');
    expect(await codeOf(session.useRecovery(admin.id, CODE, WORD))).toBe('session.noRecovery');
  });

  it('is no business of an agent', async () => {
    const session = start();
    session.onRoster(rosterOf(admin, agent), true);
    await passwords.set(agent.id, WORD, false);
    await session.signIn(agent.id, WORD);
    expect(await codeOf(session.makeRecovery(WORD))).toBe('session.notAdministrator');
  });
});

describe('before anybody is there', () => {
  it('gives a desk port without person for the set-up only, and seats its administrator', () => {
    const session = start();
    expect(session.deskPerson()).toBeUndefined();
    session.onRoster(rosterOf(), true);
    expect(session.deskPerson()).toBeNull();
    session.onRoster(rosterOf(admin), false);
    expect(session.state().kind).toBe('firstStart');
    session.onSetUp(admin);
    expect(session.deskPerson()).toEqual({ id: 'p-1', name: '程岚', role: 'administrator' });
    expect(happened).toEqual(['firstStart', 'open', 'open']);
  });

  it('a desk from before passwords asks its administrator for one; a lost file never does', async () => {
    const session = start();
    session.onRoster(rosterOf({ ...admin, hadPassword: false }), true);
    expect(session.state()).toMatchObject({ kind: 'claim', person: { id: 'p-1' } });
    expect(session.deskPerson()).toBeUndefined();
    await session.choose(WORD);
    expect(session.state().kind).toBe('open');
    expect(facts.map(({ type }) => type)).toEqual(['person.passwordSet', 'session.opened']);

    passwords.lose();
    const robbed = start();
    robbed.onRoster(rosterOf(admin), true);
    expect(robbed.state()).toMatchObject({ kind: 'signIn', people: [{ hasPassword: false }] });
    expect(await codeOf(robbed.signIn('p-1', WORD))).toBe('session.noPassword');
    expect(await codeOf(robbed.choose(WORD))).toBe('session.notAsked');
  });
});

describe('somebody at the desk', () => {
  let session: Session;
  beforeEach(async () => {
    await passwords.set('p-1', WORD, false);
    await passwords.set('p-2', INITIAL, true);
    session = start();
    session.onRoster(rosterOf(admin, agent), true);
    await session.signIn('p-1', WORD);
    happened.length = 0;
  });

  it('saves, closes the port, then shows the lock; the same password opens again', async () => {
    await session.leave('lock');
    expect(happened).toEqual(['save', 'close', 'locked']);
    expect(session.deskPerson()).toBeUndefined();
    expect(session.person()).toBeNull();
    expect(await session.signIn('p-1', 'falsch')).toMatchObject({ ok: false });
    expect(session.deskPerson()).toBeUndefined();
    await session.signIn('p-1', WORD);
    expect(session.deskPerson()).toMatchObject({ id: 'p-1' });
    expect(facts.map(({ type, data }) => `${type} ${'how' in data ? data.how : 'why' in data ? data.why : ''}`)).toEqual(['session.opened signIn', 'session.closed lock', 'session.failed ', 'session.opened unlock']);
  });

  it('two ways to leave at once leave once', async () => {
    await Promise.all([session.leave('idle'), session.leave('lock'), session.leave('signOut')]);
    expect(facts.filter(({ type }) => type === 'session.closed')).toHaveLength(1);
  });

  it('an initial password opens no port before it was changed', async () => {
    await session.leave('switch');
    expect(session.state()).toMatchObject({ kind: 'signIn', last: 'p-2' });
    await session.signIn('p-2', INITIAL);
    expect(session.state()).toMatchObject({ kind: 'change', person: { id: 'p-2' } });
    expect(session.deskPerson()).toBeUndefined();
    expect(await codeOf(session.choose(INITIAL))).toBe('person.samePassword');
    await session.choose(WORD);
    expect(session.deskPerson()).toMatchObject({ id: 'p-2', role: 'agent' });
  });

  it('another role takes a new port, leaving ends the session, an engine that starts again does neither', () => {
    session.onRoster(rosterOf(admin, agent), true);
    expect(happened).toEqual([]);
    session.onRoster(rosterOf({ ...admin, role: 'supervisor' }, agent), false);
    expect(happened).toEqual(['open', 'close', 'open']);
    expect(session.deskPerson()).toMatchObject({ role: 'supervisor' });
    session.onRoster(rosterOf({ ...admin, active: false }, agent), false);
    expect(session.state()).toMatchObject({ kind: 'signIn', people: [{ id: 'p-2' }] });
    expect(session.deskPerson()).toBeUndefined();
    expect(facts.at(-1)?.data).toMatchObject({ why: 'ended' });
  });

  it('after a restart the door is there before the engine, and who left meanwhile does not come in', async () => {
    const next = start();
    expect(next.state()).toMatchObject({ kind: 'signIn', last: 'p-1', company: '青禾' });
    await next.signIn('p-1', WORD);
    expect(next.state().kind).toBe('open');
    next.onRoster(rosterOf({ ...admin, active: false }, { ...agent, role: 'administrator' }), true);
    expect(next.deskPerson()).toBeUndefined();
    expect(await codeOf(next.signIn('p-1', WORD))).toBe('session.unknownPerson');
  });
});

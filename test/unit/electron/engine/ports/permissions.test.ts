/** Every command, each role, straight at the port: a hole in the table or in the door would show here. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/domain/errors';
import { ROLE_RANK, type Role } from '#shared/domain/person';
import { archiveRoutes } from '#shared/ipc/archiveRoutes';
import { deskPermissions, deskRoutes, type DeskMethod } from '#shared/ipc/deskRoutes';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { createPortClient } from '#test/kit/portClient';
import { createWirePair } from '#test/kit/wirePair';

const roles: readonly (Role | null)[] = ['agent', 'supervisor', 'administrator', null];
const withoutPerson: readonly string[] = ['engine.info', 'setup.complete', 'backup.look', 'backup.restore', 'backup.cancel'];
const methods = Object.keys(deskRoutes) as readonly DeskMethod[]; // keys of a closed literal

let engine: MemoryEngine;
beforeAll(async () => { engine = await startMemoryEngine(); });
afterAll(async () => { await engine.stop(); });

const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked;
    return 'ok';
  } catch (error) {
    return error instanceof AppError ? error.code : 'no AppError';
  }
};

describe('desk port', () => {
  for (const role of roles) {
    for (const method of methods) {
      const mayCall = role === null ? withoutPerson.includes(method) : ROLE_RANK[role] >= ROLE_RANK[deskPermissions[method]];
      test(`${role ?? 'nobody'} ${mayCall ? 'may' : 'may not'} call ${method}`, async () => {
        const before = engine.disk.entries.length;
        // `false` fits no schema: whoever is let in is stopped at the door and changes nothing.
        const code = await codeOf(engine.openDesk(role && { id: 'p-1', role }).raw(method, false));
        expect(code).toBe(mayCall ? 'port.badInput' : role === null ? 'port.noPerson' : 'port.forbidden');
        expect(engine.disk.entries.length).toBe(before);
      });
    }
  }

  test('a role taken away, or a person who left, is refused on the port opened before', async () => {
    const { person } = await engine.desk.call('person.add', { name: '许可', role: 'agent', password: '许可的初始口令-1' });
    const theirs = engine.openDesk({ id: person, role: 'agent' });
    expect(await codeOf(theirs.raw('channel.forms'))).toBe('ok');
    expect(await codeOf(engine.openDesk({ id: person, role: 'administrator' }).raw('channel.forms'))).toBe('port.stale');
    await engine.desk.call('person.leave', { person });
    expect(await codeOf(theirs.raw('channel.forms'))).toBe('port.stale');
  });

  test('prototype members and unknown words are no methods', async () => {
    for (const method of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'ledger.read', 'reply.*', '']) {
      expect(await codeOf(engine.desk.raw(method, {}))).toBe('port.unknownMethod');
    }
  });

  test('a refusal names the place and never the value', async () => {
    const error = await engine.desk.raw('account.add', { channel: 'onebot', name: 'x', settings: {}, secrets: { token: 42 }, mark: { code: 'SECRET-CODE', color: 99 } }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AppError);
    expect(JSON.stringify((error as AppError).data)).not.toContain('SECRET'); // narrowed by the line above
    expect((error as AppError).data['path']).toBe('secrets.token'); // as above
  });

  test('the actor is the person of the port, whatever the command says', async () => {
    await engine.script.emit({ kind: 'chat', chat: { id: 'private:li' as never, kind: 'private' } }); // test id
    await engine.openDesk({ id: 'agent-7', role: 'agent' }).raw('conversation.close', { conversation: engine.chat('li'), actor: { kind: 'system' } });
    expect(engine.of('conversation.closed').at(-1)?.actor).toEqual({ kind: 'person', id: 'agent-7', role: 'agent' });
  });

  test('what is no request is not answered and hurts nobody', async () => {
    const [ours, theirs] = createWirePair();
    engine.engine.servePort(theirs, { port: 'desk', person: { id: 'p-1', role: 'agent' } });
    for (const junk of [null, 1, 'x', {}, { id: 'a', method: 'engine.info' }, { id: 1, method: 2 }]) ours.post(junk);
    const client = createPortClient<typeof deskRoutes, Record<string, never>>(ours);
    expect((await client.call('engine.info')).company).toBe('测试商行');
  });

  test('below the second disk threshold everything that writes is refused, reading and drafts go on', async () => {
    engine.ledger.setLevel('textOnly');
    try {
      const writes = methods.filter((method) => !['engine.info', 'channel.forms', 'conversation.typing', 'account.test', 'account.reconnect', 'draft.save', 'draft.list', 'handover.preview', 'layout.save', 'layout.load', 'ledger.verify', 'backup.cancel', 'backup.work', 'backup.list', 'backup.look', 'evidence.cancel', 'evidence.verify'].includes(method));
      for (const method of writes) expect(await codeOf(engine.desk.raw(method, false)), method).toBe('storage.textOnly');
      await engine.desk.call('draft.save', { conversation: engine.chat('li'), text: '未发' });
      expect((await engine.desk.call('draft.list'))[engine.chat('li')]?.text).toBe('未发');
      expect((await engine.desk.call('engine.info')).storage).toBe('textOnly');
    } finally {
      engine.ledger.setLevel('ok');
    }
  });
});

describe('archive port', () => {
  test('serves its own routes only', async () => {
    for (const method of methods) expect(await codeOf(engine.archive.raw(method, undefined)), method).toBe('port.unknownMethod');
    expect(Object.keys(archiveRoutes)).toEqual(['ledger.range', 'ledger.read', 'ledger.registry']);
    expect(await engine.archive.call('ledger.range')).toEqual({ ledger: engine.disk.id, head: engine.disk.entries.length, erasures: 0 });
  });
});

/** Last: it closes the desk port of all tests above. */
describe('desk port after lock, sign-out or change of person', () => {
  for (const method of methods) {
    test(`${method} is refused on a port that was closed, also when it was on its way already`, async () => {
      const administrator = engine.engine.person();
      const [ours, theirs] = createWirePair();
      const late: unknown[] = [];
      engine.engine.servePort({ ...theirs, post: (message) => { late.push(message); } }, { port: 'desk', person: administrator });
      const before = engine.disk.entries.length;
      ours.post({ id: 1, method, input: false });
      engine.engine.closeDesks();
      ours.post({ id: 2, method, input: false });
      await engine.clock.settle();
      expect(late.filter((message) => typeof message === 'object' && message !== null && 'ok' in message)).toEqual([]);
      expect(engine.disk.entries.length).toBe(before);
    });
  }
});

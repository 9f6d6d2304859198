/** The entry of the utility process: boot, vault questions, ports, stop, and a start that cannot succeed. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PersonId } from '#shared/domain/ids';
import type { DeskEvents, deskRoutes } from '#shared/ipc/deskRoutes';
import type { FromMain, ToMain } from '#shared/ipc/engineBoot';
import { wireOfNodePort } from '#electron/engine/ports/wires';
import { createPortClient, type DeskClient } from '#test/kit/portClient';

let dataDir = '';
const workers: Worker[] = [];
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'zuoxi-entry-')); });
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
  await rm(dataDir, { recursive: true, force: true });
});

const spawn = () => {
  const worker = new Worker(new URL('../../kit/utilityWorker.mjs', import.meta.url));
  workers.push(worker);
  const kept = new Map<string, string>();
  const post = (data: FromMain, ports: readonly import('node:worker_threads').MessagePort[] = []): void => worker.postMessage({ data, ports }, [...ports]);
  const verifiers = new Map<string, string>();
  worker.on('message', (message: ToMain) => {
    if (message.kind === 'password') {
      const { id, ask } = message;
      if (ask.op === 'set') verifiers.set(ask.person, ask.password);
      post({ kind: 'passwordReply', id, verdict: ask.op !== 'verify' ? null : verifiers.get(ask.person) === ask.password ? { ok: true, mustChange: false } : { ok: false, waitMs: 0 } });
    }
    if (message.kind !== 'vault') return;
    if (message.op === 'set') kept.set(message.key, message.value ?? '');
    if (message.op === 'delete') kept.delete(message.key);
    post({ kind: 'vaultReply', id: message.id, ok: kept.get(message.key) ?? null });
  });
  const told = <K extends ToMain['kind']>(kind: K): Promise<Extract<ToMain, { readonly kind: K }>> => new Promise((resolve) => {
    const listener = (message: ToMain): void => {
      if (message.kind !== kind) return;
      worker.off('message', listener);
      resolve(message as Extract<ToMain, { readonly kind: K }>); // narrowed by the line above
    };
    worker.on('message', listener);
  });
  const desk = (person: Extract<FromMain, { readonly kind: 'port' }>['person']): DeskClient => {
    const { port1, port2 } = new MessageChannel();
    post({ kind: 'port', port: 'desk', person }, [port2]);
    return createPortClient<typeof deskRoutes, DeskEvents>(wireOfNodePort(port1));
  };
  const boot = (): void => post({ kind: 'boot', dataDir, seat: 'seat-1', app: '1.2.3', vaultOpen: true });
  return { worker, post, told, desk, boot, kept, verifiers };
};

test('boots, sets up, tells main the person and the roster, asks it for verifiers, stops in order and signs what it wrote', async () => {
  const main = spawn();
  const ready = main.told('ready');
  main.boot();
  expect((await ready).roster).toEqual({ people: [], idleMinutes: 10, company: null });
  const person = main.told('person');
  const desk = main.desk(null);
  await desk.call('setup.complete', { company: '甲', name: '张', password: '张的口令-2026' });
  expect((await person).person).toMatchObject({ name: '张', role: 'administrator' });
  expect((await main.desk((await person).person).call('channel.forms')).map((form) => form.kind)).toContain('demo');
  expect([...main.verifiers.values()]).toEqual(['张的口令-2026']);
  const roster = main.told('roster');
  const own = main.desk((await person).person);
  const wrong = await own.call('person.changePassword', { old: '不是这个', password: '张的口令-2027' }).catch((error: unknown) => error);
  expect(wrong).toMatchObject({ code: 'person.wrongPassword' });
  await own.call('session.setPolicy', { idleMinutes: 7 });
  expect((await roster).roster).toMatchObject({ idleMinutes: 7, company: '甲', people: [{ name: '张', role: 'administrator', active: true, hadPassword: true }] });
  main.post({ kind: 'session', fact: { type: 'session.closed', data: { person: (await person).person.id as PersonId, why: 'quit', at: 1 } } }); // the id it told a moment ago
  const stopped = main.told('stopped');
  main.post({ kind: 'stop' });
  await stopped;
  expect(main.kept.has('ledger.key')).toBe(true);
  expect(await readFile(join(dataDir, 'ledger', 'checkpoints.log'), 'utf8')).toContain('zuoxi');
});

test('a folder another engine holds is told as fatal, with its code', async () => {
  const first = spawn();
  const ready = first.told('ready');
  first.boot();
  await ready;
  const second = spawn();
  const fatal = second.told('fatal');
  second.boot();
  expect((await fatal).code).toBe('ledger.locked');
});

test('a message main never sends ends the process with a log line, not in silence', async () => {
  const main = spawn();
  const ready = main.told('ready');
  main.boot();
  await ready;
  const exit = once(main.worker, 'exit');
  main.worker.postMessage(null);
  expect((await exit)[0]).not.toBe(0);
  expect(await readFile(join(dataDir, 'logs', 'engine.log'), 'utf8')).toContain('uncaught exception');
});

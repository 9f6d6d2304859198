import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientId, ConversationId } from '#shared/domain/ids';
import type { Wire } from '#shared/ipc/wire';
import { createDeskLink, WAIT_MS } from '#renderer/bridge/deskLink';

type Sent = { readonly id: number; readonly method: string; readonly input: unknown };

/** An engine's end of the port, driven by hand. */
const fakeWire = () => {
  const sent: Sent[] = [];
  let hear: (message: unknown) => void = () => undefined;
  let lost: () => void = () => undefined;
  let isClosed = false;
  const wire: Wire = {
    post: (message) => { sent.push(message as Sent); }, // the link posts requests only
    onMessage: (listener) => { hear = listener; },
    onClose: (listener) => { lost = listener; },
    close: () => { isClosed = true; },
  };
  return { wire, sent, say: (message: unknown) => hear(message), die: () => lost(), isClosed: () => isClosed };
};

const reply = { client: 'client-0001' as ClientId, conversation: 'a/b' as ConversationId, parts: [{ kind: 'text', text: 'hi' }] as const }; // test ids

describe('desk link', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('keeps a call until the engine is there and then answers it (bug: the first click after a start is lost)', async () => {
    const link = createDeskLink(() => undefined);
    const asked = link.call('engine.info');
    const engine = fakeWire();
    link.attach(engine.wire);
    expect(engine.sent.map(({ method }) => method)).toEqual(['engine.info']);
    engine.say({ id: engine.sent[0]?.id, ok: { head: 3 } });
    await expect(asked).resolves.toEqual({ head: 3 });
  });

  it('gives up after a bounded time with a code (bug: a button that waits for ever)', async () => {
    const link = createDeskLink(() => undefined);
    const asked = expect(link.call('engine.info')).rejects.toMatchObject({ code: 'engine.unavailable' });
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    await asked;
    const engine = fakeWire();
    link.attach(engine.wire);
    expect(engine.sent).toEqual([]);
  });

  it('drops what nobody answered when the person goes (bug: the next person sends the reply of the one before)', async () => {
    const asks = vi.fn();
    const link = createDeskLink(asks);
    const [first, second] = [fakeWire(), fakeWire()];
    link.attach(first.wire);
    const owed = expect(link.call('reply.submit', reply)).rejects.toMatchObject({ code: 'session.over' });
    link.dismiss();
    expect([first.isClosed(), link.isAttached()]).toEqual([true, false]);
    const waiting = expect(link.call('draft.list')).rejects.toMatchObject({ code: 'session.over' });
    link.dismiss();
    link.attach(second.wire);
    await Promise.all([owed, waiting]);
    expect(second.sent).toEqual([]);
    expect(asks).not.toHaveBeenCalled();
  });

  it('asks a repeatable call again after the engine died, and only once more (bug: a reply lost in a restart)', async () => {
    const asks = vi.fn();
    const link = createDeskLink(asks);
    const [first, second] = [fakeWire(), fakeWire()];
    link.attach(first.wire);
    const submitted = link.call('reply.submit', reply);
    first.die();
    expect(asks).toHaveBeenCalledOnce();
    link.attach(second.wire);
    expect(second.sent.map(({ input }) => input)).toEqual([reply]);
    second.say({ id: second.sent[0]?.id, ok: undefined });
    await expect(submitted).resolves.toBeUndefined();
  });

  it('says interrupted for what must not be done twice (bug: an account added twice)', async () => {
    const link = createDeskLink(() => undefined);
    const engine = fakeWire();
    link.attach(engine.wire);
    const retried = expect(link.call('reply.retry', { client: reply.client })).rejects.toMatchObject({ code: 'engine.interrupted' });
    link.detach();
    await retried;
    expect(engine.isClosed()).toBe(true);
  });

  it('hears nothing from a port that was replaced (bug: an old engine answers a new id)', async () => {
    const link = createDeskLink(() => undefined);
    const [old, fresh] = [fakeWire(), fakeWire()];
    const heard = vi.fn();
    link.onEvent(heard);
    link.attach(old.wire);
    link.attach(fresh.wire);
    old.say({ event: 'storage.level', data: { level: 'ok', freeBytes: 1 } });
    fresh.say({ event: 'storage.level', data: { level: 'noMedia', freeBytes: 2 } });
    expect(heard.mock.calls).toEqual([['storage.level', { level: 'noMedia', freeBytes: 2 }]]);
  });

  it('lets the former port answer what it owes before it goes (bug: first start fails because a person signed in)', async () => {
    const link = createDeskLink(() => undefined);
    const [old, fresh] = [fakeWire(), fakeWire()];
    link.attach(old.wire);
    const setUp = link.call('setup.complete', { company: '青禾', name: '程岚', password: '程岚的口令-1' });
    link.attach(fresh.wire);
    expect(old.isClosed()).toBe(false);
    expect(fresh.sent).toEqual([]);
    old.say({ id: old.sent[0]?.id, ok: undefined });
    await expect(setUp).resolves.toBeUndefined();
    expect(old.isClosed()).toBe(true);
    expect(link.isAttached()).toBe(true);
  });

  it('turns an error of the wire into AppError with its facts', async () => {
    const link = createDeskLink(() => undefined);
    const engine = fakeWire();
    link.attach(engine.wire);
    const asked = expect(link.call('engine.info')).rejects.toMatchObject({ code: 'role.missing', data: { needs: 'administrator' } });
    engine.say({ id: engine.sent[0]?.id, error: { code: 'role.missing', data: { needs: 'administrator' } } });
    engine.say('noise');
    engine.say({ id: 999, ok: 1 });
    await asked;
  });
});

/** Accounts of the company change hands: issued, guarded, handed over in one commit, and nothing lost on the way. */
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors';
import type { AccountId, ClientId, PersonId } from '#shared/domain/ids';
import { deskPermissions, deskRoutes, type DeskMethod } from '#shared/ipc/deskRoutes';
import { guardedFields } from '#electron/engine/custody/accountGuard';
import { startMemoryEngine, type MemoryEngine, type MemoryEngineOptions } from '#test/kit/memoryEngine';
import { messageFrom, words } from '#test/kit/scriptedChannel';

const MINUTE = 60_000;
const running: MemoryEngine[] = [];
afterEach(async () => { for (const engine of running.splice(0)) await engine.stop(); });

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(() => 'ok', (error: unknown) => (error instanceof AppError ? error.code : String(error)));
const text = (said: string) => words(said) as { kind: 'text'; text: string }[]; // a fresh array of text parts

const begin = async (options: MemoryEngineOptions = {}) => {
  const engine = await startMemoryEngine(options);
  running.push(engine);
  await engine.script.online();
  await engine.script.emit(messageFrom('li', '在吗', { at: engine.clock.now() }));
  const add = async (name: string): Promise<PersonId> => (await engine.desk.call('person.add', { name, role: 'agent', password: '初始口令-1234' })).person;
  const [lin, zhou] = [await add('林小雨'), await add('周宁')];
  const deskOf = (id: string) => engine.openDesk({ id, role: 'agent' });
  return { engine, lin, zhou, deskOf, li: engine.chat('li') };
};
const handover = { handover: 'handover-0001', leaves: true } as const;

describe('issuing', () => {
  it('moves an account in one commit, keeps who held it, and tells refusals apart', async () => {
    const { engine, lin, zhou } = await begin();
    const { account, desk } = engine;
    await desk.call('account.issue', { account, person: lin });
    await desk.call('account.issue', { account, person: lin });
    await desk.call('account.issue', { account, person: zhou });
    expect([engine.of('account.issued').length, engine.of('account.returned').map(({ data }) => data.person)]).toEqual([2, [lin]]);
    await desk.call('account.takeBack', { account });
    const other = (await desk.call('account.add', { channel: 'onebot', name: '二号', settings: { host: 'h' }, secrets: { token: 't' }, mark: { code: 'B', color: 2 } })).account;
    await desk.call('account.issue', { account: other, person: lin });
    await desk.call('account.remove', { account: other });
    expect(engine.of('account.returned').at(-1)).toMatchObject({ account: other, data: { person: lin } });
    expect(await codeOf(desk.call('account.takeBack', { account }))).toBe('account.notHeld');
    expect(await codeOf(desk.call('account.issue', { account: 'onebot-nobody' as AccountId, person: lin }))).toBe('account.unknown'); // test id
    expect(await codeOf(desk.call('account.issue', { account, person: 'nobody' as PersonId }))).toBe('person.unknown'); // test id
    await desk.call('person.leave', { person: lin });
    expect(await codeOf(desk.call('account.issue', { account, person: lin }))).toBe('person.hasLeft');
  });

  it('replacing a secret is on record by its name alone, an edit without one is not', async () => {
    const { engine } = await begin();
    const edit = { account: engine.account, name: '旗舰店', settings: { host: 'h' }, mark: { code: 'A', color: 1 } };
    await engine.desk.call('account.edit', { ...edit, secrets: {} });
    expect(engine.of('account.secretRotated')).toEqual([]);
    await engine.desk.call('account.edit', { ...edit, secrets: { token: 'neu-9b41' } });
    expect(engine.of('account.secretRotated').map(({ data }) => data)).toEqual([{ keys: ['token'] }]);
    expect(JSON.stringify(engine.disk.entries)).not.toContain('neu-9b41');
  });
});

describe('an agent on an account issued to somebody else', () => {
  it('is refused by one guard in every command that names something of it, and let in where a colleague brought them', async () => {
    const { engine, lin, zhou, deskOf, li } = await begin();
    const client = 'reply-0001' as ClientId; // test id
    await engine.desk.call('account.issue', { account: engine.account, person: lin });
    await deskOf(lin).call('reply.schedule', { client, conversation: li, parts: text('稍后'), at: engine.clock.now() + 30 * MINUTE });
    const customer = `${engine.account}/li`;
    const commands: readonly (readonly [DeskMethod, unknown])[] = [
      ['reply.submit', { client: 'reply-0002', conversation: li, parts: text('x') }], ['reply.cancelSchedule', { client }], ['reply.sendNow', { client }],
      ['conversation.close', { conversation: li }], ['conversation.bulk', { steps: [{ action: { kind: 'dismiss' }, conversations: [li] }] }], ['conversation.read', { conversation: li, upTo: 1 }],
      ['customer.tag', { customer, tag: { kind: 'grade', value: 'A' } }], ['customer.merge', { into: 'filed/a', from: [customer], evidence: { reason: 'agent' } }],
      ['customer.change', { action: 'action-01', customers: [customer], change: { kind: 'star', starred: true } }], ['note.add', { note: 'note-0001', conversation: li, parts: text('x') }],
      ['media.fetch', { conversation: li, id: 'm1', part: 0 }], ['account.reconnect', { account: engine.account }], ['draft.save', { conversation: li, text: 'x' }],
    ];
    const before = engine.disk.entries.length;
    for (const [method, input] of commands) expect(await codeOf(deskOf(zhou).raw(method, input)), method).toBe('account.notYours');
    expect(engine.disk.entries.length).toBe(before);
    await deskOf(lin).call('conversation.assign', { conversation: li, person: lin });
    await deskOf(lin).call('transfer.offer', { transfer: 'transfer-01' as never, conversation: li, to: zhou, summary: '请接手' }); // test id
    await deskOf(zhou).call('transfer.accept', { transfer: 'transfer-01' as never }); // test id
    expect(await codeOf(deskOf(zhou).raw('conversation.close', { conversation: li }))).toBe('ok');
  });

  it('finds what it touches in every such command there is', () => {
    const areas = /^(?:reply|conversation|customer|note|help|transfer|followUp|media|draft)\./u;
    const namesNone: readonly DeskMethod[] = ['draft.list', 'customer.revert', 'customer.noteExport'];
    const unguarded = (Object.keys(deskRoutes) as readonly DeskMethod[]).filter((method) => { // keys of a closed literal
      const { input } = deskRoutes[method];
      const fields = input instanceof z.ZodObject ? Object.keys(input.shape) : [];
      return areas.test(method) && deskPermissions[method] === 'agent' && !namesNone.includes(method) && !fields.some((field) => guardedFields.has(field));
    });
    expect(unguarded).toEqual([]);
  });
});

describe('hand-over', () => {
  const loaded = async (options: MemoryEngineOptions = {}) => {
    const made = await begin(options);
    const { engine, lin, deskOf, li } = made;
    const client = 'later-0001' as ClientId; // test id
    await engine.desk.call('account.issue', { account: engine.account, person: lin });
    await deskOf(lin).call('conversation.assign', { conversation: li, person: lin });
    await deskOf(lin).call('reply.schedule', { client, conversation: li, parts: text('今天发出'), at: engine.clock.now() + 30 * MINUTE });
    await deskOf(lin).call('draft.save', { conversation: li, text: '写了一半' });
    await engine.clock.advance(MINUTE); // drafts are written at most every moment
    return made;
  };

  it('gives everything to the receiver, makes the leaver inactive, and the planned reply goes out in the receiver\'s name', async () => {
    const { engine, lin, zhou, deskOf, li } = await loaded();
    expect(await engine.desk.call('handover.preview', { person: lin })).toMatchObject({ accounts: [engine.account], conversations: [li], planned: 1, drafts: 1, customers: 1 });
    expect(await codeOf(engine.desk.call('person.leave', { person: lin }))).toBe('person.holdsAccounts');
    await engine.desk.call('handover.do', { ...handover, from: lin, to: zhou, accounts: [{ account: engine.account, to: zhou }] });
    await engine.desk.call('handover.do', { ...handover, from: lin, to: zhou, accounts: [{ account: engine.account, to: zhou }] });
    expect(engine.of('handover.done').map(({ data }) => [data.left, data.conversations.length, data.replies.length, data.drafts])).toEqual([[true, 1, 1, 1]]);
    expect(engine.of('person.left').map(({ data }) => data.person)).toEqual([lin]);
    expect(engine.of('conversation.assigned').at(-1)?.data.person).toBe(zhou);
    expect((await deskOf(zhou).call('draft.list'))[li]?.text).toBe('写了一半');
    expect(await codeOf(deskOf(lin).raw('channel.forms'))).toBe('port.stale');
    await engine.clock.advance(31 * MINUTE);
    await expect.poll(() => engine.of('reply.queued').at(-1)?.actor).toEqual({ kind: 'person', id: zhou, role: 'agent' });
  });

  it('is all or nothing: a desk that dies in it has handed over nothing and nobody has left', async () => {
    let isDying = false;
    const { engine, lin, zhou } = await loaded({ fate: (drafts) => (isDying && drafts.some(({ type }) => type === 'handover.done') ? 'full' : 'ok') });
    isDying = true;
    const before = engine.disk.entries.length;
    expect(await codeOf(engine.desk.call('handover.do', { ...handover, from: lin, to: zhou, accounts: [{ account: engine.account, to: zhou }] }))).not.toBe('ok');
    expect(engine.disk.entries.slice(before).map(({ type }) => type)).toEqual([]);
    isDying = false;
    await engine.desk.call('handover.do', { ...handover, from: lin, to: zhou, accounts: [{ account: engine.account, to: zhou }] });
    expect(engine.of('person.left')).toHaveLength(1);
  });

  it('refuses what would leave something behind or go to nobody, and another one takes it back', async () => {
    const { engine, lin, zhou, deskOf, li } = await loaded();
    const { account, desk } = engine;
    const lot = [{ account, to: zhou }];
    expect(await codeOf(desk.call('handover.do', { ...handover, from: lin, to: lin, accounts: lot }))).toBe('handover.toSelf');
    expect(await codeOf(desk.call('handover.do', { ...handover, from: lin, to: zhou, accounts: [] }))).toBe('handover.accountsLeft');
    expect(await codeOf(desk.call('handover.do', { ...handover, leaves: false, from: lin, to: zhou, accounts: [] }))).toBe('handover.nothing');
    expect(await codeOf(desk.call('handover.do', { ...handover, from: zhou, to: lin, accounts: [{ account, to: lin }] }))).toBe('account.notTheirs');
    expect(await codeOf(desk.call('handover.do', { ...handover, from: engine.engine.person()?.id as PersonId, to: zhou, accounts: [] }))).toBe('person.lastAdministrator'); // the set-up made one
    expect(await codeOf(deskOf(lin).call('handover.do', { ...handover, from: lin, to: zhou, accounts: lot }))).toBe('port.forbidden');
    await desk.call('handover.do', { ...handover, leaves: false, from: lin, to: zhou, accounts: lot });
    await engine.clock.advance(MINUTE);
    await desk.call('handover.do', { ...handover, handover: 'handover-0002', leaves: false, from: zhou, to: lin, accounts: [{ account, to: lin }] });
    expect(engine.of('account.issued').map(({ data }) => data.person)).toEqual([lin, zhou, lin]);
    expect(engine.of('conversation.assigned').map(({ conversation, data }) => [conversation, data.person])).toEqual([[li, lin], [li, zhou], [li, lin]]);
  });
});

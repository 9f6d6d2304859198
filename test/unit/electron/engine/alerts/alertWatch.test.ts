import { afterEach, describe, expect, it } from 'vitest';
import { AWAY_MS } from '#electron/engine/alerts/alertWatch';
import type { Alert } from '#shared/domain/alert';
import type { PersonId } from '#shared/domain/ids';
import type { WaitingCounts } from '#shared/ipc/engineBoot';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { messageFrom, words } from '#test/kit/scriptedChannel';

let engine: MemoryEngine | undefined;
afterEach(async () => { await engine?.stop(); engine = undefined; });

/** An engine online with everything it told, `!kind name` for raised and `.place` for settled. */
const scene = async () => {
  const told: string[] = [];
  const started = await startMemoryEngine({
    onAlerts: (raised, settled) => { told.push(...raised.map(({ kind, title, accountName }: Alert) => `!${kind} ${title ?? accountName}`), ...settled.map((place) => `.${place}`)); },
  });
  engine = started;
  await started.script.online();
  await started.clock.settle();
  const heard = (): readonly string[] => told.splice(0);
  heard();
  return { ...started, heard };
};

const THREE_MINUTES = 180_000;

describe('what calls for attention', () => {
  it('a customer who writes, then waits near the limit, then past it; the answer settles it', async () => {
    const { script, clock, desk, chat, heard } = await scene();
    await script.emit(messageFrom('陈晓雯', '在吗', { at: clock.now() }));
    await clock.settle();
    expect(heard()).toEqual(['!message 陈晓雯']);
    await clock.advance(THREE_MINUTES * 0.7);
    expect(heard()).toEqual(['!warning 陈晓雯']);
    await clock.advance(THREE_MINUTES * 0.4);
    expect(heard()).toEqual(['!overdue 陈晓雯']);
    await desk.call('reply.submit', { client: 'c-00000001' as never, conversation: chat('陈晓雯'), parts: words('在的') }); // the schema brands it
    await clock.advance(1_000);
    expect(heard()).toEqual([`.${chat('陈晓雯')}`]);
    await clock.advance(THREE_MINUTES);
    expect(heard()).toEqual([]);
  });

  it('no thanks, no words of ours, nothing that was answered in time (bug: 谢谢 rings)', async () => {
    const { script, clock, desk, chat, heard } = await scene();
    await script.emit(messageFrom('李老师', '有货吗', { at: clock.now() }));
    await desk.call('reply.submit', { client: 'c-00000002' as never, conversation: chat('李老师'), parts: words('有的') }); // the schema brands it
    await clock.advance(1_000);
    heard();
    await script.emit(messageFrom('李老师', '谢谢', { at: clock.now() }));
    await script.emit(messageFrom('李老师', '我们说的', { at: clock.now(), direction: 'out' }));
    await clock.advance(THREE_MINUTES * 2);
    expect(heard()).toEqual([]);
  });

  it('an account whose link is gone for good or for long, once; back again settles it (bug: every retry rings)', async () => {
    const { script, clock, account, heard } = await scene();
    script.status('offline', 'link');
    await clock.advance(AWAY_MS / 2);
    script.status('online');
    await clock.advance(AWAY_MS * 2);
    expect(heard()).toEqual([]);
    script.status('offline', 'link');
    await clock.advance(AWAY_MS * 3);
    expect(heard()).toEqual(['!disconnected 旗舰店']);
    script.status('online');
    await clock.advance(1_000);
    expect(heard()).toEqual([`.${account}`]);
  });

  it('hides an account that was issued from other agents, in alerts and in the count of who waits (bug: the tray counts a colleague\'s customers)', async () => {
    const told: Alert[] = [];
    let counts: WaitingCounts = { all: 0, agents: {} };
    const { script, clock, desk, chat, account, stop } = await startMemoryEngine({ onAlerts: (raised) => { told.push(...raised); }, onWaiting: (now) => { counts = now; } });
    engine = undefined;
    const add = async (name: string): Promise<PersonId> => (await desk.call('person.add', { name, role: 'agent', password: '当面给的口令-1' })).person;
    const [holder, other] = [await add('林小雨'), await add('周宁')];
    await script.online();
    await desk.call('account.issue', { account, person: holder });
    await script.emit(messageFrom('陈晓雯', '在吗', { at: clock.now() }));
    await clock.advance(1_000);
    expect(told.find(({ kind }) => kind === 'message')?.hiddenFrom).toEqual([other]);
    expect(counts).toEqual({ all: 1, agents: { [holder]: 1, [other]: 0 } });
    await desk.call('conversation.assign', { conversation: chat('陈晓雯'), person: other });
    await clock.advance(1_000);
    expect(counts.agents[other]).toBe(1);
    await stop();
  });

  it('a colleague who is named, and only then', async () => {
    const { script, clock, desk, chat, heard } = await scene();
    await script.emit(messageFrom('王若曦', '能便宜吗', { at: clock.now() }));
    await clock.settle();
    heard();
    const person = (await desk.call('engine.info')).person?.id ?? '';
    await desk.call('note.add', { note: 'note-0001' as never, conversation: chat('王若曦'), parts: [{ kind: 'text', text: '老客户' }] }); // the schema brands it
    await desk.call('note.add', { note: 'note-0002' as never, conversation: chat('王若曦'), parts: [{ kind: 'mention', target: person, name: '管理员' }] }); // the schema brands it
    await clock.settle();
    expect(heard()).toEqual(['!mention 王若曦']);
  });
});

/**
 * The engine on a disk that runs out of room (a tmpfs of 48 MiB), with a OneBot gateway and a real Prosody. Bugs
 * these catch: media that eats the room text needs, a command taken that cannot be recorded, a message confirmed to
 * its sender and then lost, half-written files, a desk that must be started again when room is back.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { messages as catalog } from '#renderer/i18n/catalog/all';
import { startFaultDesk, type FaultDesk } from '#test/kit/faultDesk';
import { createFiller, freeOf } from '#test/kit/filler';
import { createMemoryVault } from '#test/kit/memoryVault';
import { isEntry } from '#test/kit/portClient';
import { mountSmallDisk } from '#test/kit/smallDisk';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';
import { joinCustomer } from '#test/peers/prosody/customer';
import { startProsody, type Prosody } from '#test/peers/prosody/startProsody';

const MIB = 1024 * 1024;
const USER = '20001';
const SEAT = 'agent1@seat.localhost';
const LI = 'li@guest.localhost';
const ledger = { lowMediaBytes: 24 * MIB, lowTextBytes: 12 * MIB, segmentBytes: 2 * MIB };

/** Different bytes per name: what is there already is no new media. */
const pngOf = (name: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from(name), Buffer.alloc(40_000, 5)]));

let prosody: Prosody;
beforeAll(async () => { prosody = await startProsody({ accounts: [SEAT, LI] }); });
afterAll(async () => { await prosody.stop(); });

const startGateway = (): Promise<OnebotGateway> => startOnebotGateway({ self: '10001', heartbeatMs: 2_000, friends: [{ user: USER, nickname: '王' }] });
const picture = (gateway: OnebotGateway, name: string): void => {
  const url = gateway.addFile(name, pngOf(name));
  gateway.write({ user: USER, message: [{ type: 'text', data: { text: `图 ${name}` } }, { type: 'image', data: { file: name, url } }] });
};
/** Where the picture of `图 name` ended: with its message, or told later. */
const mediaState = async (desk: FaultDesk, name: string): Promise<{ readonly id: string; readonly state: string; readonly reason?: string | undefined }> => {
  const message = await desk.archive.waitFor(isEntry('message.received', (entry) => textOf(entry.data.parts) === `图 ${name}`));
  const told = await desk.archive.waitFor(isEntry('message.media', (entry) => entry.data.id === message.data.id));
  return { id: message.data.id, state: told.data.media.state, reason: told.data.media.reason };
};
const leftovers = async (dir: string): Promise<readonly string[]> => (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.tmp'));

describe('a disk that runs low', () => {
  it('first refuses media, then commands, goes on recording words, and takes both up again by itself', async () => {
    const disk = await mountSmallDisk(48 * MIB);
    const filler = createFiller(disk);
    const gateway = await startGateway();
    const dataDir = join(disk, 'desk');
    const desk = await startFaultDesk({ dataDir, ledger });
    const account = await desk.addGateway(gateway);
    const conversation = `${account}/private:${USER}` as ConversationId; // this channel's own form
    await desk.until(account, 'online');
    picture(gateway, 'a.png');
    expect(await mediaState(desk, 'a.png')).toMatchObject({ state: 'stored' });

    const warned = desk.desk.next('storage.level', ({ level }) => level === 'noMedia');
    await filler.leave(20 * MIB);
    picture(gateway, 'b.png');
    const refused = await mediaState(desk, 'b.png');
    expect(refused).toMatchObject({ state: 'refused', reason: 'media.diskLow' });
    expect(await warned).toMatchObject({ level: 'noMedia' });
    await desk.archive.waitFor(isEntry('storage.level', (entry) => entry.data.level === 'noMedia'));
    await expect(desk.desk.call('blob.put', { name: 'x.png', mime: 'image/png', bytes: pngOf('x.png') })).rejects.toMatchObject({ code: 'media.diskLow' });
    const client = await desk.reply(account, `private:${USER}`, '文字照发');
    await desk.archive.waitFor(isEntry('reply.accepted', (entry) => entry.data.client === client));

    const closed = desk.desk.next('storage.level', ({ level }) => level === 'textOnly');
    await filler.leave(8 * MIB);
    await closed;
    gateway.write({ user: USER, message: '磁盘快满了，话还在' });
    await desk.message(account, '磁盘快满了，话还在');
    const commands = [
      () => desk.reply(account, `private:${USER}`, '不该收下'), () => desk.desk.call('conversation.close', { conversation }), () => desk.desk.call('account.pause', { account }),
      () => desk.desk.call('customer.tag', { customer: `${account}/${USER}`, tag: { kind: 'free', value: 'x', source: 'agent' } } as never), // an id of the right form
      () => desk.desk.call('blob.put', { name: 'x.png', mime: 'image/png', bytes: pngOf('y.png') }),
    ];
    for (const command of commands) await expect(command()).rejects.toMatchObject({ code: 'storage.textOnly' });
    await desk.desk.call('draft.save', { conversation, text: '写到一半' });
    for (const locale of ['zh-CN', 'en'] as const) expect(catalog[locale]['error.storage.textOnly']).toBeTruthy();

    const opened = desk.desk.next('storage.level', ({ level }) => level === 'ok');
    await filler.empty();
    await opened;
    const late = await desk.reply(account, `private:${USER}`, '有空间了');
    await desk.archive.waitFor(isEntry('reply.accepted', (entry) => entry.data.client === late));
    await desk.desk.call('media.fetch', { conversation, id: refused.id as never, part: 1 }); // an id the channel made
    await desk.archive.waitFor(isEntry('message.media', (entry) => entry.data.id === refused.id && entry.data.media.state === 'stored'));
    expect(gateway.sent().map((message) => message.text)).toEqual(['文字照发', '有空间了']);
    expect((await desk.of('storage.level')).map((entry) => entry.data.level)).toEqual(['noMedia', 'textOnly', 'ok']);
    expect(await desk.texts(account)).toEqual(['图 a.png', '图 b.png', '磁盘快满了，话还在']);
    await desk.stop();
    expect(await leftovers(dataDir)).toEqual([]);
    expect(await verifyLedger(join(dataDir, 'ledger'))).toMatchObject({ problems: [] });
    await gateway.close();
  });
});

describe('a disk with not a byte left', () => {
  it('keeps nothing by halves, confirms nothing it does not keep, and makes up for it when there is room', async () => {
    const disk = await mountSmallDisk(48 * MIB);
    const filler = createFiller(disk);
    const gateway = await startGateway();
    const li = await joinCustomer(prosody, LI);
    const dataDir = join(disk, 'desk');
    const vault = createMemoryVault();
    let desk = await startFaultDesk({ dataDir, ledger, vault });
    const onebot = await desk.addGateway(gateway);
    const { settings, secrets } = prosody.settingsOf(SEAT);
    const xmpp = await desk.add('xmpp', settings, secrets);
    await desk.until(onebot, 'online');
    await desk.until(xmpp, 'online');
    const first = await li.say(SEAT, '空间还够', { receipt: true });
    await li.until((line): line is Extract<typeof line, { readonly kind: 'receipt' }> => line.kind === 'receipt' && line.target === first);

    // Room goes until the ledger itself is refused: longer words than the reserve can hold.
    await filler.leave(0);
    const long = '长'.repeat(400_000);
    for (let n = 0; n < 6; n += 1) gateway.write({ user: USER, message: `${n} ${long}` });
    await filler.leave(0);
    await expect.poll(() => desk.complaints().some((line) => line.message === 'commit failed, trying again' || line.message === 'events not kept'), { timeout: 60_000 }).toBe(true);
    expect(await freeOf(disk)).toBeLessThan(2 * MIB);
    await filler.leave(0);
    const asked = await li.say(SEAT, `满了之后 ${long}`, { receipt: true });
    await expect(desk.reply(onebot, `private:${USER}`, '不该收下')).rejects.toMatchObject({ code: 'storage.textOnly' });
    expect((await desk.texts(onebot)).length).toBeLessThan(6);
    const kept = await desk.texts(xmpp);
    expect(li.log.some((line) => line.kind === 'receipt' && line.target === asked)).toBe(kept.some((text) => text.startsWith('满了之后')));
    const midway = await verifyLedger(join(dataDir, 'ledger'));
    expect(midway.problems).toEqual([]);
    expect(await desk.desk.call('ledger.verify')).toMatchObject({ problems: [] });

    await filler.empty();
    for (let n = 0; n < 6; n += 1) await desk.message(onebot, `${n} ${long}`);
    await desk.message(xmpp, `满了之后 ${long}`);
    await li.until((line): line is Extract<typeof line, { readonly kind: 'receipt' }> => line.kind === 'receipt' && line.target === asked);
    await expect.poll(async () => (await desk.desk.call('engine.info')).storage, { timeout: 30_000 }).toBe('ok');
    const client = await desk.reply(onebot, `private:${USER}`, '都收到了');
    await desk.archive.waitFor(isEntry('reply.accepted', (entry) => entry.data.client === client));
    expect(await desk.texts(onebot)).toEqual(Array.from({ length: 6 }, (_, n) => `${n} ${long}`));
    expect(await desk.texts(xmpp)).toEqual(['空间还够', `满了之后 ${long}`]);
    expect(desk.complaints().length, JSON.stringify(desk.complaints().map((line) => line.message))).toBeLessThan(40);
    await desk.stop();
    expect(await leftovers(dataDir)).toEqual([]);
    expect(await verifyLedger(join(dataDir, 'ledger'))).toMatchObject({ problems: [] });

    desk = await startFaultDesk({ dataDir, ledger, vault });
    expect(await desk.texts(onebot)).toHaveLength(6);
    await desk.stop();
    await li.leave();
    await gateway.close();
  });

  it('starts all the same: what is there can be read, and it goes on by itself once there is room', async () => {
    const disk = await mountSmallDisk(48 * MIB);
    const filler = createFiller(disk);
    const gateway = await startGateway();
    const dataDir = join(disk, 'desk');
    const vault = createMemoryVault();
    const first = await startFaultDesk({ dataDir, ledger, vault });
    const account = await first.addGateway(gateway);
    await first.until(account, 'online');
    gateway.write({ user: USER, message: '以前的话' });
    await first.message(account, '以前的话');
    await first.stop();
    await filler.leave(0);
    const desk = await startFaultDesk({ dataDir, ledger, vault });
    expect(await desk.texts(account)).toContain('以前的话');
    await expect(desk.reply(account, `private:${USER}`, '不该收下')).rejects.toMatchObject({ code: 'storage.textOnly' });
    await filler.empty();
    await desk.until(account, 'online');
    gateway.write({ user: USER, message: '有空间后的话' });
    await desk.message(account, '有空间后的话');
    await expect.poll(async () => (await desk.desk.call('engine.info')).storage, { timeout: 30_000 }).toBe('ok');
    await desk.stop();
    expect(await verifyLedger(join(dataDir, 'ledger'))).toMatchObject({ problems: [] });
    await gateway.close();
  });
});

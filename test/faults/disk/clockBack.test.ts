/**
 * The machine's clock is set back (and forward) while the desk works. Bugs these catch: entries out of order, a
 * message taken for a duplicate or for old history, a watchdog or a back-off that waits for hours, a log that no
 * longer verifies, a second start that trips over it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Clock } from '#electron/engine/channels/contract/channel';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { realClock } from '#electron/engine/platform/clock';
import { startFaultDesk } from '#test/kit/faultDesk';
import { createMemoryVault } from '#test/kit/memoryVault';
import { isEntry } from '#test/kit/portClient';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';

const HOUR = 3_600_000;
const USER = '20001';

let offset = 0;
const clock: Clock = { ...realClock, now: () => Date.now() + offset };
let dataDir = '';
let gateway: OnebotGateway;
beforeEach(async () => {
  offset = 0;
  dataDir = await mkdtemp(join(tmpdir(), 'zuoxi-clock-'));
  gateway = await startOnebotGateway({ self: '10001', heartbeatMs: 500, friends: [{ user: USER, nickname: '王' }] });
});
afterEach(async () => {
  await gateway.close();
  await rm(dataDir, { recursive: true, force: true });
});

it('order is kept, the jump is on record once, everything goes on, and the log verifies', async () => {
  const vault = createMemoryVault();
  let desk = await startFaultDesk({ dataDir, clock, vault });
  const account = await desk.addGateway(gateway);
  await desk.until(account, 'online');
  const talk = async (words: string): Promise<void> => {
    gateway.write({ user: USER, message: words });
    await desk.message(account, words);
    const client = await desk.reply(account, `private:${USER}`, `答 ${words}`);
    await desk.archive.waitFor(isEntry('reply.accepted', (entry) => entry.data.client === client));
  };
  await talk('之前');
  offset = -2 * HOUR;
  await talk('拨回两小时');
  gateway.cut();
  await desk.until(account, 'offline');
  await desk.until(account, 'online');
  await talk('断线重连之后');
  offset = 24 * HOUR;
  await talk('拨快一天');
  offset = -24 * HOUR;
  await talk('再拨回两天');
  expect(await desk.texts(account)).toEqual(['之前', '拨回两小时', '断线重连之后', '拨快一天', '再拨回两天']);
  expect(gateway.sent().map((message) => message.text)).toEqual(['答 之前', '答 拨回两小时', '答 断线重连之后', '答 拨快一天', '答 再拨回两天']);
  const entries = await desk.archive.entries();
  expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, n) => n + 1));
  expect(entries.every((entry, n) => entry.at >= (entries[n - 1]?.at ?? 0))).toBe(true);
  const jumps = entries.flatMap((entry) => (entry.type === 'system.recovered' ? [entry.data.kind] : []));
  expect(jumps).toEqual(['clockBack', 'clockBack']);
  expect(await desk.desk.call('ledger.verify')).toMatchObject({ intact: true, problems: [] });
  await desk.stop();
  expect(await verifyLedger(join(dataDir, 'ledger'))).toMatchObject({ problems: [] });

  desk = await startFaultDesk({ dataDir, clock, vault });
  await desk.until(account, 'online');
  await talk('第二天早上');
  expect((await desk.of('system.recovered')).length).toBe(2);
  expect(await desk.texts(account)).toEqual(['之前', '拨回两小时', '断线重连之后', '拨快一天', '再拨回两天', '第二天早上']);
  await desk.stop();
  expect(await verifyLedger(join(dataDir, 'ledger'))).toMatchObject({ problems: [] });
});

/**
 * What an account costs here against what it costs where every account is a web page: thirty connected OneBot
 * accounts, each with customers who wrote, against thirty blank web views. Differences, so that the window itself
 * counts on neither side.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '#electron/engine/ledger/openLedger';
import type { AccountId } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import { prepareForTests } from '../../electron/runtime/forTests.mjs';
import { launchApp } from '../kit/app';
import { enterDesk } from '../kit/deskActions';
import { ratioRow, valueRow, type BenchRow } from '../kit/benchRow';
import { settledDrafts } from '../kit/history';
import { writeViewsApp } from '../kit/plainApps';
import { settledPss } from '../kit/processMemory';
import { startOnebotGateway, type OnebotGateway } from '../peers/onebot/gateway';
import { preparePage, untilApplied } from './archivePage';

const ACCOUNTS = 30;
const CUSTOMERS = 5;

const account = (url: string, n: number): Draft => ({
  type: 'account.added', actor: { kind: 'system' }, account: `memory-${n}` as AccountId, // this bench's ids
  data: { channel: 'onebot', name: `青禾 ${n + 1} 店`, settings: { mode: 'forward', url }, mark: { code: `${n + 1}`, color: 1 + (n % 12) }, secretKeys: [] },
});

/** Every customer of every account writes once the account is connected. */
const writeAll = async (gateways: readonly OnebotGateway[]): Promise<void> => {
  for (const gateway of gateways) await gateway.connected();
  for (const gateway of gateways) for (let n = 0; n < CUSTOMERS; n += 1) gateway.write({ user: String(60_001 + n), message: '您好，这件外套还有 M 码吗' });
};

/** PSS of the desk with these accounts, MB. */
const deskPss = async (gateways: readonly OnebotGateway[]): Promise<number> => {
  const userData = await mkdtemp(join(tmpdir(), 'zuoxi-memory-'));
  try {
    const ledger = await openLedger({ dir: join(userData, 'desk', 'ledger'), seat: 'bench', now: Date.now, key: () => null });
    await ledger.append([...settledDrafts, ...gateways.map(({ url }, n) => account(url, n))]);
    const head = ledger.head();
    await ledger.close();
    const desk = await launchApp({ userData });
    try {
      await enterDesk(desk);
      await preparePage(desk.page);
      await desk.page.getByTestId('nav-desk').waitFor();
      await writeAll(gateways);
      await untilApplied(desk.page, head + gateways.length * CUSTOMERS);
      return await settledPss(desk.electron.process().pid ?? 0);
    } finally {
      await desk.quit();
    }
  } finally {
    await rm(userData, { recursive: true, force: true });
  }
};

/** PSS of a blank window with that many blank views, MB. */
const viewsPss = async (count: number): Promise<number> => {
  const { program, hasSandbox } = await prepareForTests();
  const dir = await mkdtemp(join(tmpdir(), 'zuoxi-views-'));
  try {
    await writeViewsApp(dir);
    const child = spawn(program, [...(hasSandbox ? [] : ['--no-sandbox']), `--user-data-dir=${join(dir, 'data')}`, dir], { env: { ...process.env, PLAIN_VIEWS: String(count) }, stdio: ['pipe', 'pipe', 'ignore'] });
    const exited = once(child, 'exit');
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => { printed += chunk.toString('utf8'); });
    while (!printed.includes('PLAIN-READY')) {
      await Promise.race([once(child.stdout, 'data'), exited.then(() => { throw new Error('the blank window ended'); })]);
    }
    const pss = await settledPss(child.pid ?? 0);
    child.stdin.end();
    await exited;
    return pss;
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  }
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const gateways = await Promise.all(Array.from({ length: ACCOUNTS }, (_, n) => startOnebotGateway({ self: String(10_001_000 + n) })));
  try {
    const without = await deskPss([]);
    const withAccounts = await deskPss(gateways);
    const blank = await viewsPss(0);
    const views = await viewsPss(ACCOUNTS);
    return [
      ratioRow(`memory of ${ACCOUNTS} accounts against ${ACCOUNTS} blank web views (PSS beyond the window)`, withAccounts - without, 'MB', views - blank, { atMost: 0.2 }),
      valueRow(`memory of the desk with ${ACCOUNTS} accounts, whole tree (a blank window: ${Math.round(blank)} MB)`, withAccounts, 'MB'),
    ];
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.close()));
  }
};

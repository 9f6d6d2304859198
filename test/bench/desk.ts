/**
 * The desk at size: ten thousand conversations and a million messages, one of them of a hundred thousand. Changing
 * conversation, scrolling back without a blank, typing while fifty messages a second arrive, and what an hour's
 * traffic leaves in memory. ZUOXI_BENCH_MESSAGES scales the desk, ZUOXI_BENCH_TRAFFIC the messages of the hour.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { launchApp, type DeskApp } from '../kit/app';
import { quantile, valueBeside, valueRow, type BenchRow } from '../kit/benchRow';
import { addAccount, enterDesk, untilAccount } from '../kit/deskActions';
import { bareFrames } from '../kit/paintWatch';
import { copyOfPreparedDesk } from '../kit/preparedDesk';
import { startOnebotGateway, type OnebotGateway } from '../peers/onebot/gateway';
import { preparePage, untilApplied } from './archivePage';

const FRAME_MS = 1000 / 60;
const SWITCHES = 60;
const WARM_UP = 10;
const SCROLL_FRAMES = 900;
/** A quick wheel, px per frame. */
const SCROLL_PX = 240;
const PER_SECOND = 50;
const KEYS = 120;
const KEY_APART_MS = 90;
/** An hour of a busy seat: eight messages a second, sent as fast as fifty a second. */
const TRAFFIC = Number(process.env['ZUOXI_BENCH_TRAFFIC'] ?? 28_800);
const CUSTOMERS = Array.from({ length: 8 }, (_, n) => ({ user: String(70_001 + n), nickname: `常客${'甲乙丙丁戊己庚辛'[n]}` }));
const LONG_NAME = '顾客 long';

/** ms from the click on a row to the first frame in which a message of that conversation can be seen in its pane. */
const switching = (page: Page): Promise<readonly number[]> => page.evaluate(async (rounds) => {
  const frame = (): Promise<void> => new Promise((resolve) => { requestAnimationFrame(() => { setTimeout(resolve); }); });
  const keyOf = (): string => {
    const line = document.querySelector<HTMLElement>('[data-testid=timeline] [data-key]:has([data-testid=message])');
    return line?.checkVisibility({ visibilityProperty: true }) === true ? line.dataset['key'] ?? '' : '';
  };
  const LONGEST_MS = 5000;
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-testid=conversation-list] [role=option][aria-selected=false]')];
    const row = rows[(round * 3) % Math.max(1, rows.length)];
    if (row === undefined) continue;
    const before = keyOf();
    await frame();
    const started = performance.now();
    row.click();
    // A line of another conversation has another key.
    while ((keyOf() === before || keyOf() === '') && performance.now() - started < LONGEST_MS) await frame();
    taken.push(performance.now() - started);
    // The next row is a new one: the list goes on under the hand.
    if (round % 5 === 4) document.querySelector('[data-testid=conversation-list]')?.scrollBy(0, 400);
    await new Promise((resolve) => { setTimeout(resolve, 120); });
  }
  return taken;
}, SWITCHES);

type Scrolled = { readonly frames: number; readonly blank: number; readonly worst: number; readonly lines: number };

/** Scrolls back frame by frame; a frame counts as blank where more than a line's gap of the pane shows nothing. */
const scrolling = (page: Page): Promise<Scrolled> => page.evaluate(async ({ frames, px }) => {
  const frame = (): Promise<void> => new Promise((resolve) => { requestAnimationFrame(() => resolve()); });
  const scroller = document.querySelector<HTMLElement>('[data-testid=timeline] [data-virtuoso-scroller]');
  if (scroller === null) throw new Error('no timeline');
  const GAP_PX = 48;
  const seen = new Set<string>();
  let blank = 0;
  let worst = 0;
  for (let at = 0; at < frames; at += 1) {
    scroller.scrollTop -= px;
    await frame();
    const pane = scroller.getBoundingClientRect();
    const boxes = [...scroller.querySelectorAll<HTMLElement>('[data-key]')].map((line) => {
      seen.add(line.dataset['key'] ?? '');
      return (line.closest('li, [data-index]') ?? line).getBoundingClientRect();
    }).filter((box) => box.bottom > pane.top && box.top < pane.bottom).sort((a, b) => a.top - b.top);
    let edge = pane.top;
    let hole = 0;
    for (const box of boxes) {
      hole = Math.max(hole, box.top - edge);
      edge = Math.max(edge, box.bottom);
    }
    hole = Math.max(hole, pane.bottom - edge);
    if (hole > GAP_PX) blank += 1;
    worst = Math.max(worst, hole);
  }
  return { frames, blank, worst, lines: seen.size };
}, { frames: SCROLL_FRAMES, px: SCROLL_PX });

/** Customers who write round robin, `PER_SECOND` a second, until stopped or `most` were sent. */
const startTraffic = (gateway: OnebotGateway, most: number): { readonly done: Promise<void>; readonly stop: () => void } => {
  const started = performance.now();
  let sent = 0;
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => { finish = resolve; });
  const timer = setInterval(() => {
    while (sent < most && sent < ((performance.now() - started) / 1000) * PER_SECOND) {
      const customer = CUSTOMERS[sent % CUSTOMERS.length];
      if (customer !== undefined) gateway.write({ user: customer.user, message: `已经三天了物流没有更新，麻烦帮我查一下 ${sent}` });
      sent += 1;
    }
    if (sent >= most) stop();
  }, 10);
  const stop = (): void => {
    clearInterval(timer);
    finish();
  };
  return { done, stop };
};

/** Frames the window missed while a person typed, as a share of those there should have been. */
const typing = async (page: Page): Promise<number> => {
  await page.evaluate(() => {
    const deltas: number[] = [];
    let last = performance.now();
    let isOn = true;
    const step = (now: number): void => {
      deltas.push(now - last);
      last = now;
      if (isOn) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    Object.assign(globalThis, { stopFrames: () => { isOn = false; return deltas; } });
  });
  await page.getByTestId('composer').focus();
  for (let at = 0; at < KEYS; at += 1) {
    await page.keyboard.type('a');
    await wait(KEY_APART_MS);
  }
  const deltas = await page.evaluate(() => (globalThis as unknown as { readonly stopFrames: () => readonly number[] }).stopFrames()); // put there above
  await page.getByTestId('composer').fill('');
  const due = deltas.reduce((sum, delta) => sum + Math.max(1, Math.round(delta / (1000 / 60))), 0);
  return ((due - deltas.length) / due) * 100;
};

/** The window's own objects after a collection, MB. */
const heap = async (session: CDPSession): Promise<number> => {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1024 ** 2;
};

const connect = async (desk: DeskApp, gateway: OnebotGateway): Promise<void> => {
  const { page } = desk;
  await page.getByTestId('nav-admin').click();
  await page.getByTestId('admin-accounts').click();
  await addAccount(page, { channel: 'onebot', name: '量测', code: '测', fields: { url: gateway.url, perMinute: 6000 } });
  await untilAccount(page, '量测', 'online');
  await page.getByTestId('nav-desk').click();
  for (const { user } of CUSTOMERS) gateway.write({ user, message: '在吗' });
};

/** By the palette: among ten thousand a row may be anywhere in the list. */
const open = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByTestId('switcher').getByRole('combobox').fill(name);
  await page.getByTestId('switcher').getByRole('option', { name }).first().click();
  await page.getByTestId('message').first().waitFor();
};

const measure = async (desk: DeskApp, gateway: OnebotGateway, size: string, long: number): Promise<readonly BenchRow[]> => {
  const { page } = desk;
  const bare = quantile(await bareFrames(page), 0.95);
  const switched = (await switching(page)).slice(WARM_UP);
  await open(page, LONG_NAME);
  const scrolled = await scrolling(page);
  await connect(desk, gateway);
  await open(page, CUSTOMERS[0]?.nickname ?? '');
  const quiet = await typing(page);
  const beside = startTraffic(gateway, Infinity);
  const busy = await typing(page).finally(beside.stop);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  // The first half fills what is kept on purpose; the second must leave nothing.
  await startTraffic(gateway, TRAFFIC / 2).done;
  const middle = await heap(session);
  await startTraffic(gateway, TRAFFIC / 2).done;
  const end = await heap(session);
  return [
    valueBeside('one bare element to painted frame on this machine, p95', bare, 'ms', FRAME_MS),
    valueBeside(`conversation chosen to its first message painted, ${size}, median of ${switched.length}`, quantile(switched, 0.5), 'ms', FRAME_MS),
    valueBeside(`conversation chosen to its first message painted, ${size}, p95`, quantile(switched, 0.95), 'ms', FRAME_MS, { atMost: 100 }),
    valueRow(`frames with a blank of ${scrolled.frames}, scrolling back in a conversation of ${long.toLocaleString('en')} messages (${scrolled.lines} lines passed, largest hole ${Math.round(scrolled.worst)} px)`, scrolled.blank, 'frames', { atMost: 0 }),
    valueRow('frames missed while typing, nothing arriving', quiet, '%'),
    valueBeside(`frames missed while typing, ${PER_SECOND} messages/s arriving`, busy, '%', quiet),
    valueRow(`window's objects after the second half of an hour's traffic (${TRAFFIC.toLocaleString('en')} messages), growth`, end - middle, 'MB', { atMost: 10 }),
  ];
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const { userData, messages, conversations, long, head } = await copyOfPreparedDesk();
  const gateway = await startOnebotGateway({ self: '70001000', friends: CUSTOMERS });
  let desk: DeskApp | undefined;
  try {
    desk = await launchApp({ userData });
    await enterDesk(desk);
    await preparePage(desk.page);
    await untilApplied(desk.page, head);
    await desk.page.getByTestId('conversation-list').getByRole('option').first().waitFor();
    return await measure(desk, gateway, `${conversations.toLocaleString('en')} conversations, ${messages.toLocaleString('en')} messages`, long);
  } finally {
    await desk?.quit();
    await gateway.close();
  }
};

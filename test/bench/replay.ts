/**
 * A record of 100,000 lines: from the click on a hit to its line and from there to the replay, against reading the
 * whole record bare from IndexedDB in the same window, which is what opening it without windows of lines would start with.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { conversationIdOf, type AccountId, type ChatId } from '#shared/domain/ids';
import { launchApp } from '../kit/app';
import { quantile, ratioRow, type BenchRow } from '../kit/benchRow';
import { enterDesk } from '../kit/deskActions';
import { addHistory, settledDrafts } from '../kit/history';
import { preparePage, untilApplied } from './archivePage';
import { LONG_TALK } from './ingestLoad';

const LINES = Number(process.env['ZUOXI_BENCH_MESSAGES'] ?? 100_000);
const ROUNDS = 9;
const APPLIED_MS = 240_000;

const conversation = conversationIdOf('bench-0' as AccountId, `private:${LONG_TALK}` as ChatId); // the load's ids

/** Each line ends in its number: one in every part of the record, not in order. */
const lineOf = (round: number): string => String(Math.floor((LINES * (((round * 4) % ROUNDS) + 0.5)) / ROUNDS));

/** Every line of the record by bare reads of 2000, ms. */
const readWhole = (page: Page): Promise<number> => page.evaluate(async (id) => {
  const answer = <T>(asked: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const db = await answer(indexedDB.open('zuoxi'));
  const start = performance.now();
  let after: IDBValidKey = [id];
  for (;;) {
    const rows: { readonly back: number; readonly backSeq: number }[] = await answer(db.transaction('timeline').objectStore('timeline').getAll(IDBKeyRange.bound(after, [id, []], true), 2000));
    const last = rows.at(-1);
    if (last === undefined) break;
    after = [id, last.back, last.backSeq];
  }
  db.close();
  return performance.now() - start;
}, conversation);

/** ms from a press until what it opens, with these words, is on the screen. */
const opened = (page: Page, pressed: string, shown: string, words: string): Promise<number> => page.evaluate(async ([press, wanted, text]) => {
  const frame = (): Promise<void> => new Promise((resolve) => { requestAnimationFrame(() => { setTimeout(resolve); }); });
  const start = performance.now();
  const button = document.querySelector<HTMLElement>(press);
  if (!button) throw new Error(`no ${press}`);
  button.click();
  while (document.querySelector(wanted)?.textContent.includes(text) !== true) {
    if (performance.now() - start > 30_000) throw new Error(`${wanted} with "${text}" did not come`);
    await frame();
  }
  await frame();
  return performance.now() - start;
}, [pressed, shown, words] as const);

type Times = { readonly reading: readonly number[]; readonly replay: readonly number[]; readonly whole: readonly number[] };

const measure = async (page: Page): Promise<Times> => {
  const times = { reading: [] as number[], replay: [] as number[], whole: [] as number[] };
  await page.getByTestId('nav-supervision').click();
  for (let round = 0; round < ROUNDS; round += 1) {
    const line = lineOf(round);
    await page.getByTestId('search-text').fill(line);
    await page.getByTestId('search-result').filter({ hasText: line }).first().waitFor({ timeout: 60_000 });
    times.reading.push(await opened(page, '[data-testid=search-result]', '[data-testid=reader-chosen]', line));
    times.replay.push(await opened(page, '[data-testid=reader-replay]', '[role=slider][data-testid=replay-track]', ''));
    await page.getByTestId('reader-replay').click();
    await page.getByTestId('replay-track').waitFor({ state: 'detached' });
    times.whole.push(await readWhole(page));
  }
  return times;
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const userData = await mkdtemp(join(tmpdir(), 'zuoxi-replay-'));
  try {
    const head = await addHistory(join(userData, 'desk'), { messages: 0, accounts: 1, conversations: 1 }, { before: settledDrafts, long: LINES });
    const desk = await launchApp({ userData });
    try {
      await enterDesk(desk);
      await preparePage(desk.page);
      await Promise.race([untilApplied(desk.page, head), desk.page.waitForTimeout(APPLIED_MS).then(() => { throw new Error('the archive did not catch up'); })]);
      const { reading, replay, whole } = await measure(desk.page);
      return [
        ratioRow(`record of ${LINES.toLocaleString('en')} lines opened at a hit, p50`, quantile(reading, 0.5), 'ms', quantile(whole, 0.5), { atMost: 0.25 }),
        ratioRow('the replay of its talk, p50', quantile(replay, 0.5), 'ms', quantile(whole, 0.5), { atMost: 0.25 }),
      ];
    } finally {
      await desk.quit();
    }
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
};

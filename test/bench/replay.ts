/**
 * A record of 100,000 lines: from the click on a hit to its lines and from there to the replay, against reading the
 * whole record bare from IndexedDB in the same window, which is what opening it without windows of lines would start with.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openLedger } from '#electron/engine/ledger/openLedger';
import { conversationIdOf, type AccountId, type ChatId, type ContactId, type RemoteMessageId } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import { launchApp } from '../kit/app';
import { quantile, ratioRow, type BenchRow } from '../kit/benchRow';
import { enterDesk } from '../kit/deskActions';
import { preparePage, untilApplied } from './archivePage';
import { accountDrafts } from './ingestLoad';

const LINES = Number(process.env['ZUOXI_BENCH_MESSAGES'] ?? 100_000);
const ROUNDS = 9;
/** Everybody says these now and then, in every part of the record. */
const WORDS = ['雪莲', '牦牛', '骆驼'] as const;

const account = 'bench-0' as AccountId; // this load's ids
const chat = 'private:long' as ChatId; // this load's ids
const conversation = conversationIdOf(account, chat);

const lineOf = (n: number): Draft => ({
  type: 'message.received', actor: { kind: 'channel' }, account, conversation,
  data: {
    chat: { id: chat, kind: 'private', contact: 'long' as ContactId }, id: `m${n}` as RemoteMessageId, at: Date.UTC(2026, 0, 1) + n * 20_000, // this load's ids
    direction: n % 2 === 0 ? 'in' : 'out', sender: { id: 'long' as ContactId, name: '老客户' }, parts: [{ kind: 'text', text: `第 ${n} 句，${n % 997 === 0 ? WORDS[n % 3] : '羊绒大衣'}还有货吗` }], source: 'live', // this load's ids
  },
});

const fill = async (dataDir: string): Promise<number> => {
  const ledger = await openLedger({ dir: join(dataDir, 'ledger'), seat: 'bench', now: Date.now, key: () => null });
  try {
    await ledger.append(accountDrafts(1));
    for (let from = 0; from < LINES; from += 2000) await ledger.append(Array.from({ length: Math.min(2000, LINES - from) }, (_, at) => lineOf(from + at)));
    return ledger.head();
  } finally {
    await ledger.close();
  }
};

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

/** ms from a press until what it opens is on the screen. */
const opened = async (page: Page, press: string, shown: string): Promise<number> => page.evaluate(async ([button, wanted]) => {
  const frame = (): Promise<void> => new Promise((resolve) => { requestAnimationFrame(() => { setTimeout(resolve); }); });
  const start = performance.now();
  document.querySelector<HTMLElement>(button ?? '')?.click();
  while (document.querySelector(wanted ?? '') === null) await frame();
  await frame();
  return performance.now() - start;
}, [press, shown]);

const measure = async (page: Page): Promise<{ readonly reading: readonly number[]; readonly replay: readonly number[]; readonly whole: readonly number[] }> => {
  const reading: number[] = [];
  const replay: number[] = [];
  const whole: number[] = [];
  await page.getByTestId('nav-supervision').click();
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.getByTestId('search-text').fill(WORDS[round % WORDS.length] ?? '');
    await page.getByTestId('search-result').filter({ hasText: WORDS[round % WORDS.length] ?? '' }).first().waitFor({ timeout: 120_000 });
    const at = (round * 3) % 8;
    reading.push(await opened(page, `[data-testid=search-result]:nth-child(1), [data-index="${at}"] [data-testid=search-result]`, '[data-testid=reader-chosen]'));
    replay.push(await opened(page, '[data-testid=reader-replay]', '[data-testid=replay-track]'));
    await page.getByTestId('reader-replay').click();
    whole.push(await readWhole(page));
  }
  return { reading, replay, whole };
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const userData = await mkdtemp(join(tmpdir(), 'zuoxi-replay-'));
  try {
    const head = await fill(join(userData, 'desk'));
    const desk = await launchApp({ userData });
    try {
      await enterDesk(desk);
      await preparePage(desk.page);
      await untilApplied(desk.page, head);
      const { reading, replay, whole } = await measure(desk.page);
      return [
        ratioRow(`record of ${LINES.toLocaleString('en')} lines opened at a hit, p50`, quantile(reading, 0.5), 'ms', quantile(whole, 0.5), { atMost: 0.25 }),
        ratioRow('the replay of its talk, p50', quantile(replay, 0.5), 'ms', quantile(whole, 0.5), { atMost: 0.25 }),
      ];
    } finally {
      await desk.quit();
    }
  } finally {
    await rm(userData, { recursive: true, force: true });
  }
};

/**
 * Figures of thirty days over 1,000,000 messages of 10,000 conversations, in the real window: from the choice of the
 * period to the numbers, against reading every message once by bare IndexedDB, which is what counting from messages
 * would begin with.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchApp } from '../kit/app';
import { ratioRow, valueRow, type BenchRow } from '../kit/benchRow';
import { enterDesk } from '../kit/deskActions';
import { addHistory, settledDrafts } from '../kit/history';
import { preparePage, untilApplied } from './archivePage';
import type { Load } from './ingestLoad';

const load: Load = { messages: Number(process.env['ZUOXI_BENCH_MESSAGES'] ?? 1_000_000), accounts: 12, conversations: 10_000 };
const TIMES = 3;

/** Reads every line of every conversation in pages; ms. */
const readMessages = (page: Page): Promise<number> => page.evaluate(() => new Promise<number>((resolve, reject) => {
  const asked = indexedDB.open('zuoxi');
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const db = asked.result;
    const started = performance.now();
    const next = (after: IDBValidKey | null): void => {
      const page1 = db.transaction('timeline').objectStore('timeline').getAll(after === null ? null : IDBKeyRange.lowerBound(after, true), 5000);
      page1.onerror = () => reject(page1.error);
      page1.onsuccess = () => {
        const rows = page1.result as readonly { readonly conversation: string; readonly back: number; readonly backSeq: number }[]; // the rows of that store
        const last = rows.at(-1);
        if (last === undefined) { db.close(); return resolve(performance.now() - started); }
        next([last.conversation, last.back, last.backSeq]);
      };
    };
    next(null);
  };
}));

/** Chooses the thirty days of the load, then counts again `TIMES` times; ms of the middle one, until the numbers stand. */
const countFigures = async (page: Page): Promise<number> => {
  await page.getByTestId('nav-supervision').click();
  await page.getByTestId('page-figures').click();
  await page.getByTestId('figures-period').click();
  const [from, to] = await page.locator('[popover] input[type=date]').all();
  await from?.fill('2025-12-20');
  await to?.fill('2026-01-18');
  await page.keyboard.press('Escape');
  await page.getByTestId('figure-contacts').waitFor({ timeout: 300_000 });
  const taken: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    taken.push(await page.evaluate(async () => {
      const answer = (): string => document.querySelector('[data-testid=figures-again]')?.previousElementSibling?.textContent ?? '';
      const frame = (): Promise<void> => new Promise((resolve) => { requestAnimationFrame(() => { setTimeout(resolve); }); });
      const before = answer();
      const started = performance.now();
      document.querySelector<HTMLElement>('[data-testid=figures-again]')?.click();
      while (answer() === before || !/\d/u.test(answer())) await frame();
      return performance.now() - started;
    }));
    // The answer names the second it was counted in.
    await page.waitForFunction(() => performance.now() % 1000 < 100);
  }
  return taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Number.NaN;
};

export const run = async (): Promise<BenchRow[]> => {
  const userData = await mkdtemp(join(tmpdir(), 'zuoxi-figures-'));
  try {
    const head = await addHistory(join(userData, 'desk'), load, { before: settledDrafts });
    const desk = await launchApp({ userData });
    try {
      await enterDesk(desk);
      await preparePage(desk.page);
      await untilApplied(desk.page, head);
      const figures = await countFigures(desk.page);
      const messages = await readMessages(desk.page);
      return [
        ratioRow(`figures of 30 days, ${load.messages.toLocaleString('en')} messages, beside reading them`, figures, 'ms', messages, { atMost: 0.5 }),
        valueRow('figures of 30 days, from the choice to the numbers', figures, 'ms', { atMost: 5000 }),
      ];
    } finally {
      await desk.quit();
    }
  } finally {
    await rm(userData, { recursive: true, force: true });
  }
};

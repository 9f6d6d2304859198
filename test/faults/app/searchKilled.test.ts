/**
 * The app is killed while its search index is made, and again while the index takes in what arrived. Catches: a cursor
 * that moves without its lines, a half-made index taken for a whole one, a write-ahead log that is not read back.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chineseFold } from '#renderer/archive/search/chineseFold';
import type { SearchMessage } from '#renderer/archive/search/messages';
import { isHit, parseQuery } from '#renderer/archive/search/parseQuery';
import { preparePage, untilApplied } from '#test/bench/archivePage';
import { fillLedger } from '#test/bench/searchLoad';
import { untilIndexed } from '#test/bench/searchPage';
import { searchQueries, searchTexts } from '#test/bench/searchTexts';
import { launchApp, type DeskApp } from '#test/kit/app';

const FIRST = 3000;
const MORE = 2000;
const texts = searchTexts(FIRST + MORE);
const queries = [...new Set(searchQueries(texts))].slice(0, 60);

let app: DeskApp;
/** Seq of text 0 of what was filled at a time. */
const starts: { readonly first: number; readonly seq: number }[] = [];
beforeAll(async () => {
  app = await launchApp();
  await preparePage(app.page);
  await untilApplied(app.page, 1);
  await app.quit();
});
afterAll(() => app.dispose());

const fill = async (from: number, to: number): Promise<number> => {
  const head = await fillLedger(app.dataDir, texts.slice(from, to), from);
  starts.push({ first: from, seq: head - (to - from) + 1 });
  return head;
};

/** Resolves at the first word that the index is being filled. */
const untilFilling = (page: Page): Promise<void> => page.evaluate(() => new Promise((resolve) => {
  new BroadcastChannel('zuoxi:search').onmessage = ({ data }: MessageEvent<SearchMessage>) => {
    if (data.kind === 'state' && data.state.phase === 'filling') resolve();
  };
}));

/** Seqs of every hit of each query, ascending. */
const findAll = (page: Page): Promise<readonly (readonly number[])[]> => page.evaluate(async (asked) => {
  const channel = new BroadcastChannel('zuoxi:search');
  const waiting = new Map<string, (seqs: readonly number[]) => void>();
  channel.onmessage = ({ data }: MessageEvent<SearchMessage>) => {
    if (data.kind === 'answer') waiting.get(data.id)?.((data.page?.hits ?? []).map(({ seq }) => seq).sort((a, b) => a - b));
  };
  return Promise.all(asked.map((text) => new Promise<readonly number[]>((resolve) => {
    const id = crypto.randomUUID();
    waiting.set(id, resolve);
    channel.postMessage({ kind: 'ask', id, query: { text, limit: 10_000 } });
  })));
}, queries);

const scan = (count: number): readonly (readonly number[])[] => {
  const fold = chineseFold();
  const folded = texts.slice(0, count).map(fold.fold);
  const seqOf = (n: number): number => {
    const start = starts.findLast(({ first }) => first <= n);
    return (start?.seq ?? 0) + n - (start?.first ?? 0);
  };
  return queries.map((text) => folded.flatMap((each, n) => (isHit(each, parseQuery(text, fold)) ? [seqOf(n)] : [])));
};

const again = async (): Promise<Page> => {
  app = await app.restart();
  await preparePage(app.page);
  return app.page;
};

it('finds exactly what was said after kills in mid-filling and in mid-feeding', async () => {
  await fill(0, FIRST);
  await untilFilling(await again());
  await app.killAll();
  const page = await again();
  await untilIndexed(page, FIRST);
  expect(await findAll(page)).toEqual(scan(FIRST));

  await app.quit();
  const head = await fill(FIRST, FIRST + MORE);
  await untilApplied(await again(), head);
  await app.killAll();
  const last = await again();
  await untilIndexed(last, FIRST + MORE);
  expect(await findAll(last)).toEqual(scan(FIRST + MORE));
});

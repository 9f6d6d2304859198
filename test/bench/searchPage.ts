/** Search as a window uses it: code that runs in the page and speaks to the worker over its channel. */
import type { Page } from 'playwright-core';
import type { SearchMessage } from '#renderer/archive/search/messages';

/** Resolves with the index's size once it holds so many lines. */
export const untilIndexed = (page: Page, docs: number): Promise<{ readonly bytes: number }> => page.evaluate((wanted) => new Promise((resolve, reject) => {
  const channel = new BroadcastChannel('zuoxi:search');
  channel.onmessage = ({ data }: MessageEvent<SearchMessage>) => {
    if (data.kind !== 'state') return;
    const isThere = data.state.phase === 'ready' && data.state.docs >= wanted;
    if (!isThere && data.state.phase !== 'failed') return;
    clearInterval(again);
    channel.close();
    if (isThere) resolve({ bytes: data.state.bytes ?? 0 });
    else reject(new Error(data.state.code));
  };
  const again = setInterval(() => channel.postMessage({ kind: 'askState' }), 500);
}), docs);

/** Keeps the search worker out until let in: what the archive takes alone. Ask before the window starts that worker. */
export const holdSearch = (page: Page): Promise<void> => page.evaluate(() => {
  void navigator.locks.request('zuoxi:search-writer', () => new Promise<void>((resolve) => { Object.assign(globalThis, { letSearch: resolve }); }));
});
export const letSearch = (page: Page): Promise<void> => page.evaluate(() => (globalThis as unknown as { readonly letSearch: () => void }).letSearch()); // put there above

/** Resolves when the worker listens and its index is open: what is asked before that nobody hears. */
export const untilOpen = (page: Page): Promise<void> => page.evaluate(() => new Promise((resolve) => {
  const channel = new BroadcastChannel('zuoxi:search');
  const again = setInterval(() => channel.postMessage({ kind: 'askState' }), 100);
  channel.onmessage = ({ data }: MessageEvent<SearchMessage>) => {
    if (data.kind !== 'state' || data.state.phase === 'opening') return;
    clearInterval(again);
    channel.close();
    resolve();
  };
}));

export type Asked = { readonly first: readonly number[]; readonly warm: readonly number[]; readonly counts: readonly number[] };

/** Asks as a window does, over the channel, one question after the other, `apart` ms (in the mean) between them; times in ms per query. */
export const ask = (page: Page, queries: readonly string[], passes: number, apart = 0): Promise<Asked> => page.evaluate(async ({ texts, rounds, rest }) => {
  const channel = new BroadcastChannel('zuoxi:search');
  const waiting = new Map<string, (page: { readonly hits: readonly unknown[] }) => void>();
  channel.onmessage = ({ data }) => { if (data.kind === 'answer') waiting.get(data.id)?.(data.page); };
  const one = async (text: string): Promise<{ readonly ms: number; readonly count: number }> => {
    const id = crypto.randomUUID();
    const start = performance.now();
    const answer = await new Promise<{ readonly hits: readonly unknown[] }>((resolve) => {
      waiting.set(id, resolve);
      channel.postMessage({ kind: 'ask', id, query: { text, limit: 50 } });
    });
    return { ms: performance.now() - start, count: answer.hits.length };
  };
  const all: { readonly ms: number; readonly count: number }[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const answers = [];
    for (const [at, text] of texts.entries()) {
      // Uneven, so that no question is in step with what arrives.
      if (rest > 0) await new Promise((resolve) => { setTimeout(resolve, 2 * rest * ((at * 0.618) % 1)); });
      answers.push(await one(text));
    }
    all.push(answers);
  }
  channel.close();
  return { first: all[0]?.map(({ ms }) => ms) ?? [], warm: all.slice(1).flat().map(({ ms }) => ms), counts: all[0]?.map(({ count }) => count) ?? [] };
}, { texts: queries, rounds: passes, rest: apart });

/**
 * When words became visible, from inside the real window. A message carries a marker (`marked`); its time is the
 * wall clock right after the first frame in which its bubble lies wholly in view, in ms.
 */
import type { Page } from 'playwright-core';

type Watch = { readonly paints: Map<string, number>; readonly keys: Map<string, number>; readonly untilPainted: (marker: string) => Promise<void> };

/** Words with a marker nobody writes; `marker` of letters and digits. */
export const marked = (text: string, marker: string): string => `${text}⟦${marker}⟧`;

/**
 * Begins to watch; call once per page, after `preparePage`. Bubbles count, and Enter in a text area: its time is the
 * one the browser gave the event, not the one when the page got to it.
 */
export const watchPaints = (page: Page): Promise<void> => page.evaluate(() => {
  const paints = new Map<string, number>();
  const keys = new Map<string, number>();
  const waiting = new Map<string, () => void>();
  const markerIn = (text: string | null): string | undefined => /⟦(\w+)⟧/u.exec(text ?? '')?.[1];
  const painted = (marker: string): void => {
    paints.set(marker, Date.now());
    waiting.get(marker)?.();
    waiting.delete(marker);
  };
  const isInView = (line: Element): boolean => {
    const box = line.getBoundingClientRect();
    const pane = line.closest('[data-testid=timeline]')?.getBoundingClientRect();
    return pane !== undefined && box.height > 0 && box.top >= pane.top && box.bottom <= pane.bottom + 1 && line.checkVisibility({ visibilityProperty: true });
  };
  const follow = (line: Element): void => {
    const marker = markerIn(line.textContent);
    if (marker === undefined || paints.has(marker)) return;
    // A task posted from a frame's callback is done after that frame's style, layout, scrolling and paint; one of the highest priority right after.
    const look = (): void => {
      void scheduler.postTask(() => {
        if (paints.has(marker) || !line.isConnected) return;
        if (isInView(line)) painted(marker);
        else requestAnimationFrame(look);
      }, { priority: 'user-blocking' });
    };
    requestAnimationFrame(look);
  };
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) {
      if (!(node instanceof Element)) continue;
      if (node.matches('[data-testid=message]')) follow(node);
      for (const line of node.querySelectorAll('[data-testid=message]')) follow(line);
    }
  }).observe(document.body, { childList: true, subtree: true });
  addEventListener('keydown', (event) => {
    const marker = event.key === 'Enter' && event.target instanceof HTMLTextAreaElement ? markerIn(event.target.value) : undefined;
    if (marker !== undefined) keys.set(marker, Date.now() - (performance.now() - event.timeStamp));
  }, true);
  const untilPainted = (marker: string): Promise<void> => (paints.has(marker) ? Promise.resolve() : new Promise((resolve) => waiting.set(marker, resolve)));
  Object.assign(globalThis, { paintWatch: { paints, keys, untilPainted } satisfies Watch });
});

/** Resolves when the bubble with this marker was painted. */
export const untilPainted = (page: Page, marker: string): Promise<void> =>
  page.evaluate((wanted) => (globalThis as unknown as { readonly paintWatch: Watch }).paintWatch.untilPainted(wanted), marker); // watchPaints put it there

const BARE = 60;

/** What this machine needs from one changed element to its painted frame, ms: below that no bubble can get. */
export const bareFrames = (page: Page): Promise<readonly number[]> => page.evaluate(async (count) => {
  const spot = document.body.appendChild(document.createElement('div'));
  spot.style.cssText = 'position:fixed;inset:auto 0 0 auto';
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const started = performance.now();
    spot.textContent = String(n);
    await new Promise<void>((resolve) => requestAnimationFrame(() => void scheduler.postTask(resolve, { priority: 'user-blocking' })));
    times.push(performance.now() - started);
    // From anywhere within a frame, as messages come.
    await new Promise<void>((resolve) => { setTimeout(resolve, (n * 7) % 17); });
  }
  spot.remove();
  return times;
}, BARE);

type Times = ReadonlyMap<string, number>;

/** Wall clock of every painted marker, and of every Enter on one. */
export const paintTimes = async (page: Page): Promise<{ readonly paints: Times; readonly keys: Times }> => {
  const { paints, keys } = await page.evaluate(() => {
    const watch = (globalThis as unknown as { readonly paintWatch: Watch }).paintWatch; // watchPaints put it there
    return { paints: [...watch.paints], keys: [...watch.keys] };
  });
  return { paints: new Map(paints), keys: new Map(keys) };
};

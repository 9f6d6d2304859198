import type { FlagPack } from '#shared/rules/flags/flagPack';
import type { PriceList } from '#shared/rules/flags/priceList';
import { matcherOf } from '../queries/flagMatcher';
import { ArchiveDb } from '../schema/db';
import { tryFlags, type TrialResult } from './trial';

/** Rules as they are and as they would be. */
export type TrialRequest = { readonly before: { readonly pack: FlagPack; readonly prices: PriceList }; readonly now: { readonly pack: FlagPack; readonly prices: PriceList }; readonly from: number };
export type TrialAnswer =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly result: TrialResult }
  | { readonly kind: 'failed' };

const tell = (answer: TrialAnswer): void => { self.postMessage(answer); };

/** One run, then the window ends the worker: cancelling is ending it. */
const run = async ({ before, now, from }: TrialRequest): Promise<void> => {
  const db = new ArchiveDb();
  let toldAt = 0;
  try {
    const result = await tryFlags(db, {
      before: matcherOf(before.pack, before.prices), now: matcherOf(now.pack, now.prices), from,
      onProgress: (done, total) => {
        if (Date.now() - toldAt < 100) return;
        toldAt = Date.now();
        tell({ kind: 'progress', done, total });
      },
    });
    tell({ kind: 'done', result });
  } catch {
    tell({ kind: 'failed' });
  } finally {
    db.close();
  }
};

self.addEventListener('message', (event: MessageEvent<TrialRequest>) => { void run(event.data); });

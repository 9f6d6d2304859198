import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { followQuery } from '#renderer/archive/queries/followQuery';

/** A commit that concerns nobody who asks here. */
const passBy = (): void => Dexie.on.storagemutated.fire({});

const follow = (): { readonly reads: () => number; readonly answered: (count: number) => Promise<void>; readonly stop: () => void } => {
  let reads = 0;
  let told: () => void = () => undefined;
  let answers = 0;
  const stop = followQuery(async () => { reads += 1; return reads; }, () => { answers += 1; told(); });
  const answered = async (count: number): Promise<void> => { while (answers < count) await new Promise<void>((resolve) => { told = resolve; }); };
  return { reads: () => reads, answered, stop };
};

describe('followQuery', () => {
  it('asks anew after some thousand commits that passed it by (bug: a query keeps every change of a day in memory)', async () => {
    const { reads, answered, stop } = follow();
    await answered(1);
    for (let n = 0; n < 999; n += 1) passBy();
    expect(reads()).toBe(1);
    for (let n = 0; n < 1_001; n += 1) passBy();
    await answered(2);
    expect(reads()).toBe(2);
    stop();
  });

  it('hears nothing once it is undone (bug: a closed screen goes on reading)', async () => {
    const { reads, answered, stop } = follow();
    await answered(1);
    stop();
    for (let n = 0; n < 2_100; n += 1) passBy();
    await new Promise((resolve) => { setTimeout(resolve); });
    expect(reads()).toBe(1);
  });
});

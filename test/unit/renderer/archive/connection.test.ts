import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentDb, currentState, receiveState, showKept } from '#renderer/archive/queries/connection';
import { ArchiveDb, MAIN_ARCHIVE } from '#renderer/archive/schema/db';
import { openingState, type ArchiveState } from '#renderer/archive/worker/messages';

const told = (change: Partial<ArchiveState>): ArchiveState => ({ ...openingState, generation: 7, ...change });

/** An archive as a run that ended in order left it. */
const leave = async (complete: 0 | 1): Promise<void> => {
  const db = new ArchiveDb(MAIN_ARCHIVE);
  await db.open();
  await db.meta.put({ key: 'complete', value: complete });
  db.close();
};

beforeEach(() => { receiveState(openingState); });
afterEach(async () => {
  receiveState(openingState);
  await Dexie.delete(MAIN_ARCHIVE);
});

describe('the archive an earlier run completed', () => {
  it('is shown before anybody answers, and goes on being read when the worker says ready', async () => {
    await leave(1);
    await showKept();
    const kept = currentDb();
    expect(currentState().phase).toBe('ready');
    expect(await kept?.meta.get('complete')).toEqual({ key: 'complete', value: 1 });
    receiveState(told({ phase: 'ready' }));
    expect(currentDb()).toBe(kept);
    receiveState(told({ phase: 'ready', generation: 8 }));
    expect(currentDb()).not.toBe(kept);
  });

  it('is let go of when the worker makes it anew', async () => {
    await leave(1);
    await showKept();
    const kept = currentDb();
    receiveState(told({ phase: 'opening' }));
    expect(currentDb()).toBeNull();
    expect(kept?.isOpen()).toBe(false);
    receiveState(told({ phase: 'ready' }));
    expect(currentDb()).not.toBe(kept);
  });

  it('does not push aside what the worker said first', async () => {
    await leave(1);
    receiveState(told({ phase: 'rebuilding', early: true }));
    await showKept();
    expect(currentState()).toMatchObject({ early: true });
  });

  it('is not one that never caught up, and none is made where there is none', async () => {
    await leave(0);
    await showKept();
    expect(currentState()).toBe(openingState);
    await Dexie.delete(MAIN_ARCHIVE);
    await showKept();
    expect(await Dexie.exists(MAIN_ARCHIVE)).toBe(false);
  });

  it('is not one of another version of the desk', async () => {
    const newer = new Dexie(MAIN_ARCHIVE);
    newer.version(99).stores({ meta: 'key' });
    await newer.open();
    await newer.table('meta').put({ key: 'complete', value: 1 });
    newer.close();
    await showKept();
    expect(currentState()).toBe(openingState);
  });
});

import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { receiveState } from '#renderer/archive/queries/connection';
import { prepareAnswer, preparedAnswer } from '#renderer/archive/queries/preparedAnswers';
import { MAIN_ARCHIVE } from '#renderer/archive/schema/db';
import { openingState } from '#renderer/archive/worker/messages';

beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }); });
afterEach(async () => {
  vi.runAllTimers();
  vi.useRealTimers();
  receiveState(openingState);
  await Dexie.delete(MAIN_ARCHIVE);
});

describe('an answer prepared for who is about to ask', () => {
  it('is asked for once and let go of after a moment (bugs: read twice, an old answer shown much later)', async () => {
    receiveState({ ...openingState, phase: 'ready', generation: 1 });
    const query = vi.fn(() => Promise.resolve('lines'));
    prepareAnswer('timeline 1', query);
    prepareAnswer('timeline 1', query);
    expect(await preparedAnswer('timeline 1')).toBe('lines');
    expect(query).toHaveBeenCalledTimes(1);
    expect(preparedAnswer('timeline 2')).toBeUndefined();
    vi.advanceTimersByTime(1_000);
    expect(preparedAnswer('timeline 1')).toBeUndefined();
  });

  it('is none while no archive can be read (bug: a press during a rebuild throws)', () => {
    receiveState(openingState);
    const query = vi.fn(() => Promise.resolve('lines'));
    prepareAnswer('timeline 1', query);
    expect(query).not.toHaveBeenCalled();
    expect(preparedAnswer('timeline 1')).toBeUndefined();
  });
});

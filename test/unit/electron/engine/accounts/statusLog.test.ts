import { expect, it } from 'vitest';
import type { AccountStatus } from '#shared/domain/account';
import type { AccountId } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import { StatusLog } from '#electron/engine/accounts/statusLog';
import type { Recorder } from '#electron/engine/state/recorder';
import { createManualClock } from '#test/kit/manualClock';
import { createMemoryLog } from '#test/kit/memoryLog';

const open = () => {
  const written: AccountStatus[] = [];
  const record = async (drafts: readonly Draft[]) => {
    for (const draft of drafts) if (draft.type === 'account.status') written.push(draft.data.status);
    return [];
  };
  const recorder = { record, state: { accounts: { get: () => undefined } } } as unknown as Recorder; // the two members the log reads
  const clock = createManualClock();
  const log = new StatusLog('onebot-1' as AccountId, recorder, clock, createMemoryLog().logger('accounts')); // of the right form
  const flap = (times: number): void => {
    for (let n = 0; n < times; n += 1) {
      log.tell({ state: 'offline', reason: 'channel.cut', action: 'wait' }, false);
      log.tell({ state: 'online', action: 'none' }, false);
    }
  };
  return { written, clock, log, flap };
};

it('an account that flaps is written a few times, then held, with the count (bug: the ledger fills with states)', async () => {
  const { written, clock, flap, log } = open();
  flap(200);
  log.tell({ state: 'kicked', reason: 'onebot.kicked', action: 'loginOnDevice' }, false);
  expect(written).toHaveLength(12);
  await clock.advance(30_000);
  expect(written).toHaveLength(13);
  expect(written.at(-1)).toMatchObject({ state: 'kicked', data: { changes: expect.any(Number) } });
});

it('what a person asked for is written at once, however busy the account was (bug: the register shows the old state for half a minute)', () => {
  const { written, log, flap } = open();
  flap(50);
  log.tell({ state: 'connecting', action: 'wait' }, true);
  log.tell({ state: 'online', action: 'none' }, false);
  expect(written.slice(-2).map(({ state }) => state)).toEqual(['connecting', 'online']);
});

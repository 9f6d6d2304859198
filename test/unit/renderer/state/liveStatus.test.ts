import { describe, expect, it } from 'vitest';
import type { AccountState, AccountStatus } from '#shared/domain/account';
import { withLive } from '#renderer/state/liveStatus';

const status = (state: AccountState, more: Partial<AccountStatus> = {}): AccountStatus => ({ state, action: 'none', ...more });
const row = (recorded: AccountStatus) => ({ id: 'onebot-a', status: recorded, statusAt: 1_000 });

describe('withLive', () => {
  it('shows an account that flaps as it is, not as it was when last written', () => {
    expect(withLive(row(status('online')), { status: status('offline', { reason: 'link.lost' }), at: 5_000 })).toEqual({ id: 'onebot-a', status: status('offline', { reason: 'link.lost' }), statusAt: 5_000 });
  });

  it('is the very row once the record says the same, though it counts what lay between', () => {
    const recorded = row(status('offline', { reason: 'link.lost', data: { changes: 7 } }));
    expect(withLive(recorded, { status: status('offline', { reason: 'link.lost' }), at: 900 })).toBe(recorded);
    expect(withLive(recorded, undefined)).toBe(recorded);
  });

  it('does not flicker between offline and connecting while it tries again', () => {
    const recorded = row(status('offline', { reason: 'link.lost' }));
    expect(withLive(recorded, { status: status('connecting', { action: 'wait' }), at: 9_000 })).toBe(recorded);
  });
});

import { describe, expect, test } from 'vitest';
import type { ContactId } from '#shared/domain/ids';
import { recalledBy } from '#renderer/desk/timeline/recalledBy';

const [me, customer, admin] = ['10001', '20002', '30003'] as unknown as readonly [ContactId, ContactId, ContactId]; // test ids
const recalled = (by?: { readonly id: ContactId; readonly name?: string }) => ({ at: 1, ...(by !== undefined && { by }) });

describe('who recalled a message', () => {
  test('our reply, sent from this desk without a sender and recalled on the phone, is ours (bug: it said the customer)', () => {
    expect(recalledBy({ direction: 'out', recalled: recalled({ id: me }) }, false)).toBe('us');
    expect(recalledBy({ direction: 'in', sender: { id: customer }, recalled: recalled({ id: customer }) }, false)).toBe('customer');
  });

  test('in a group another one may have done it: named, by id where there is no name', () => {
    expect(recalledBy({ direction: 'out', sender: { id: me }, recalled: recalled({ id: admin, name: '群主' }) }, true)).toEqual({ name: '群主' });
    expect(recalledBy({ direction: 'in', sender: { id: customer }, recalled: recalled({ id: admin }) }, true)).toEqual({ name: '30003' });
    expect(recalledBy({ direction: 'out', sender: { id: me }, recalled: recalled({ id: me }) }, true)).toBe('us');
  });
});

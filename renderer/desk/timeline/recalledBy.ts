import type { TimelineRow } from '../../archive/schema/timelineRows';

type Recalled = Pick<TimelineRow, 'direction' | 'sender' | 'recalled'>;

/**
 * Who took a message back: us, the customer, or somebody of a group by name. In a chat of two nobody but its sender can,
 * and what this desk sent carries no sender to compare with. Pure.
 */
export const recalledBy = ({ direction, sender, recalled }: Recalled, isGroup: boolean): 'us' | 'customer' | { readonly name: string } => {
  const by = recalled?.by;
  if (direction === 'out' && (!isGroup || by?.id === sender?.id)) return 'us';
  const name = by?.name ?? (by !== undefined && by.id !== sender?.id ? by.id : undefined);
  return isGroup && name !== undefined ? { name } : 'customer';
};

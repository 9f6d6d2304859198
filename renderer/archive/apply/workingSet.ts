import type { AccountId, ConversationId, CustomerId, PersonId, WordingId } from '#shared/domain/ids';
import type { AccountRow, AccountStatusRow, ConversationRow, CustomerRow, MetaRow, PersonRow, WordingRow } from '../schema/rows';
import { Overlay, TimelineOverlay } from './overlay';

/**
 * What one batch works on: the rows it may touch, as they stand after the entries folded so far. Lives for one
 * transaction. Rows themselves are never changed in place.
 */
export class WorkingSet {
  readonly timeline = new TimelineOverlay();
  readonly conversations = new Overlay<ConversationId, ConversationRow>();
  readonly customers = new Overlay<CustomerId, CustomerRow>();
  readonly accounts = new Overlay<AccountId, AccountRow>();
  readonly wordings = new Overlay<WordingId, WordingRow>();
  readonly people = new Overlay<PersonId, PersonRow>();
  readonly statuses: AccountStatusRow[] = [];
  readonly meta = new Map<MetaRow['key'], MetaRow['value']>();
}

import type { AccountId, ConversationId, CustomerId, PersonId, ProposalId, WordingId } from '#shared/domain/ids';
import type { AbsenceRow, AccountRow, AccountStatusRow, ConversationRow, CustodyFactRow, CustomerActionRow, CustomerFieldRow, CustomerLogRow, CustomerRow, FollowUpRow, InboxRow, ListFilterRow, MetaRow, PersonFactRow, PersonRow, RecordViewRow, RulePackRow, SegmentRow, WordingCountRow, WordingProposalRow, WordingRow, WordingUseRow, WordingVersionRow } from '../schema/rows';
import type { BackupRow } from '../schema/backupRow';
import { Overlay, TimelineOverlay } from './overlay';

/**
 * What one batch works on: the rows it may touch, as they stand after the entries folded so far. Lives for one
 * transaction. Rows themselves are never changed in place.
 */
export class WorkingSet {
  readonly timeline = new TimelineOverlay();
  readonly conversations = new Overlay<ConversationId, ConversationRow>();
  readonly customers = new Overlay<CustomerId, CustomerRow>();
  readonly customerLog: CustomerLogRow[] = [];
  readonly customerActions = new Overlay<string, CustomerActionRow>();
  readonly followUps = new Overlay<string, FollowUpRow>();
  readonly customerFields = new Overlay<string, CustomerFieldRow>();
  readonly segments = new Overlay<string, SegmentRow>();
  readonly accounts = new Overlay<AccountId, AccountRow>();
  readonly wordings = new Overlay<WordingId, WordingRow>();
  readonly wordingCounts = new Overlay<WordingId, WordingCountRow>();
  readonly wordingVersions: WordingVersionRow[] = [];
  readonly wordingProposals = new Overlay<ProposalId, WordingProposalRow>();
  readonly wordingUses = new Overlay<string, WordingUseRow>();
  readonly people = new Overlay<PersonId, PersonRow>();
  readonly statuses: AccountStatusRow[] = [];
  readonly custodyFacts: CustodyFactRow[] = [];
  readonly absences: AbsenceRow[] = [];
  readonly personFacts: PersonFactRow[] = [];
  readonly recordViews: RecordViewRow[] = [];
  readonly backups: BackupRow[] = [];
  readonly inbox: InboxRow[] = [];
  readonly inboxMarks = new Map<PersonId, number>();
  readonly rulePacks: RulePackRow[] = [];
  readonly listFilters = new Overlay<string, ListFilterRow>();
  readonly meta = new Map<MetaRow['key'], MetaRow['value']>();
}

import type { AccountId, ComplaintId, ConversationId, CustomerId, DutyDoneId, LeaveId, NoticeId, PersonId, ProposalId, WordingId } from '#shared/domain/ids';
import type { ConversationRow } from '../schema/conversationRows';
import type { InboxRow } from '../schema/inboxRows';
import type { CustomerActionRow, CustomerFieldRow, CustomerLogRow, CustomerRow, FollowUpRow, SegmentRow } from '../schema/customerRows';
import type { AbsenceRow, AccountRow, AccountStatusRow, CustodyFactRow } from '../schema/accountRows';
import type { PermissionRow } from '../schema/permissionRow';
import type { PersonFactRow, PersonRow, RecordViewRow } from '../schema/personRows';
import type { WordingCountRow, WordingProposalRow, WordingRow, WordingUseRow, WordingVersionRow } from '../schema/wordingRows';
import type { ListFilterRow, MetaRow, RulePackRow } from '../schema/deskRows';
import type { BackupRow } from '../schema/backupRow';
import type { RetentionRow } from '../schema/retentionRow';
import type { RegulationRow, ReviewSettledRow, ViolationRow } from '../schema/violationRows';
import type { ComplaintRow, DutyRow, DutyRulesRow, LeaveRow, NoticeRow, ShiftRow } from '../schema/dutyRows';
import type { FlagPackRow, FlagRow, PriceListRow } from '../schema/flagRows';
import type { FlagId } from '#shared/domain/flag';
import type { FigureDayRow } from '../schema/figureRows';
import type { QualityRulesRow, ReviewRow, SamplePlanRow, SampleRow, TrainingRow } from '../schema/qualityRows';
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
  readonly permissions: PermissionRow[] = [];
  readonly recordViews: RecordViewRow[] = [];
  readonly backups: BackupRow[] = [];
  readonly retention: RetentionRow[] = [];
  readonly inbox: InboxRow[] = [];
  readonly inboxMarks = new Map<PersonId, number>();
  readonly rulePacks: RulePackRow[] = [];
  readonly listFilters = new Overlay<string, ListFilterRow>();
  readonly flags = new Overlay<FlagId, FlagRow>();
  readonly flagPacks: FlagPackRow[] = [];
  readonly priceLists: PriceListRow[] = [];
  readonly notices = new Overlay<NoticeId, NoticeRow>();
  readonly complaints = new Overlay<ComplaintId, ComplaintRow>();
  readonly leaves = new Overlay<LeaveId, LeaveRow>();
  readonly duties = new Overlay<DutyDoneId, DutyRow>();
  readonly shifts: ShiftRow[] = [];
  readonly dutyRules: DutyRulesRow[] = [];
  readonly figureDays = new Overlay<string, FigureDayRow>();
  readonly reviews = new Overlay<string, ReviewRow>();
  readonly samples = new Overlay<string, SampleRow>();
  readonly samplePlans = new Overlay<string, SamplePlanRow>();
  readonly qualityRules: QualityRulesRow[] = [];
  readonly trainings = new Overlay<string, TrainingRow>();
  readonly violations = new Overlay<string, ViolationRow>();
  readonly violationReviews: ReviewSettledRow[] = [];
  readonly regulations: RegulationRow[] = [];
  readonly meta = new Map<MetaRow['key'], MetaRow['value']>();
}

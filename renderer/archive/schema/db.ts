import { Dexie, type Collection, type Table } from 'dexie';
import type { AccountId, ComplaintId, ConversationId, CustomerId, DutyDoneId, LeaveId, NoticeId, PersonId, ProposalId, WordingId } from '#shared/domain/ids';
import type { JournalRow, TimelineRow } from './timelineRows';
import type { ConversationRow } from './conversationRows';
import type { InboxMarkRow, InboxRow } from './inboxRows';
import type { CustomerActionRow, CustomerFieldRow, CustomerLogRow, CustomerRow, FollowUpRow, SegmentRow } from './customerRows';
import type { AbsenceRow, AccountRow, AccountStatusRow, CustodyFactRow } from './accountRows';
import type { PermissionRow } from './permissionRow';
import type { PersonFactRow, PersonRow, RecordViewRow } from './personRows';
import type { WordingCountRow, WordingProposalRow, WordingRow, WordingUseRow, WordingVersionRow } from './wordingRows';
import type { MetaRow, RulePackRow, ListFilterRow } from './deskRows';
import type { BackupRow } from './backupRow';
import type { RetentionRow } from './retentionRow';
import type { RegulationRow, ReviewSettledRow, ViolationRow } from './violationRows';
import type { ComplaintRow, DutyRow, DutyRulesRow, LeaveRow, NoticeRow, ShiftRow } from './dutyRows';
import type { FlagId } from '#shared/domain/flag';
import type { FlagPackRow, FlagRow, PriceListRow } from './flagRows';
import type { FigureDayRow } from './figureRows';
import type { QualityRulesRow, ReviewRow, SamplePlanRow, SampleRow, TrainingRow } from './qualityRows';
import { ARCHIVE_SHAPE, stores } from './stores';

/** The archive, and the small one read while a long rebuild goes on. */
export const MAIN_ARCHIVE = 'zuoxi';
export const EARLY_ARCHIVE = 'zuoxi-early';

/** As the browser counts it: Dexie counts versions in tenths. */
export const NATIVE_VERSION = ARCHIVE_SHAPE * 10;

/** `[conversation, back, backSeq]` */
export type TimelineKey = readonly [ConversationId, number, number];

/** IndexedDB stores of the archive. Written by the archive worker alone; everybody else only reads. */
export class ArchiveDb extends Dexie {
  readonly timeline!: Table<TimelineRow, TimelineKey>;
  readonly conversations!: Table<ConversationRow, ConversationId>;
  readonly customers!: Table<CustomerRow, CustomerId>;
  readonly customerLog!: Table<CustomerLogRow, readonly [CustomerId, number]>;
  readonly customerActions!: Table<CustomerActionRow, string>;
  readonly followUps!: Table<FollowUpRow, string>;
  readonly customerFields!: Table<CustomerFieldRow, string>;
  readonly segments!: Table<SegmentRow, string>;
  readonly accounts!: Table<AccountRow, AccountId>;
  readonly accountStatus!: Table<AccountStatusRow, readonly [AccountId, number]>;
  readonly custodyFacts!: Table<CustodyFactRow, readonly [AccountId, number]>;
  readonly absences!: Table<AbsenceRow, number>;
  readonly people!: Table<PersonRow, PersonId>;
  readonly personFacts!: Table<PersonFactRow, readonly [PersonId, number]>;
  readonly permissions!: Table<PermissionRow, number>;
  readonly inbox!: Table<InboxRow, readonly [InboxRow['person'], number]>;
  readonly inboxMarks!: Table<InboxMarkRow, PersonId>;
  readonly wordings!: Table<WordingRow, WordingId>;
  readonly wordingCounts!: Table<WordingCountRow, WordingId>;
  readonly wordingVersions!: Table<WordingVersionRow, readonly [WordingId, number]>;
  readonly wordingProposals!: Table<WordingProposalRow, ProposalId>;
  readonly wordingUses!: Table<WordingUseRow, string>;
  readonly rulePacks!: Table<RulePackRow, number>;
  readonly listFilters!: Table<ListFilterRow, string>;
  readonly recordViews!: Table<RecordViewRow, readonly [ConversationId, number]>;
  readonly backups!: Table<BackupRow, number>;
  readonly retention!: Table<RetentionRow, number>;
  readonly flags!: Table<FlagRow, FlagId>;
  readonly flagPacks!: Table<FlagPackRow, number>;
  readonly priceLists!: Table<PriceListRow, number>;
  readonly notices!: Table<NoticeRow, NoticeId>;
  readonly complaints!: Table<ComplaintRow, ComplaintId>;
  readonly leaves!: Table<LeaveRow, LeaveId>;
  readonly duties!: Table<DutyRow, DutyDoneId>;
  readonly shifts!: Table<ShiftRow, number>;
  readonly dutyRules!: Table<DutyRulesRow, number>;
  readonly figureDays!: Table<FigureDayRow, string>;
  readonly reviews!: Table<ReviewRow, string>;
  readonly samples!: Table<SampleRow, string>;
  readonly samplePlans!: Table<SamplePlanRow, string>;
  readonly qualityRules!: Table<QualityRulesRow, number>;
  readonly trainings!: Table<TrainingRow, string>;
  readonly violations!: Table<ViolationRow, string>;
  readonly violationReviews!: Table<ReviewSettledRow, string>;
  readonly regulations!: Table<RegulationRow, number>;
  readonly journal!: Table<JournalRow, number>;
  readonly meta!: Table<MetaRow, MetaRow['key']>;

  constructor(name: string = MAIN_ARCHIVE) {
    super(name, {
      // The ledger is the truth and is fsynced: losing the last batches here costs a moment of re-applying.
      chromeTransactionDurability: 'relaxed',
      // Rows are many and written elsewhere: a second copy in memory would only be memory.
      cache: 'disabled',
    });
    this.version(ARCHIVE_SHAPE).stores(stores);
    // Another context deletes or rebuilds: step aside without a word, the next query opens what is there then.
    this.on('versionchange', () => {
      this.close({ disableAutoOpen: false });
      return false;
    });
  }
}

/**
 * Lines of a conversation, newest first; with `from` only those placed there or later. An array sorts after every
 * number, a shorter array before a longer one: no key of Dexie's own (`maxKey` may stand only once in a key).
 */
export const lineRange = (db: ArchiveDb, id: ConversationId, from?: number): Collection<TimelineRow, TimelineKey> =>
  db.timeline.where('[conversation+back+backSeq]').between([id], [id, ...(from === undefined ? [[]] : [-from, []])], true, true);

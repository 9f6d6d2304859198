import type { Entry } from '#shared/ledger/entry';
import { applyAccountAdded, applyAccountChange } from './accounts';
import { applyHelp, applyNoteAdded, applyNoteRevised, applyPlanned, applyScheduled, applyTransfer } from './collaboration';
import { applyChatSeen, applyClosed, applyDismissed, applyRead, applyReopened, conversationOf } from './conversations';
import { applyChanged, applyImported, applyReverted } from './customerActions';
import { applyContactSeen, applyPersonFact, applyStaged, applyTagged, applyUntagged } from './customers';
import { applyAbsence, applyCustody, applyHandover } from './custody';
import { applyBackup } from './backups';
import { applyRetention } from './retention';
import { applyComplaint } from './complaints';
import { applyCompanyNotice, applyDuty, applyLeave, applyShift } from './duties';
import { applyFlagReviewed, applyFlagRules, applyFlagged, applyPriceList, voidFlags } from './flags';
import { applyFollowUp } from './followUps';
import { applyEdited, applyMedia, applyRecalled, applyReceived } from './messages';
import { applyAssigned, applyListFilter, applyPassed, applyPinned, applyRulePack, applySnoozed, applySorted, applyWoken } from './holding';
import { applyCatchup, applyGap, applyNotice } from './notices';
import { applyPermissions } from './permissions';
import { applyPersonAdded, applyPersonChange } from './people';
import { applyQuality } from './quality';
import { applyRecordViewed } from './recordViews';
import { applyReceipt } from './receipts';
import { retireField, saveSegment } from './segments';
import { applyQueued, applyReplyChange } from './replies';
import { applyWordingDecided, applyWordingProposed, applyWordingRemoved, applyWordingSaved, noteWordingAnswer, noteWordingReopened, noteWordingSale, noteWordingWithdrawn } from './wordings';
import { applyViolation } from './violations';
import type { WorkingSet } from './workingSet';

const assertNever = (entry: never): never => {
  throw new Error(`entry type without a reducer: ${JSON.stringify((entry as Entry).type)}`); // unreachable by type
};

/** One entry over the working set. Exhaustive: a new entry type does not compile until it is handled here. */
export const foldEntry = (work: WorkingSet, entry: Entry): void => {
  switch (entry.type) {
    case 'message.received': applyReceived(work, entry); return noteWordingAnswer(work, entry, conversationOf(entry, entry.data.chat));
    case 'message.recalled': return applyRecalled(work, entry);
    case 'message.edited': return applyEdited(work, entry);
    case 'message.media': return applyMedia(work, entry);
    case 'receipt.received': return applyReceipt(work, entry);
    case 'notice.received': return applyNotice(work, entry);
    case 'gap.noted': return applyGap(work, entry);
    case 'catchup.done': return applyCatchup(work, entry);
    case 'chat.seen': return applyChatSeen(work, entry);
    case 'contact.seen': return applyContactSeen(work, entry);

    case 'reply.queued': return applyQueued(work, entry);
    case 'reply.withdrawn': applyReplyChange(work, entry); voidFlags(work, entry); return noteWordingWithdrawn(work, entry);
    case 'reply.edited': applyReplyChange(work, entry); return voidFlags(work, entry);
    case 'reply.attempted': case 'reply.accepted':
    case 'reply.failed': case 'reply.uncertain': case 'reply.requeued': return applyReplyChange(work, entry);

    case 'conversation.read': return applyRead(work, entry);
    case 'conversation.closed': applyClosed(work, entry); return noteWordingSale(work, entry);
    case 'conversation.reopened': applyReopened(work, entry); return noteWordingReopened(work, entry);
    case 'conversation.dismissed': return applyDismissed(work, entry);
    case 'conversation.assigned': return applyAssigned(work, entry);
    case 'conversation.snoozed': return applySnoozed(work, entry);
    case 'conversation.woken': return applyWoken(work, entry);
    case 'conversation.pinned': return applyPinned(work, entry);
    case 'conversation.sorted': return applySorted(work, entry);
    case 'wait.breached': case 'wait.escalated': return applyPassed(work, entry);
    case 'rulePack.saved': return applyRulePack(work, entry);
    case 'listFilter.saved': return applyListFilter(work, entry);
    case 'listFilter.removed': if (work.listFilters.get(entry.data.filter) !== undefined) work.listFilters.drop(entry.data.filter); return;
    case 'note.added': return applyNoteAdded(work, entry);
    case 'note.revised': return applyNoteRevised(work, entry);
    case 'help.asked': case 'help.answered': case 'help.closed': return applyHelp(work, entry);
    case 'transfer.offered': case 'transfer.accepted': case 'transfer.declined': case 'transfer.withdrawn': return applyTransfer(work, entry);
    case 'reply.scheduled': return applyScheduled(work, entry);
    case 'reply.rescheduled': case 'reply.cancelled': case 'reply.held': return applyPlanned(work, entry);
    case 'inbox.read': if (entry.actor.kind === 'person') work.inboxMarks.set(entry.actor.id, entry.data.upTo); return;

    case 'customer.tagged': return applyTagged(work, entry);
    case 'customer.untagged': return applyUntagged(work, entry);
    case 'customer.staged': return applyStaged(work, entry);
    case 'customer.merged': case 'customer.split': case 'customer.distinguished': case 'customer.starred':
    case 'customer.profiled': case 'customer.revealed': return applyPersonFact(work, entry);
    case 'customer.changed': return applyChanged(work, entry);
    case 'customer.imported': return applyImported(work, entry);
    case 'customer.reverted': return applyReverted(work, entry);
    case 'customer.fieldDefined': return work.customerFields.put({ ...entry.data.field, at: entry.at, retired: false });
    case 'customer.fieldRetired': return retireField(work, entry.data.field);
    case 'customer.policySet': work.meta.set('customerPolicy', JSON.stringify(entry.data.policy)); return;
    case 'segment.saved': return saveSegment(work, entry);
    case 'segment.removed': return work.segments.drop(entry.data.segment);
    case 'followUp.planned': case 'followUp.done': case 'followUp.moved': case 'followUp.cancelled':
    case 'followUp.reopened': case 'followUp.reminded': return applyFollowUp(work, entry);
    case 'wording.saved': return applyWordingSaved(work, entry);
    case 'wording.removed': return applyWordingRemoved(work, entry);
    case 'wording.proposed': return applyWordingProposed(work, entry);
    case 'wording.decided': case 'wording.withdrawn': return applyWordingDecided(work, entry);
    case 'wording.policySet': work.meta.set('wordingPolicy', JSON.stringify(entry.data.policy)); return;

    case 'account.added': return applyAccountAdded(work, entry);
    case 'account.edited': case 'account.paused': case 'account.resumed':
    case 'account.removed': case 'account.identity': case 'account.status': return applyAccountChange(work, entry);
    case 'account.issued': case 'account.returned': case 'account.secretRotated': case 'account.policySet': return applyCustody(work, entry);
    case 'custody.policySet': work.meta.set('custodyPolicy', JSON.stringify(entry.data.policy)); return;
    case 'absence.noted': return applyAbsence(work, entry);
    case 'handover.done': return applyHandover(work, entry);
    case 'person.added': return applyPersonAdded(work, entry);
    case 'person.renamed': case 'person.roleProposed': case 'person.roleDecided': case 'person.roleChanged': case 'person.left':
    case 'person.returned': case 'person.passwordSet': case 'person.recoveryMade': case 'session.opened': case 'session.closed': case 'session.failed': return applyPersonChange(work, entry);
    case 'permissions.proposed': case 'permissions.decided': case 'permissions.saved': return applyPermissions(work, entry);
    case 'session.policy': work.meta.set('idleMinutes', entry.data.idleMinutes); return;
    case 'company.named': work.meta.set('company', entry.data.name); return;

    case 'record.viewed': return applyRecordViewed(work, entry);

    case 'regulation.set': case 'violation.proposed': case 'violation.retold': case 'violation.confirmed': case 'violation.dismissed': case 'violation.reopened':
    case 'violation.appealed': case 'violation.appealDecided': case 'violation.reviewSettled': return applyViolation(work, entry);

    case 'backup.planned': case 'backup.done': case 'backup.failed': case 'backup.proven': case 'backup.unproven': case 'backup.restored': return applyBackup(work, entry);

    case 'message.flagged': return applyFlagged(work, entry);
    case 'flag.reviewed': return applyFlagReviewed(work, entry);
    case 'flagRules.saved': return applyFlagRules(work, entry);
    case 'priceList.saved': return applyPriceList(work, entry);

    case 'notice.published': case 'notice.read': case 'notice.replied': case 'notice.reminded': case 'notice.withdrawn': return applyCompanyNotice(work, entry);
    case 'complaint.recorded': case 'complaint.revised': case 'complaint.assigned': case 'complaint.answered':
    case 'complaint.calledBack': case 'complaint.improved': case 'complaint.closed': case 'complaint.reopened': return applyComplaint(work, entry);
    case 'leave.asked': case 'leave.decided': case 'leave.withdrawn': return applyLeave(work, entry);
    case 'shift.assigned': case 'shift.overridden': return applyShift(work, entry);
    case 'duty.rulesSaved': case 'duty.done': case 'duty.undone': return applyDuty(work, entry);

    case 'quality.rulesSaved': case 'quality.planSaved': case 'quality.planRetired': case 'quality.sampleDrawn': case 'quality.reviewSkipped': case 'quality.reviewScored':
    case 'quality.reviewAcknowledged': case 'quality.reviewAppealed': case 'quality.appealTakenBack': case 'quality.appealDecided': case 'quality.referenceNoted':
    case 'quality.trainingSaved': case 'quality.trainingRetired': return applyQuality(work, entry);

    case 'erasure.asked': case 'erasure.decided': case 'erasure.repeated': case 'erasure.finished': case 'hold.placed': case 'hold.lifted': case 'retention.set': return applyRetention(work, entry);

    // Facts for reports and the engine, without a row of their own.
    case 'record.searched': case 'record.exported': case 'record.erased': case 'record.redacted':
    case 'customer.exported': case 'guard.overridden':
    case 'system.started': case 'system.stopped': case 'system.recovered': case 'storage.level': case 'channel.cursor': return;
    default: return assertNever(entry);
  }
};

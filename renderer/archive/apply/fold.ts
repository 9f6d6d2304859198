import type { Entry } from '#shared/ledger/entry';
import { applyAccountAdded, applyAccountChange } from './accounts';
import { applyChatSeen, applyClosed, applyDismissed, applyRead, applyReopened } from './conversations';
import { applyContactSeen, applyStaged, applyTagged, applyUntagged } from './customers';
import { applyEdited, applyMedia, applyRecalled, applyReceived } from './messages';
import { applyCatchup, applyGap, applyNotice } from './notices';
import { applyReceipt } from './receipts';
import { applyQueued, applyReplyChange } from './replies';
import { applyWordingRemoved, applyWordingSaved } from './wordings';
import type { WorkingSet } from './workingSet';

const assertNever = (entry: never): never => {
  throw new Error(`entry type without a reducer: ${JSON.stringify((entry as Entry).type)}`); // unreachable by type
};

/** One entry over the working set. Exhaustive: a new entry type does not compile until it is handled here. */
export const foldEntry = (work: WorkingSet, entry: Entry): void => {
  switch (entry.type) {
    case 'message.received': return applyReceived(work, entry);
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
    case 'reply.edited': case 'reply.withdrawn': case 'reply.attempted': case 'reply.accepted':
    case 'reply.failed': case 'reply.uncertain': case 'reply.requeued': return applyReplyChange(work, entry);

    case 'conversation.read': return applyRead(work, entry);
    case 'conversation.closed': return applyClosed(work, entry);
    case 'conversation.reopened': return applyReopened(work, entry);
    case 'conversation.dismissed': return applyDismissed(work, entry);
    case 'customer.tagged': return applyTagged(work, entry);
    case 'customer.untagged': return applyUntagged(work, entry);
    case 'customer.staged': return applyStaged(work, entry);
    case 'wording.saved': return applyWordingSaved(work, entry);
    case 'wording.removed': return applyWordingRemoved(work, entry);

    case 'account.added': return applyAccountAdded(work, entry);
    case 'account.edited': case 'account.paused': case 'account.resumed':
    case 'account.removed': case 'account.identity': case 'account.status': return applyAccountChange(work, entry);
    case 'person.added': return work.people.put({ id: entry.data.person, name: entry.data.name, role: entry.data.role });
    case 'company.named': work.meta.set('company', entry.data.name); return;

    // Facts for reports and the engine, without a row of their own.
    case 'system.started': case 'system.stopped': case 'system.recovered': case 'storage.level': case 'channel.cursor': return;
    default: return assertNever(entry);
  }
};

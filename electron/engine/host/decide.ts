import type { ChannelEvent } from '../channels/contract/events';
import type { Batch } from './batch';
import { decideCaughtUp, decideChat, decideContact, decideCursor, decideGap, decideIdentity, decideNotice, decideReceipt, decideSendResult } from './decideFacts';
import { decideEdit, decideMedia, decideMessage, decideRecall } from './decideMessage';

/** Passing facts that no record needs, told at once. */
export type PassingEvent = Extract<ChannelEvent, { readonly kind: 'typing' }>;

/** Turns one event into drafts of the batch, by what the ledger and the batch already know. `typing` leaves no draft. */
export const decide = (event: Exclude<ChannelEvent, PassingEvent>, batch: Batch): void => {
  switch (event.kind) {
    case 'message': return decideMessage(event, batch);
    case 'recall': return decideRecall(event, batch);
    case 'edit': return decideEdit(event, batch);
    case 'media': return decideMedia(event, batch);
    case 'receipt': return decideReceipt(event, batch);
    case 'contact': return decideContact(event, batch);
    case 'chat': return decideChat(event, batch);
    case 'identity': return decideIdentity(event, batch);
    case 'notice': return decideNotice(event, batch);
    case 'gap': return decideGap(event, batch);
    case 'caughtUp': return decideCaughtUp(event, batch);
    case 'sendResult': return decideSendResult(event, batch);
    case 'cursor': return decideCursor(event, batch);
  }
};

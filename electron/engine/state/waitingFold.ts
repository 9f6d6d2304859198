/** Feeds the one predicate of `shared/rules/waiting` from entries, for tray and badge; the archive does it for the list. */
import type { ChatKind } from '#shared/domain/chat';
import type { ContactId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { isCourtesy } from '#shared/rules/courtesy';
import { answerCameBack, customerSpoke, putAside, takeUp, weAnswered, weAnsweredLate, type WaitingState } from '#shared/rules/waiting';

/** What the entry itself does not say: who we are there, where an accepted reply stood, which accepted one was sent back. */
export type WaitingView = { readonly self?: ContactId; readonly reply?: { readonly order: number; readonly at: number }; readonly cameBack?: number };

/** The same object when `entry` changes nothing about who waits. */
export const waitingAfter = (state: WaitingState, kind: ChatKind, entry: Entry, view: WaitingView): WaitingState => {
  switch (entry.type) {
    case 'message.received': return afterMessage(state, kind, entry, view);
    case 'reply.accepted': return view.reply ? weAnswered(state, { seq: view.reply.order, at: view.reply.at }) : state;
    case 'reply.failed': return view.cameBack === undefined ? state : answerCameBack(state, view.cameBack);
    case 'conversation.closed':
    case 'conversation.dismissed': return putAside(state, entry);
    case 'conversation.reopened': return takeUp(state);
    default: return state;
  }
};

const afterMessage = (state: WaitingState, kind: ChatKind, entry: Extract<Entry, { readonly type: 'message.received' }>, view: WaitingView): WaitingState => {
  const { at, direction, parts, source } = entry.data;
  const said = { seq: entry.seq, at };
  if (direction === 'out') return source === 'live' ? weAnswered(state, said) : weAnsweredLate(state, said);
  // In a group only who speaks to us waits.
  const concernsUs = kind !== 'group' || parts.some((part) => part.kind === 'mention' && part.target === view.self);
  return concernsUs ? trim(customerSpoke(state, { ...said, late: source !== 'live', courtesy: isCourtesy(parts) })) : state;
};

const KEPT = 8;

/** Whether somebody waits hangs on the first and the last things said; the many between would only cost memory. */
const trim = (state: WaitingState): WaitingState => state.pending.length <= KEPT
  ? state
  : { ...state, pending: [...state.pending.slice(0, KEPT / 2), ...state.pending.slice(-KEPT / 2)] };

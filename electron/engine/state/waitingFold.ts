/** Feeds the one predicate of `shared/rules/waiting` from entries, for tray and badge; the archive does it for the list. */
import type { ChatRef } from '#shared/domain/chat';
import type { ContactId } from '#shared/domain/ids';
import type { Parts } from '#shared/domain/message';
import type { Entry } from '#shared/ledger/entry';
import { isCourtesy } from '#shared/rules/courtesy';
import { concernsUs, type Matter } from '#shared/rules/rulePack';
import { answerCameBack, customerSpoke, putAside, takeUp, weAnswered, weAnsweredLate, type Spoken, type WaitingState } from '#shared/rules/waiting';

/** What the entry itself does not say: who we are there, where an accepted reply stood, which accepted one was sent back, what is edited. */
export type WaitingView = {
  readonly self?: ContactId; readonly reply?: { readonly order: number; readonly at: number }; readonly cameBack?: number;
  /** When the customer had said what is edited now. */
  readonly heard?: Pick<Spoken, 'seq' | 'at' | 'late'>;
};

/** Which conversation it is about. */
export type WaitingOf = { readonly chat: ChatRef; readonly matter?: Matter };

/** The same object when `entry` changes nothing about who waits. */
export const waitingAfter = (state: WaitingState, of: WaitingOf, entry: Entry, view: WaitingView): WaitingState => {
  switch (entry.type) {
    case 'message.received': return afterMessage(state, of, entry, view);
    case 'message.edited': return view.heard ? afterWords(state, of, view.heard, entry.data, view) : state;
    case 'reply.accepted': return view.reply ? weAnswered(state, { seq: view.reply.order, at: view.reply.at }) : state;
    case 'reply.failed': return view.cameBack === undefined ? state : answerCameBack(state, view.cameBack);
    case 'conversation.closed':
    case 'conversation.dismissed': return putAside(state, entry);
    case 'conversation.reopened': return takeUp(state);
    default: return state;
  }
};

const afterMessage = (state: WaitingState, of: WaitingOf, entry: Extract<Entry, { readonly type: 'message.received' }>, view: WaitingView): WaitingState => {
  const { at, direction, source } = entry.data;
  const said = { seq: entry.seq, at };
  if (direction === 'out') return source === 'live' ? weAnswered(state, said) : weAnsweredLate(state, said);
  return afterWords(state, of, { ...said, late: source !== 'live' }, entry.data, view);
};

/** The customer's words, new or changed: changed ones keep their place. */
const afterWords = (state: WaitingState, { chat, matter }: WaitingOf, said: Pick<Spoken, 'seq' | 'at' | 'late'>, words: { readonly parts: Parts; readonly courtesy?: boolean | undefined }, { self }: WaitingView): WaitingState =>
  concernsUs({ kind: chat.kind, matter }, words.parts, self)
    ? customerSpoke(state, { seq: said.seq, at: said.at, late: said.late, courtesy: words.courtesy ?? isCourtesy(words.parts) })
    : state;

/** Facts that one entry tells by itself: complaints about somebody, words that were flagged. */
import type { AccountId, ConversationId, MessageId } from '#shared/domain/ids';
import { ownMessageIdOf, remoteMessageIdOf } from '#shared/domain/ids';
import type { ComplaintKind } from '#shared/domain/duties';
import type { FlagKind } from '#shared/domain/flag';
import type { EntryOf } from '#shared/ledger/entry';
import type { FactKind } from '#shared/rules/regulation/regulationPack';
import type { ViolationFact } from '#shared/rules/regulation/propose';
import { nameHash } from './nameHash';

const complaintFacts: Readonly<Partial<Record<ComplaintKind, FactKind>>> = { attitude: 'attitude', badReview: 'badReview', slow: 'slowComplaint' };
/** Customers' words of complaint are no fact about anybody until a complaint is recorded. */
const flagFacts: Readonly<Partial<Record<FlagKind, FactKind>>> = { impolite: 'impolite', promise: 'promise', advertising: 'advert', secret: 'secret', diversion: 'diversion', wrongQuote: 'quote' };

type Complaint = Pick<EntryOf<'complaint.recorded'>['data'], 'kind' | 'about' | 'conversation' | 'account' | 'messages'> & { readonly complaint: string };

export const complaintFactId = (complaint: string): string => `c.${complaint}`;

/** A complaint about somebody, of a kind the regulation knows; `seq` and `at` of its recording. */
export const complaintFact = ({ complaint, kind, about, conversation, account, messages }: Complaint, seq: number, at: number): ViolationFact | undefined => {
  const fact = complaintFacts[kind];
  return fact === undefined || about === undefined ? undefined : {
    id: complaintFactId(complaint), kind: fact, person: about, at, account, conversation, excuses: [], detail: { complaint },
    evidence: [{ seq, conversation }, ...(messages ?? []).slice(0, 20).map((ref) => ({ seq, conversation: ref.conversation, message: ref.message, at: ref.at }))],
  };
};

const messageOf = (conversation: ConversationId, { client, id }: EntryOf<'message.flagged'>['data']): MessageId | undefined =>
  client !== undefined ? ownMessageIdOf(conversation, client) : id === undefined ? undefined : remoteMessageIdOf(conversation, id);

/** One message is one fact of a kind, however many rules of that kind it met and however often it was edited. */
export const flagFactId = (message: string): string => `m.${nameHash(message)}`;

/** Words of ours that were flagged; undefined for the customer's, and where nobody is known to have written them. */
export const flagFact = (entry: EntryOf<'message.flagged'>, writer: (account: AccountId, conversation: ConversationId) => ViolationFact['person'] | undefined): ViolationFact | undefined => {
  const { account, conversation, data } = entry;
  const kind = flagFacts[data.kind];
  if (data.side !== 'ours' || kind === undefined || account === undefined || conversation === undefined) return undefined;
  const message = messageOf(conversation, data);
  const person = data.person ?? writer(account, conversation);
  if (message === undefined || person === undefined) return undefined;
  return {
    id: flagFactId(message), kind, person, at: data.at, account, conversation, excuses: [],
    evidence: [{ seq: entry.seq, conversation, message, at: data.at }],
    detail: { flag: data.rule, flagTitle: data.title['zh-CN'], ...(data.title.en !== undefined && { flagTitleEn: data.title.en }), ...(data.override !== undefined && { overridden: true }) },
  };
};

/** What goes of an entry when somebody's records are erased. Pure; the plan, the preview and the tests use this one definition. */
import { conversationIdOf, type ConversationId, type CustomerId } from '../../domain/ids';
import type { ErasureSubject } from '../../ledger/bodies/retention';
import type { Entry } from '../../ledger/entry';

/** Everything goes, nothing does, or it goes and `data` stands for it: what it says about others. */
export type Fate = 'keep' | 'erase' | { readonly redact: unknown };

/** About conversations, and kept: who looked, what was taken out, staff matters; they name a conversation, not what was said. */
const KEPT = /^(?:record|erasure|hold|retention|violation|quality|account|channel|system|handover)\./;

type Wanted = { readonly customers: ReadonlySet<string>; readonly conversations: ReadonlySet<string> };

const rest = <T>(items: readonly T[], gone: ReadonlySet<string>, idOf: (item: T) => string): readonly T[] => items.filter((item) => !gone.has(idOf(item)));
const itself = (id: CustomerId): string => id;

/** Entries about several customers keep what they say of the others. */
const ofMany = (entry: Entry, customers: ReadonlySet<string>): Fate | undefined => {
  switch (entry.type) {
    case 'customer.merged': {
      const all = [entry.data.into, ...entry.data.from];
      const [into, ...from] = rest(all, customers, itself);
      if (from.length + 1 === all.length) return 'keep';
      return into === undefined || from.length === 0 ? 'erase' : { redact: { ...entry.data, into, from } };
    }
    case 'customer.split': case 'customer.changed': {
      const left = rest<CustomerId>(entry.data.customers, customers, itself);
      if (left.length === entry.data.customers.length) return 'keep';
      return left.length === 0 ? 'erase' : { redact: { ...entry.data, customers: left } };
    }
    case 'customer.imported': {
      const rows = rest(entry.data.rows, customers, ({ customer }) => customer);
      if (rows.length === entry.data.rows.length) return 'keep';
      return rows.length === 0 ? 'erase' : { redact: { ...entry.data, rows } };
    }
    case 'customer.distinguished': return customers.has(entry.data.customer) || customers.has(entry.data.other) ? 'erase' : 'keep';
    default: return undefined;
  }
};

const namesOne = (data: object, name: string, wanted: ReadonlySet<string>): boolean => {
  const value: unknown = Object.entries(data).find(([key]) => key === name)?.[1];
  return typeof value === 'string' && wanted.has(value);
};

const ofCustomer = (entry: Entry, { customers, conversations }: Wanted): Fate => {
  if (KEPT.test(entry.type)) return 'keep';
  if (entry.conversation !== undefined) return conversations.has(entry.conversation) ? 'erase' : 'keep';
  const many = ofMany(entry, customers);
  if (many !== undefined) return many;
  if (entry.type === 'contact.seen') return entry.account !== undefined && customers.has(`${entry.account}/${entry.data.contact}`) ? 'erase' : 'keep';
  if ((entry.type === 'chat.seen' || entry.type === 'notice.received') && entry.account !== undefined && entry.data.chat) {
    return conversations.has(conversationIdOf(entry.account, entry.data.chat.id)) ? 'erase' : 'keep';
  }
  return namesOne(entry.data, 'customer', customers) || namesOne(entry.data, 'conversation', conversations) ? 'erase' : 'keep';
};

/** What was said and what became of it; how a conversation was handled stays. */
const SAID = /^(?:message|reply|note|help|transfer|receipt|notice|chat)\./;

type Period = Extract<ErasureSubject, { readonly kind: 'retention' }>;
type IsHeld = (conversation: ConversationId) => boolean;

/** Whether an entry is past the period. `isHeld` tells conversations nothing may be erased of; a repeated erasure knows its own. */
const isPast = ({ account, before, spared }: Period, isHeld: IsHeld): ((entry: Entry) => boolean) => {
  const known = spared && new Map(spared);
  const isSpared = (conversation: ConversationId, at: number): boolean => (known ? at >= (known.get(conversation) ?? before) : isHeld(conversation));
  return (entry) => entry.account === account && entry.conversation !== undefined && entry.at < before && SAID.test(entry.type) && !isSpared(entry.conversation, entry.at);
};

const complaintOf = (data: object): string | undefined => ('complaint' in data && typeof data.complaint === 'string' ? data.complaint : undefined);

/** What follows a complaint names only the complaint: it goes with the one that recorded it. */
const withComplaints = (fate: (entry: Entry) => Fate): ((entry: Entry) => Fate) => {
  const gone = new Set<string>();
  return (entry) => {
    const complaint = complaintOf(entry.data);
    const own = complaint !== undefined && gone.has(complaint) ? 'erase' : fate(entry);
    if (own === 'erase' && entry.type === 'complaint.recorded') gone.add(entry.data.complaint);
    return own;
  };
};

/** Entries are to come in ascending order. `media` erases no entry: only attachments go, see the plan. */
export const fateUnder = (subject: ErasureSubject, isHeld: IsHeld): ((entry: Entry) => Fate) => {
  if (subject.kind === 'customer') {
    const wanted: Wanted = { customers: new Set<string>(subject.customers), conversations: new Set<string>(subject.conversations) };
    const { before = Number.POSITIVE_INFINITY } = subject;
    const fate = withComplaints((entry) => ofCustomer(entry, wanted));
    return (entry) => (entry.at > before ? 'keep' : fate(entry));
  }
  if (subject.what === 'media') return () => 'keep';
  const isOver = isPast(subject, isHeld);
  return (entry) => (isOver(entry) ? 'erase' : 'keep');
};

/** Whether attachments of this entry go although its words stay. */
export const losesMedia = (subject: ErasureSubject, isHeld: IsHeld): ((entry: Entry) => boolean) =>
  (subject.kind === 'retention' && subject.what === 'media' ? isPast(subject, isHeld) : () => false);

/**
 * What one contact is: lines of one conversation without a silence longer than the gap and without a closing between.
 * Its agent is who wrote most replies in it (of equals, who wrote last); without a reply of a person it is nobody's and
 * in no population. It is over when it was closed, or when the gap has passed since its last line.
 */
import type { ConversationId, PersonId } from '../../domain/ids';
import { groupBy } from '../groupBy';

/** Something said, or a mark, in the order the ledger has them. `at` ms: of a line when it was said. */
export type ContactLine = {
  readonly conversation: ConversationId; readonly seq: number; readonly at: number;
  readonly kind: 'in' | 'out' | 'closed' | 'longWait' | 'flag'; readonly person?: PersonId;
};

export type Contact = {
  readonly conversation: ConversationId;
  /** Seq of the first and the last line: what a review is pinned to. */
  readonly first: number; readonly last: number;
  readonly from: number; readonly to: number;
  readonly agent: PersonId;
  readonly messages: number;
  readonly isLongWait: boolean; readonly isFlagged: boolean; readonly isOver: boolean;
};

type Open = { readonly lines: ContactLine[]; isClosed: boolean };

const agentOf = (lines: readonly ContactLine[]): PersonId | undefined => {
  const counts = new Map<PersonId, number>();
  for (const { kind, person } of lines) if (kind === 'out' && person !== undefined) counts.set(person, (counts.get(person) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return lines.findLast(({ kind, person }) => kind === 'out' && person !== undefined && counts.get(person) === most)?.person;
};

const isSaid = ({ kind }: ContactLine): boolean => kind === 'in' || kind === 'out';

const finish = ({ lines, isClosed }: Open, gapMs: number, now: number): readonly Contact[] => {
  const said = lines.filter(isSaid);
  const agent = agentOf(said);
  const [first] = said;
  const last = said.at(-1);
  if (agent === undefined || first === undefined || last === undefined) return [];
  const seqs = said.map(({ seq }) => seq);
  return [{
    conversation: first.conversation, first: Math.min(...seqs), last: Math.max(...seqs), from: first.at, to: last.at, agent, messages: said.length,
    isLongWait: lines.some(({ kind }) => kind === 'longWait'), isFlagged: lines.some(({ kind }) => kind === 'flag'), isOver: isClosed || now - last.at > gapMs,
  }];
};

const contactsIn = (lines: readonly ContactLine[], gapMs: number, now: number): readonly Contact[] => {
  const done: Contact[] = [];
  let open: Open | null = null;
  for (const line of lines) {
    const last: ContactLine | undefined = open?.lines.findLast(isSaid);
    const isNext = isSaid(line) && open !== null && (open.isClosed || (last !== undefined && line.at - last.at > gapMs));
    if (open !== null && isNext) {
      done.push(...finish(open, gapMs, now));
      open = null;
    }
    // A mark after the closing belongs to what was closed; before anything was said it belongs to what comes.
    open ??= { lines: [], isClosed: false };
    open.lines.push(line);
    if (line.kind === 'closed' && last !== undefined) open.isClosed = true;
  }
  return open === null ? done : [...done, ...finish(open, gapMs, now)];
};

/** Contacts of all conversations, by conversation and time. `now` ms: whether the last one of each is over. */
export const contactsOf = (lines: readonly ContactLine[], gapMs: number, now: number): readonly Contact[] => {
  const byConversation = groupBy(lines, ({ conversation }) => conversation);
  return [...byConversation].sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => contactsIn([...own].sort((a, b) => a.at - b.at || a.seq - b.seq), gapMs, now));
};

/** Names a contact for ever: where it is and with which entry it began. */
export const contactKey = ({ conversation, first }: Pick<Contact, 'conversation' | 'first'>): string => `${conversation}@${first}`;

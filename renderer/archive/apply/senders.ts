import type { EntryData } from '#shared/ledger/entry';
import type { TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import type { CustomerRow } from '../schema/customerRows';
import { saveCustomer } from './customers';
import type { WorkingSet } from './workingSet';

type Message = Pick<EntryData<'message.received'>, 'at' | 'direction' | 'sender'>;

const nameIn = (row: ConversationRow, { direction, sender }: Message): string | undefined =>
  direction === 'in' && sender.id === row.chat.contact && sender.name !== '' ? sender.name : undefined;

const isEarlier = (row: ConversationRow, at: number): boolean => row.marks.firstAt === 0 || at < row.marks.firstAt;

/** Whether a message may tell the customer's file something new: a name, or an earlier first contact. */
export const concernsFile = (row: ConversationRow, message: Message): boolean => {
  const name = nameIn(row, message);
  return isEarlier(row, message.at) || (name !== undefined && name !== row.marks.sender);
};

/** What a message tells about its sender, noted in the conversation; the file follows by `noteSender`. */
export const withSender = (row: ConversationRow, message: Message): ConversationRow => {
  if (!concernsFile(row, message)) return row;
  const sender = nameIn(row, message) ?? row.marks.sender;
  const firstAt = isEarlier(row, message.at) ? message.at : row.marks.firstAt;
  return { ...row, marks: { ...row.marks, firstAt, ...(sender !== undefined && { sender }) } };
};

/** Brings the file up to date; an old message renames nobody who has a name. */
export const noteSender = (work: WorkingSet, row: ConversationRow, message: Message, line: TimelineRow): void => {
  const file: CustomerRow | undefined = row.customer === undefined ? undefined : work.customers.get(row.customer);
  if (file === undefined) return;
  const name = nameIn(row, message);
  const isRenamed = name !== undefined && name !== file.name && (row.marks.newest === line.seq || file.name === '');
  const firstAt = file.firstAt === 0 ? message.at : Math.min(file.firstAt, message.at);
  if (isRenamed) saveCustomer(work, { ...file, firstAt, name }, line.seq);
  // No copy changes: its other conversations need not be loaded for this.
  else if (firstAt !== file.firstAt) work.customers.put({ ...file, firstAt, touched: line.seq });
};

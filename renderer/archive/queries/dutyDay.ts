/** What the records and the people say of one day's duties, account by account. Judged by `shared/rules/duties/dailyDuty`. */
import { useEffect, useState } from 'react';
import type { AccountId, ConversationId, CustomerId, PersonId } from '#shared/domain/ids';
import { answerable, dutiesOf, dutyStanding, holderAt, holdsOf, type DutyItem, type DutyStanding } from '#shared/rules/duties/dailyDuty';
import { addDays, dayStart } from '#shared/rules/duties/days';
import type { DutyRule } from '#shared/rules/duties/dutyRules';
import { lineRange, type ArchiveDb } from '../schema/db';
import type { DutyRow } from '../schema/dutyRows';
import type { ConversationRow } from '../schema/conversationRows';
import type { AccountRow } from '../schema/accountRows';
import { dutyRulesOf, readDutyRules } from './dutyRules';
import { readWorkBook, type WorkBook } from './workFacts';
import { useArchiveDb } from './connection';
import { useLive } from './useLive';

/** One thing that counts: found in the records, or put forward by a person (`row`). `place` opens the conversation there. */
export type DutyEvidenceItem = DutyItem & (
  | { readonly kind: 'contact'; readonly customer: CustomerId; readonly name: string; readonly conversation?: ConversationId }
  | { readonly kind: 'group'; readonly conversation: ConversationId; readonly title: string; readonly count?: number }
  | { readonly kind: 'hand'; readonly row: DutyRow }
);

export type DutyLine = { readonly rule: DutyRule; readonly items: readonly DutyEvidenceItem[] };
/** `holder`: who answers for these duties of the account that day; where nobody does, who held it at its end (now, for today). */
export type DutyAccountDay = { readonly account: AccountRow; readonly holder: PersonId; readonly lines: readonly DutyLine[] };
export type DutyDay = { readonly day: string; readonly accounts: readonly DutyAccountDay[]; readonly book: WorkBook };

type Span = { readonly from: number; readonly to: number };

const contactsOf = async (db: ArchiveDb, { from, to }: Span): Promise<ReadonlyMap<AccountId, readonly DutyEvidenceItem[]>> => {
  const found = new Map<AccountId, DutyEvidenceItem[]>();
  for (const row of await db.customers.where('firstAt').between(from, to, true, false).toArray()) {
    const conversation = row.conversations[0];
    if (conversation === undefined) continue;
    const item: DutyEvidenceItem = { kind: 'contact', at: row.firstAt, times: 1, customer: row.id, name: row.remark ?? row.name, conversation };
    found.set(row.account, [...(found.get(row.account) ?? []), item]);
  }
  return found;
};

const groupsOf = async (db: ArchiveDb): Promise<readonly ConversationRow[]> => db.conversations.filter((row) => row.kind === 'group' && row.matter !== undefined).toArray();

/** Groups somebody sorted as the company's own work; member since the first word there. */
const workGroups = (groups: readonly ConversationRow[], account: AccountId, { from, to }: Span): readonly DutyEvidenceItem[] =>
  groups.filter((row) => row.account === account && row.matter === 'task' && row.marks.firstAt < to)
    .map((row) => ({ kind: 'group', at: Math.max(from, row.marks.firstAt), times: 1, conversation: row.id, title: row.title }));

const spokenIn = async (db: ArchiveDb, row: ConversationRow, { from, to }: Span): Promise<readonly DutyEvidenceItem[]> => {
  const lines = await lineRange(db, row.id, from).filter((line) => line.kind === 'message' && line.direction === 'out' && -line.back < to).toArray();
  const first = lines.at(-1);
  return first === undefined ? [] : [{ kind: 'group', at: Math.max(from, -first.back), times: 1, conversation: row.id, title: row.title, count: lines.length }];
};

const customerGroups = async (db: ArchiveDb, groups: readonly ConversationRow[], account: AccountId, span: Span): Promise<readonly DutyEvidenceItem[]> => {
  const own = groups.filter((row) => row.account === account && row.matter === 'customer');
  return (await Promise.all(own.map((row) => spokenIn(db, row, span)))).flat();
};

/** The duties of a day: accounts that somebody held, oldest first; one that changed hands may stand there for two. `now` bounds today's holder. */
export const readDutyDay = async (db: ArchiveDb, day: string, now: number): Promise<DutyDay> => {
  const [book, versions] = await Promise.all([readWorkBook(db), readDutyRules(db)]);
  const rules = dutyRulesOf(versions, day);
  const span: Span = { from: dayStart(book.offsetMinutes, day), to: dayStart(book.offsetMinutes, addDays(day, 1)) };
  const [accounts, facts, hand, contacts, groups] = await Promise.all([
    db.accounts.toArray(), db.custodyFacts.toArray(), db.duties.where('day').equals(day).filter((row) => row.undone === undefined).toArray(), contactsOf(db, span), groupsOf(db),
  ]);
  const ordered = facts.sort((a, b) => b.back - a.back).map((fact) => ({ account: fact.account, at: fact.at, type: fact.type, ...(fact.data['person'] !== undefined && { person: fact.data['person'] }) }));
  const days = await Promise.all(accounts.sort((a, b) => a.addedAt - b.addedAt).map(async (account): Promise<readonly DutyAccountDay[]> => {
    const register = ordered.filter((fact) => fact.account === account.id);
    const holds = holdsOf(register).filter((hold) => hold.from < span.to && (hold.to ?? Infinity) > span.from);
    const last = holderAt(register, Math.min(span.to - 1, now));
    if ((last === undefined && holds.length === 0) || (account.removed && span.to > now)) return [];
    const itemsOf = async (rule: DutyRule): Promise<readonly DutyEvidenceItem[]> => {
      switch (rule.counts) {
        case 'newContacts': return contacts.get(account.id) ?? [];
        case 'workGroup': return workGroups(groups, account.id, span);
        case 'customerGroup': return customerGroups(db, groups, account.id, span);
        case 'byHand': return [];
      }
    };
    const byHand = (rule: DutyRule): readonly DutyEvidenceItem[] => hand.filter((row) => row.account === account.id && row.duty === rule.id).map((row) => ({ kind: 'hand', at: row.at, times: row.times, row }));
    const byHolder = new Map<PersonId, DutyLine[]>();
    for (const rule of dutiesOf(rules, account)) {
      const holder = (answerable(holds, rule, day, book.of)?.hold.person ?? last) as PersonId | undefined; // the register keeps ids of people
      if (holder === undefined) continue;
      const line = { rule, items: [...await itemsOf(rule), ...byHand(rule)].sort((a, b) => a.at - b.at) };
      byHolder.set(holder, [...(byHolder.get(holder) ?? []), line]);
    }
    return [...byHolder].map(([holder, lines]) => ({ account, holder, lines }));
  }));
  return { day, accounts: days.flat(), book };
};

/**
 * The duties of a day for a screen. What people put forward is seen at once; what the records count is looked at again
 * whenever `lookAt` (ms) moves (some seconds): following every message live would read all groups for each.
 */
export const useDutyDay = (day: string, lookAt: number): DutyDay | undefined => {
  const db = useArchiveDb();
  const hand = useLive(`duties ${day}`, async (from) => ({ done: await from.duties.where('day').equals(day).toArray(), rules: await from.dutyRules.count(), shifts: await from.shifts.count(), leaves: await from.leaves.toArray() }));
  const [answer, setAnswer] = useState<DutyDay>();
  useEffect(() => {
    if (db === null || hand === undefined) return undefined;
    let isOver = false;
    readDutyDay(db, day, Math.max(Date.now(), lookAt)).then((read) => { if (!isOver) setAnswer(read); }, () => undefined); // a closed database is opened anew by the connection, which asks again
    return () => { isOver = true; };
  }, [db, day, hand, lookAt]);
  return answer?.day === day ? answer : undefined;
};

/** How one line stands at a time. */
export const standingOf = (day: DutyDay, { holder }: Pick<DutyAccountDay, 'holder'>, { rule, items }: DutyLine, now: number): DutyStanding =>
  dutyStanding(rule, day.day, items, day.book.of(holder), now);

/** What counts towards the duties of accounts, by the records and by hand: gathered once for one look at many days. */
import type { AccountId, ConversationId, PersonId } from '#shared/domain/ids';
import { accountOfConversation } from '#shared/domain/ids';
import type { DutyItem } from '#shared/rules/duties/dailyDuty';
import type { DutyRule } from '#shared/rules/duties/dutyRules';
import type { WorkFacts } from '#shared/rules/duties/workSchedule';
import type { Conversations } from '../state/conversations';
import type { DoneRecord, DutyFold } from './dutyFold';

/** `seq`: the entry that shows it. */
export type CountedItem = DutyItem & { readonly seq: number; readonly conversation?: ConversationId };
type Group = { readonly conversation: ConversationId; readonly matter: 'task' | 'customer'; readonly first: { readonly at: number; readonly seq: number } };
/** `contacts`: the first message with each contact; one met in two chats is one. */
type AccountRecords = { readonly contacts: Map<string, CountedItem>; readonly groups: Group[] };

export class DutyRecords {
  readonly #duties: DutyFold;
  readonly #conversations: Conversations;
  readonly #work = new Map<PersonId, WorkFacts>();
  readonly #done = new Map<string, readonly DoneRecord[]>();
  #accounts: ReadonlyMap<AccountId, AccountRecords> | undefined;

  constructor({ duties, conversations }: { readonly duties: DutyFold; readonly conversations: Conversations }) {
    this.#duties = duties;
    this.#conversations = conversations;
  }

  workOf(person: PersonId): WorkFacts {
    const known = this.#work.get(person) ?? this.#duties.workFacts(person);
    this.#work.set(person, known);
    return known;
  }

  /** Items of a day that begins at `from` and ends before `to`, ms. */
  items({ id, counts }: DutyRule, account: AccountId, day: string, from: number, to: number): readonly CountedItem[] {
    return [...this.#byHand(day).filter((done) => done.account === account && done.duty === id), ...this.#counted(counts, account, from, to)];
  }

  #counted(counts: DutyRule['counts'], account: AccountId, from: number, to: number): readonly CountedItem[] {
    const known = this.#of(account);
    if (known === undefined) return [];
    switch (counts) {
      case 'byHand': return [];
      case 'newContacts': return [...known.contacts.values()].filter(({ at }) => at >= from && at < to);
      // Member since the first word there.
      case 'workGroup': return known.groups.filter(({ matter, first }) => matter === 'task' && first.at < to)
        .map(({ conversation, first }) => ({ conversation, times: 1, seq: first.seq, at: Math.max(from, first.at) }));
      case 'customerGroup': return known.groups.filter(({ matter }) => matter === 'customer').flatMap(({ conversation }) => {
        const spoke = this.#duties.work.spokeIn(conversation).find(({ at }) => at >= from && at < to);
        return spoke === undefined ? [] : [{ ...spoke, conversation, times: 1 }];
      });
    }
  }

  #byHand(day: string): readonly DoneRecord[] {
    const known = this.#done.get(day) ?? this.#duties.doneOn(day);
    this.#done.set(day, known);
    return known;
  }

  #of(account: AccountId): AccountRecords | undefined {
    this.#accounts ??= this.#gather();
    return this.#accounts.get(account);
  }

  #gather(): ReadonlyMap<AccountId, AccountRecords> {
    const accounts = new Map<AccountId, AccountRecords>();
    for (const [conversation, { chat, first, lastIn, matter }] of this.#conversations.all()) {
      if (first === undefined) continue;
      const account = accountOfConversation(conversation);
      const known = accounts.get(account) ?? { contacts: new Map<string, CountedItem>(), groups: [] };
      accounts.set(account, known);
      if (chat.kind === 'group') {
        if (matter === 'task' || matter === 'customer') known.groups.push({ conversation, matter, first });
      } else if (chat.contact !== undefined || lastIn !== undefined) {
        const contact = chat.contact ?? conversation;
        const before = known.contacts.get(contact);
        if (before === undefined || first.at < before.at) known.contacts.set(contact, { ...first, conversation, times: 1 });
      }
    }
    return accounts;
  }
}

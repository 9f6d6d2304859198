/**
 * Hand-over: accounts, conversations, planned replies and drafts of one person go to others in one commit; who leaves
 * becomes inactive in the same commit. Nothing is deleted. Customers and follow-ups belong to their account and go with it.
 */
import { AppError } from '#shared/domain/errors';
import { accountOfConversation, type AccountId, type ConversationId, type PersonId } from '#shared/domain/ids';
import type { HandoverPreview } from '#shared/ipc/desk/custodyRoutes';
import type { Draft, EntryData } from '#shared/ledger/entry';
import type { Logger } from '../channels/contract/channel';
import type { People } from '../people/people';
import type { PersonFileShelf } from '../people/personFiles';
import { errorFacts } from '../platform/errorFacts';
import type { EngineState } from '../state/engineState';
import type { Recorder } from '../state/recorder';
import { activePerson, type ByPerson, type CustodyDesk } from './custodyDesk';

export type HandoverInput = {
  readonly handover: string; readonly from: PersonId; readonly to: PersonId; readonly leaves: boolean;
  readonly accounts: readonly { readonly account: AccountId; readonly to: PersonId | null }[];
  readonly reason?: string | undefined;
};

export type HandoverOptions = {
  readonly recorder: Recorder; readonly custody: CustodyDesk; readonly people: People; readonly files: PersonFileShelf; readonly log: Logger;
};

const placeOf = (conversation: ConversationId) => ({ account: accountOfConversation(conversation), conversation });

/** Conversations assigned to a person; done ones too: they come back to somebody when the customer writes again. */
const assignedTo = (state: EngineState, person: PersonId): readonly ConversationId[] =>
  [...state.conversations.all()].filter(([, record]) => record.assignee === person).map(([id]) => id);

const accountOfCustomer = (customer: string): string => customer.slice(0, customer.indexOf('/'));

export class Handover {
  readonly #options: HandoverOptions;

  constructor(options: HandoverOptions) { this.#options = options; }

  async preview(person: PersonId): Promise<HandoverPreview> {
    const { state } = this.#options.recorder;
    const accounts = state.custody.heldBy(person);
    const held = new Set<string>(accounts);
    const contacts = new Set<string>();
    for (const [id, { chat }] of state.conversations.all()) {
      if (held.has(accountOfConversation(id)) && chat.kind !== 'group' && chat.contact !== undefined) contacts.add(`${accountOfConversation(id)}/${chat.contact}`);
    }
    return {
      accounts, conversations: assignedTo(state, person), customers: contacts.size,
      planned: state.collaboration.allPlanned().filter(({ by }) => by.id === person).length,
      transfers: state.collaboration.transfersOf(person).length,
      drafts: Object.keys((await this.#options.files.of(person)).drafts.all()).length,
      followUps: state.customers.openPlans().filter(({ customer }) => held.has(accountOfCustomer(customer))).length,
    };
  }

  /** See `handover.do`. */
  do(input: HandoverInput, actor: ByPerson): Promise<void> {
    const { recorder, custody, people, log } = this.#options;
    return custody.inTurn(async () => {
      if (recorder.state.custody.isHandedOver(input.handover)) return;
      this.#check(input);
      const drafts = await this.#draftsOf(input);
      if (input.leaves) await people.leave(input.from, input.reason, actor, () => this.#entries(input, actor, drafts.size));
      else await recorder.record(this.#entries(input, actor, drafts.size));
      await this.#moveDrafts(input.from, drafts).catch((error: unknown) => log.warn('drafts not handed over', { handover: input.handover, ...errorFacts(error) }));
    });
  }

  #check({ from, to, leaves, accounts }: HandoverInput): void {
    const { state } = this.#options.recorder;
    const leaver = state.person(from);
    if (!leaver) throw new AppError('person.unknown');
    if (leaves) activePerson(state, from);
    for (const receiver of [to, ...accounts.flatMap((each) => each.to ?? [])]) {
      activePerson(state, receiver);
      if (receiver === from) throw new AppError('handover.toSelf', { name: leaver.name });
    }
    const held = new Set<string>(state.custody.heldBy(from));
    for (const { account } of accounts) {
      if (!held.has(account)) throw new AppError('account.notTheirs', { account: state.accounts.get(account)?.name ?? account });
      held.delete(account);
    }
    if (leaves && held.size > 0) throw new AppError('handover.accountsLeft', { count: held.size });
    if (!leaves && accounts.length === 0) throw new AppError('handover.nothing');
  }

  #isConcerned({ leaves, accounts }: HandoverInput, conversation: ConversationId): boolean {
    return leaves || accounts.some(({ account }) => account === accountOfConversation(conversation));
  }

  #receiver({ to, accounts }: HandoverInput, conversation: ConversationId): PersonId {
    return accounts.find(({ account }) => account === accountOfConversation(conversation))?.to ?? to;
  }

  /** Everything, in the order it is read later: single facts first, the summary last. Made at the moment of the commit. */
  #entries(input: HandoverInput, actor: ByPerson, drafts: number): readonly Draft[] {
    const { state } = this.#options.recorder;
    const { handover, from, leaves, accounts, reason } = input;
    const conversations = assignedTo(state, from).filter((id) => this.#isConcerned(input, id)).map((conversation) => ({ conversation, to: this.#receiver(input, conversation) }));
    const transfers = state.collaboration.transfersOf(from).filter(({ conversation }) => this.#isConcerned(input, conversation));
    const helps = leaves ? state.collaboration.helpsAsked(from) : [];
    const gone = new Set<string>(accounts.map(({ account }) => account));
    const replies = state.collaboration.allPlanned().filter(({ by, conversation }) => by.id === from && this.#isConcerned(input, conversation)).map(({ client, conversation }) => {
      const to = this.#receiver(input, conversation);
      return { client, to, role: state.person(to)?.role ?? 'agent' };
    });
    const data: EntryData<'handover.done'> = {
      handover, from, left: leaves, ...(reason !== undefined && { reason }), accounts, conversations, replies, drafts, transfers: transfers.length,
      followUps: state.customers.openPlans().filter(({ customer }) => gone.has(accountOfCustomer(customer))).length,
    };
    return [
      ...accounts.flatMap(({ account, to }): readonly Draft[] => [
        { type: 'account.returned', actor, account, data: { person: from, handover } },
        ...(to === null ? [] : [{ type: 'account.issued', actor, account, data: { person: to, handover } } satisfies Draft]),
      ]),
      ...transfers.map(({ transfer, conversation }): Draft => ({ type: 'transfer.withdrawn', actor, ...placeOf(conversation), data: { transfer } })),
      ...helps.map(({ help, conversation }): Draft => ({ type: 'help.closed', actor, ...placeOf(conversation), data: { help } })),
      ...conversations.map(({ conversation, to }): Draft => ({ type: 'conversation.assigned', actor, ...placeOf(conversation), data: { person: to } })),
      { type: 'handover.done', actor, data },
    ];
  }

  async #draftsOf(input: HandoverInput): Promise<ReadonlyMap<ConversationId, PersonId>> {
    const { drafts } = await this.#options.files.of(input.from);
    const known = Object.keys(drafts.all()) as unknown as readonly ConversationId[]; // drafts are kept under conversation ids
    return new Map(known.filter((id) => this.#isConcerned(input, id)).map((id) => [id, this.#receiver(input, id)]));
  }

  /** What somebody has begun to write stands before what the receiver wrote there already. */
  async #moveDrafts(from: PersonId, moves: ReadonlyMap<ConversationId, PersonId>): Promise<void> {
    if (moves.size === 0) return;
    const theirs = (await this.#options.files.of(from)).drafts;
    // Together: a file is written at most every moment, and somebody may leave hundreds.
    await Promise.all([...moves].map(async ([conversation, to]) => {
      const draft = theirs.all()[conversation];
      if (draft === undefined) return;
      const { drafts } = await this.#options.files.of(to);
      const own = drafts.all()[conversation];
      await drafts.set(conversation, own === undefined ? draft : { ...own, text: `${draft.text}\n${own.text}`, media: [...draft.media ?? [], ...own.media ?? []] });
      await theirs.set(conversation, undefined);
    }));
  }
}

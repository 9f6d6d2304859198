/** The engine's fold of the ledger. `apply` takes entries in ascending order and is the only thing that changes it. */
import type { AccountId, ContactId, PersonId } from '#shared/domain/ids';
import type { Role } from '#shared/domain/person';
import type { Entry } from '#shared/ledger/entry';
import { AccountRecords, type AccountsJson } from './accountRecords';
import { Contacts, type ContactDigest } from './contacts';
import { Conversations } from './conversations';
import { KnownKeys } from './knownKeys';
import { applyKeys } from './knownMessages';
import { OpenReplies } from './openReplies';
import { RecentMessages, type RecentJson } from './recentMessages';

export type PersonRecord = { readonly id: PersonId; readonly name: string; readonly role: Role };

export type StateJson = {
  readonly seq: number;
  readonly company: string | null;
  readonly persons: readonly PersonRecord[];
  readonly accounts: AccountsJson;
  readonly replies: ReturnType<OpenReplies['toJson']>;
  readonly conversations: ReturnType<Conversations['toJson']>;
  readonly contacts: readonly (readonly [string, ContactDigest])[];
  readonly recent: readonly (readonly [AccountId, RecentJson])[];
};

export class EngineState {
  readonly accounts: AccountRecords;
  readonly replies: OpenReplies;
  readonly conversations: Conversations;
  readonly contacts: Contacts;
  readonly known: KnownKeys;
  readonly #persons: Map<PersonId, PersonRecord>;
  readonly #recent: Map<AccountId, RecentMessages>;
  #company: string | null;
  #seq: number;

  constructor(json?: StateJson, known: KnownKeys = new KnownKeys()) {
    this.known = known;
    this.#seq = json?.seq ?? 0;
    this.#company = json?.company ?? null;
    this.#persons = new Map((json?.persons ?? []).map((person) => [person.id, person]));
    this.accounts = new AccountRecords(json?.accounts);
    this.replies = new OpenReplies(json?.replies);
    this.conversations = new Conversations(json?.conversations);
    this.contacts = new Contacts(json?.contacts);
    this.#recent = new Map((json?.recent ?? []).map(([id, recent]) => [id, new RecentMessages(recent)]));
  }

  /** `seq` of the last entry applied. */
  get seq(): number { return this.#seq; }
  get company(): string | null { return this.#company; }
  get persons(): readonly PersonRecord[] { return [...this.#persons.values()]; }
  person(id: PersonId): PersonRecord | undefined { return this.#persons.get(id); }

  recent(account: AccountId): RecentMessages {
    const found = this.#recent.get(account) ?? new RecentMessages();
    this.#recent.set(account, found);
    return found;
  }

  /** An entry already applied is passed over, so a tail may overlap a snapshot. */
  apply(entry: Entry): void {
    if (entry.seq <= this.#seq) return;
    this.#seq = entry.seq;
    if (entry.type === 'company.named') this.#company = entry.data.name;
    if (entry.type === 'person.added') this.#addPerson(entry.data);
    applyKeys(this.known, entry);
    this.accounts.apply(entry);
    const settled = entry.type === 'reply.accepted' ? this.replies.get(entry.data.client) : undefined;
    this.conversations.apply(entry, { self: this.#self(entry), reply: settled, cameBack: this.#cameBack(entry) });
    this.replies.apply(entry);
    this.contacts.apply(entry);
    if (entry.account !== undefined && entry.conversation !== undefined) this.recent(entry.account).apply(entry, settled);
  }

  toJson(): StateJson {
    return {
      seq: this.#seq, company: this.#company, persons: this.persons,
      accounts: this.accounts.toJson(), replies: this.replies.toJson(),
      conversations: this.conversations.toJson(), contacts: this.contacts.toJson(),
      recent: [...this.#recent].filter(([, recent]) => !recent.isEmpty).sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, recent]) => [id, recent.toJson()]),
    };
  }

  #self(entry: Entry): ContactId | undefined {
    return entry.account === undefined ? undefined : this.accounts.get(entry.account)?.identity?.self;
  }

  /** The place of a reply that had been accepted and is refused now; undefined for one still open. */
  #cameBack(entry: Entry): number | undefined {
    if (entry.type !== 'reply.failed' || entry.account === undefined || this.replies.get(entry.data.client)) return undefined;
    return this.recent(entry.account).own(entry.data.client)?.order;
  }

  #addPerson(data: { readonly person: PersonId; readonly name: string; readonly role: Role }): void {
    this.#persons.set(data.person, { id: data.person, name: data.name, role: data.role });
  }
}

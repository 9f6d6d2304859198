/** The engine's fold of the ledger. `apply` takes entries in ascending order and is the only thing that changes it. */
import { workScheduleOf } from '#shared/rules/duties/workSchedule';
import { chatOfConversation, type AccountId, type ContactId, type PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { BackupFold, type BackupJson } from '../backup/backupFold';
import { CustodyFold, type CustodyJson } from '../custody/custodyFold';
import { DutyFold, type DutyJson } from '../duties/dutyFold';
import { FlagFold, type FlagsJson } from '../flags/flagFold';
import { QualityFold, type QualityJson } from '../quality/qualityFold';
import { PeopleFold, type PeopleJson, type PersonRecord } from '../people/peopleFold';
import { RetentionFold, type RetentionJson } from '../retention/retentionFold';
import { AccountRecords, type AccountsJson } from './accountRecords';
import { Collaboration, type CollaborationJson } from './collaboration';
import { Contacts, type ContactDigest } from './contacts';
import { Conversations } from './conversations';
import { CustomerRecords, type CustomersJson } from './customerRecords';
import { DeskRules, type DeskRulesJson } from './deskRules';
import { KnownKeys } from './knownKeys';
import { applyKeys } from './knownMessages';
import { OpenReplies } from './openReplies';
import { RecentAccounts } from './recentAccounts';
import type { RecentMessages } from './recentMessages';
import { ViolationFold, type ViolationsJson } from '../violations/violationFold';
import { violationView } from '../violations/violationView';
import type { WaitingView } from './waitingFold';
import { Wordings, type WordingsJson } from './wordings';

export type StateJson = {
  readonly seq: number;
  readonly company: string | null;
  readonly people: PeopleJson;
  readonly accounts: AccountsJson;
  readonly replies: ReturnType<OpenReplies['toJson']>;
  readonly conversations: ReturnType<Conversations['toJson']>;
  readonly contacts: readonly (readonly [string, ContactDigest])[];
  readonly collaboration: CollaborationJson;
  readonly customers: CustomersJson;
  readonly wordings: WordingsJson;
  readonly rules?: DeskRulesJson;
  readonly custody?: CustodyJson;
  readonly backup?: BackupJson;
  readonly duties?: DutyJson;
  readonly flags?: FlagsJson;
  readonly violations?: ViolationsJson;
  readonly retention?: RetentionJson;
  readonly quality?: QualityJson;
};

export class EngineState {
  readonly accounts: AccountRecords;
  readonly replies: OpenReplies;
  readonly conversations: Conversations;
  readonly contacts: Contacts;
  readonly people: PeopleFold;
  readonly collaboration: Collaboration;
  readonly customers: CustomerRecords;
  readonly wordings: Wordings;
  readonly rules: DeskRules;
  readonly custody: CustodyFold;
  readonly backup: BackupFold;
  readonly duties: DutyFold;
  readonly flags: FlagFold;
  readonly violations: ViolationFold;
  readonly retention: RetentionFold;
  readonly #violationView = violationView(this);
  readonly quality: QualityFold;
  readonly known: KnownKeys;
  readonly recents: RecentAccounts;
  #company: string | null;
  #seq: number;

  constructor(json?: StateJson, known: KnownKeys = new KnownKeys(), recents: RecentAccounts = new RecentAccounts()) {
    this.known = known;
    this.recents = recents;
    this.#seq = json?.seq ?? 0;
    this.#company = json?.company ?? null;
    this.people = new PeopleFold(json?.people);
    this.accounts = new AccountRecords(json?.accounts);
    this.replies = new OpenReplies(json?.replies);
    this.conversations = new Conversations(json?.conversations);
    this.contacts = new Contacts(json?.contacts);
    this.collaboration = new Collaboration(json?.collaboration);
    this.customers = new CustomerRecords(json?.customers);
    this.wordings = new Wordings(json?.wordings);
    this.rules = new DeskRules(json?.rules);
    this.custody = new CustodyFold(json?.custody);
    this.backup = new BackupFold(json?.backup);
    this.duties = new DutyFold(json?.duties);
    this.flags = new FlagFold(json?.flags);
    this.violations = new ViolationFold(json?.violations);
    this.retention = new RetentionFold(json?.retention);
    this.quality = new QualityFold(json?.quality);
  }

  /** `seq` of the last entry applied. */
  get seq(): number { return this.#seq; }
  get company(): string | null { return this.#company; }
  get persons(): readonly PersonRecord[] { return this.people.all(); }
  person(id: PersonId): PersonRecord | undefined { return this.people.get(id); }

  recent(account: AccountId): RecentMessages { return this.recents.get(account); }

  /** An entry already applied is passed over, so a tail may overlap a snapshot. */
  apply(entry: Entry): void {
    if (entry.seq <= this.#seq) return;
    this.#seq = entry.seq;
    if (entry.type === 'company.named') this.#company = entry.data.name;
    this.people.apply(entry);
    applyKeys(this.known, entry);
    this.accounts.apply(entry);
    const settled = entry.type === 'reply.accepted' ? this.replies.get(entry.data.client) : undefined;
    this.conversations.apply(entry, { self: this.#self(entry), reply: settled, cameBack: this.#cameBack(entry), heard: this.#heard(entry) });
    this.replies.apply(entry);
    this.contacts.apply(entry);
    this.customers.apply(entry);
    this.collaboration.apply(entry);
    this.rules.apply(entry);
    this.custody.apply(entry, { account: (id) => this.accounts.get(id), pack: this.rules.pack, workOf: (person) => workScheduleOf(this.duties.workFacts(person)) });
    this.wordings.apply(entry);
    this.backup.apply(entry);
    this.duties.apply(entry, (id) => this.conversations.get(id)?.chat.kind === 'group');
    this.flags.apply(entry);
    this.retention.apply(entry);
    this.violations.apply(entry, this.#violationView);
    this.quality.apply(entry);
    this.recents.apply(entry, settled);
  }

  /** Takes over what another fold of the same ledger came to; whoever holds this state goes on with it. */
  become(other: EngineState): void {
    this.#company = other.#company;
    this.#seq = other.#seq;
    const { known, ...folds } = other;
    void known; // shared by both
    Object.assign(this, folds);
  }

  /** Everything but the known keys and the recent messages, which the snapshot keeps in their own form. */
  toJson(): StateJson {
    return {
      seq: this.#seq, company: this.#company, people: this.people.toJson(),
      accounts: this.accounts.toJson(), replies: this.replies.toJson(),
      conversations: this.conversations.toJson(), contacts: this.contacts.toJson(),
      collaboration: this.collaboration.toJson(), customers: this.customers.toJson(), rules: this.rules.toJson(), custody: this.custody.toJson(), backup: this.backup.toJson(), duties: this.duties.toJson(), flags: this.flags.toJson(), violations: this.violations.toJson(), quality: this.quality.toJson(), retention: this.retention.toJson(), wordings: this.wordings.toJson(),
    };
  }

  #self(entry: Entry): ContactId | undefined {
    return entry.account === undefined ? undefined : this.accounts.get(entry.account)?.identity?.self;
  }

  /** Where in time an edited message of a customer stands, as long as it is among the account's latest. */
  #heard(entry: Entry): WaitingView['heard'] {
    if (entry.type !== 'message.edited' || entry.account === undefined || entry.conversation === undefined) return undefined;
    const place = this.recent(entry.account).original(chatOfConversation(entry.conversation), entry.data.id);
    return place?.heard && { seq: place.seq, ...place.heard };
  }

  /** The place of a reply that had been accepted and is refused now; undefined for one still open. */
  #cameBack(entry: Entry): number | undefined {
    if (entry.type !== 'reply.failed' || entry.account === undefined || this.replies.get(entry.data.client)) return undefined;
    return this.recent(entry.account).own(entry.data.client)?.order;
  }
}

/** Files and conversations put together into persons. Pure. */
import { resolvePerson, textOfField, type PersonProfile } from '#shared/domain/customerFile';
import type { AccountId, CustomerId } from '#shared/domain/ids';
import type { Traits, TraitValue } from '#shared/rules/condition';
import type { ContactFacts } from '#shared/rules/contactDuty';
import type { Candidate } from '#shared/rules/samePerson';
import type { ConversationRow } from '../schema/conversationRows';
import type { CustomerRow, FollowUpRow } from '../schema/customerRows';

export type PersonView = {
  readonly id: CustomerId;
  readonly profile: PersonProfile;
  readonly files: readonly CustomerRow[];
  /** Private chats of all files. */
  readonly conversations: readonly ConversationRow[];
  readonly title: string;
  readonly grade: string | undefined;
  readonly lastAt: number;
  readonly lastOut: number;
  readonly messages: number;
  readonly waitingSince: number;
};

const valueOf = (profile: PersonProfile, kind: 'province' | 'occupation' | 'grade'): string | undefined => profile.tags.find((tag) => tag.kind === kind)?.value;

export const tagValues = (profile: PersonProfile, kind: 'free' | 'group'): readonly string[] => profile.tags.filter((tag) => tag.kind === kind).map((tag) => tag.value);

/** One person; `rows` are their conversations. */
export const personView = (files: readonly CustomerRow[], rows: readonly ConversationRow[]): PersonView => {
  const profile = resolvePerson(files);
  const contacts = rows.flatMap((row) => row.contact ?? []);
  const waiting = rows.map((row) => row.waitingSince).filter((at) => at > 0);
  return {
    id: profile.id, profile, files, conversations: rows, grade: valueOf(profile, 'grade'),
    title: profile.title || rows[0]?.title || files[0]?.contact || profile.id,
    lastAt: Math.max(0, ...rows.map((row) => row.lastAt)), lastOut: Math.max(0, ...contacts.map((one) => one.outAt)),
    messages: contacts.reduce((sum, one) => sum + one.in + one.out, 0), waitingSince: waiting.length === 0 ? 0 : Math.min(...waiting),
  };
};

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((one, place) => one === b[place]);

/**
 * Everybody, remembered: a person whose files and chats are the same objects is the same object again, so that one
 * message among ten thousand people costs one person. For one reader only.
 */
export class PersonMemory {
  private known = new Map<CustomerId, PersonView>();

  persons(files: readonly CustomerRow[], conversations: readonly ConversationRow[]): readonly PersonView[] {
    const byFile = new Map<CustomerId, ConversationRow[]>();
    for (const row of conversations) {
      if (row.customer === undefined) continue;
      const rows = byFile.get(row.customer);
      if (rows === undefined) byFile.set(row.customer, [row]);
      else rows.push(row);
    }
    const byId = new Map(files.map((file) => [file.id, file]));
    const next = new Map<CustomerId, PersonView>();
    for (const file of files) {
      if (file.members !== undefined && file.members[0] !== file.id) continue;
      const all = file.members === undefined ? [file] : file.members.flatMap((id) => byId.get(id) ?? []);
      const rows = all.flatMap((one) => byFile.get(one.id) ?? []);
      const before = this.known.get(file.id);
      next.set(file.id, before !== undefined && same(before.files, all) && same(before.conversations, rows) ? before : personView(all, rows));
    }
    this.known = next;
    return [...next.values()];
  }
}

/** Everybody, once. */
export const personsOf = (files: readonly CustomerRow[], conversations: readonly ConversationRow[]): readonly PersonView[] =>
  new PersonMemory().persons(files, conversations);

const present = (value: string | undefined): TraitValue | undefined => (value === undefined || value === '' ? undefined : value);
const moment = (at: number): number | undefined => (at === 0 ? undefined : at);
const listOf = (profile: PersonProfile, key: string): readonly string[] | undefined => {
  const value = profile.fields[key]?.value;
  return Array.isArray(value) && value.length > 0 ? value : undefined;
};

/** What conditions compare; `channelOf` names an account's platform, `plans` are the person's open follow-ups. */
export const traitsOf = (person: PersonView, channelOf: (account: AccountId) => string | undefined, plans: readonly FollowUpRow[]): Traits => {
  const { profile, files, conversations } = person;
  const closed = conversations.filter((row) => row.status === 'closed').map((row) => row.closing?.reason ?? row.closing?.outcome);
  const custom = Object.fromEntries(Object.entries(profile.fields).filter(([key]) => key.startsWith('custom:')).map(([key, stamp]) => [key, stamp.value ?? undefined]));
  const birthday = textOfField(profile.fields['birthday']);
  return {
    ...custom,
    name: present(person.title), remark: present(textOfField(profile.fields['remark']) || files.find((file) => file.remark)?.remark), phone: listOf(profile, 'phones'),
    address: listOf(profile, 'addresses'), email: present(textOfField(profile.fields['email'])), company: present(textOfField(profile.fields['company'])), birthday: birthday === '' ? undefined : Date.parse(birthday),
    stage: profile.stage, province: valueOf(profile, 'province'), occupation: valueOf(profile, 'occupation'), grade: person.grade, starred: profile.starred,
    tag: tagValues(profile, 'free'), group: tagValues(profile, 'group'), account: [...new Set(files.map((file) => file.account))],
    channel: [...new Set(files.flatMap((file) => channelOf(file.account) ?? []))],
    firstAt: moment(profile.firstAt), lastAt: moment(person.lastAt), lastOut: moment(person.lastOut), messages: person.messages, accounts: files.length,
    waiting: person.waitingSince > 0, closedReason: closed.find((reason) => reason !== undefined), followUp: plans[0]?.due,
  };
};

/** Days of all chats, ascending; one chat's own list is that already. */
const daysOf = ([first, ...others]: readonly ConversationRow[]): readonly number[] => {
  const own = first?.contact?.days ?? [];
  return others.length === 0 ? own : [...new Set([...own, ...others.flatMap((row) => row.contact?.days ?? [])])].sort((a, b) => a - b);
};

export const contactFacts = (person: PersonView): ContactFacts => ({
  firstAt: person.profile.firstAt, grade: person.grade, starred: person.profile.starred,
  days: daysOf(person.conversations),
});

const candidates = new WeakMap<PersonView, Candidate>();

/** The same object for the same person, so that what is worked out of it is remembered too. */
export const candidateOf = (person: PersonView): Candidate => {
  const known = candidates.get(person);
  if (known !== undefined) return known;
  const made = newCandidate(person);
  candidates.set(person, made);
  return made;
};

const newCandidate = ({ id, profile, files }: PersonView): Candidate => ({
  id, files: profile.files, fields: profile.fields, facts: files.flatMap((file) => (file.facts === undefined ? [] : [file.facts])), distinct: files.flatMap((file) => file.distinct ?? []),
});

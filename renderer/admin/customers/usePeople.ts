import { useEffect, useMemo, useRef, useState } from 'react';
import { conditionHolds, type Group, type Traits } from '#shared/rules/condition';
import { contactDuty, type ContactDuty, type ContactFacts } from '#shared/rules/contactDuty';
import type { AccountId } from '#shared/domain/ids';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useCustomerPolicy } from '../../archive/queries/customerPolicy';
import { contactFacts, traitsOf, type PersonView } from '../../archive/queries/persons';
import { usePersons } from '../../archive/queries/useCustomers';
import { useOpenFollowUps } from '../../archive/queries/useFollowUps';
import type { FollowUpRow } from '../../archive/schema/customerRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { rankName } from '../../state/nameMatch';
import { readingsOfName } from '../../state/nameReadings';
import { useLooker } from '../../state/session';
import { normalPhone } from '#shared/text/phone';

/** A person as the table shows one. */
export type PersonLine = {
  readonly id: string;
  readonly person: PersonView;
  /** What conditions compare; worked out when first asked for. */
  readonly traits: Traits;
  readonly duty: ContactDuty | undefined;
  readonly plans: readonly FollowUpRow[];
};

class Line implements PersonLine {
  private known: Traits | undefined;

  constructor(readonly person: PersonView, readonly plans: readonly FollowUpRow[], readonly duty: ContactDuty | undefined, private readonly channelOf: (account: AccountId) => string | undefined) {}

  get id(): string {
    return this.person.id;
  }
  get traits(): Traits {
    this.known ??= traitsOf(this.person, this.channelOf, this.plans);
    return this.known;
  }
}

const sameDuty = (a: ContactDuty | undefined, b: ContactDuty | undefined): boolean => a?.done === b?.done && a?.due === b?.due && a?.by === b?.by && a?.missed === b?.missed;

export type People = {
  /** Latest contact first; `undefined` until the archive answered. */
  readonly lines: readonly PersonLine[] | undefined;
  readonly accountById: ReadonlyMap<string, AccountRow>;
  /** The moment lines were judged at, ms. */
  readonly now: number;
};

const noPlans: readonly FollowUpRow[] = [];
const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((one, place) => one === b[place]);

/** What was worked out of a person object; a person that changes is another object. */
const lineOf = new WeakMap<PersonView, { readonly accounts: unknown; readonly line: PersonLine }>();
const facts = new WeakMap<PersonView, ContactFacts>();
const factsOf = (person: PersonView): ContactFacts => {
  const known = facts.get(person) ?? contactFacts(person);
  facts.set(person, known);
  return known;
};

const CALM_MS = 300;

/** A value that changes with every message, at most a few times a second: a table of people is no clock. */
const useCalmly = <T>(value: T): T => {
  const [shown, setShown] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + CALM_MS - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setShown(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value]);
  return shown;
};


/** Everybody with what conditions compare. Kept per person object: a change of one costs one. */
export const usePeople = (): People => {
  const looker = useLooker();
  const persons = useCalmly(usePersons(looker));
  const plans = useOpenFollowUps(looker);
  const policy = useCustomerPolicy();
  const accounts = useAccounts();
  return useMemo(() => {
    const now = Date.now();
    const accountById = new Map<string, AccountRow>((accounts ?? []).map((account) => [account.id, account]));
    const byFile = new Map<string, FollowUpRow[]>();
    for (const plan of plans ?? []) byFile.set(plan.customer, [...(byFile.get(plan.customer) ?? []), plan]);
    const lines = persons?.map((person): PersonLine => {
      const own = byFile.size === 0 ? noPlans : person.profile.files.flatMap((file) => byFile.get(file) ?? noPlans).sort((a, b) => a.due - b.due);
      const known = lineOf.get(person);
      const duty = contactDuty(factsOf(person), policy, now);
      if (known !== undefined && known.accounts === accounts && sameList(known.line.plans, own) && sameDuty(known.line.duty, duty)) return known.line;
      const line = new Line(person, own, duty, (id) => accountById.get(id)?.channel);
      lineOf.set(person, { accounts, line });
      return line;
    });
    return { lines: lines?.sort((a, b) => b.person.lastAt - a.person.lastAt || (a.id < b.id ? -1 : 1)), accountById, now };
  }, [persons, plans, policy, accounts]);
};

type Words = { readonly hay: string; readonly names: readonly string[] };
const wordsOf = new WeakMap<PersonView, Words>();

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

/** Everything of a person that is searched, worked out once. */
const searchable = (person: PersonView): Words => {
  const known = wordsOf.get(person);
  if (known !== undefined) return known;
  const names = [...new Set([person.title, ...person.files.flatMap((file) => [file.name, file.remark ?? ''])])].filter((name) => name !== '');
  const phones = person.profile.fields['phones']?.value;
  const words = { names, hay: [...names, ...person.files.map((file) => file.contact), ...(Array.isArray(phones) ? phones.map((phone) => normalPhone(phone) || phone) : [])].map(plain).join('\n') };
  wordsOf.set(person, words);
  return words;
};

const matches = ({ person }: PersonLine, typed: string, isLatin: boolean): boolean => {
  const { hay, names } = searchable(person);
  return hay.includes(typed) || (isLatin && names.some((name) => rankName(typed, name, readingsOfName(name)) !== undefined));
};

/** Lines a condition and a search leave; `text` is matched by name, pinyin, initials, phone or id. */
export const narrowed = (lines: readonly PersonLine[], condition: Group, text: string, now: number): readonly PersonLine[] => {
  const typed = plain(text).replace(/(?<=\d)-(?=\d)/gu, '');
  const isLatin = /^[a-z]+$/u.test(typed);
  return lines.filter((line) => conditionHolds(condition, line.traits, now) && (typed === '' || matches(line, typed, isLatin)));
};

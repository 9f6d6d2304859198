/** Who is likely the same person on several accounts. Suggestions only: a person confirms. Pure. */
import type { SameReason } from '../domain/customer';
import type { FieldStamp, PersonProfile } from '../domain/customerFile';
import type { CustomerId } from '../domain/ids';
import { normalAddress } from '../text/address';
import { normalPhone } from '../text/phone';

export type Candidate = Pick<PersonProfile, 'id' | 'files' | 'fields'> & {
  /** What the platforms tell beside our own fields. */
  readonly facts: readonly Readonly<Record<string, string | number | boolean>>[];
  /** Files a person said are somebody else. */
  readonly distinct: readonly CustomerId[];
};

export type Likeness = { readonly a: CustomerId; readonly b: CustomerId; readonly reason: SameReason; readonly shared: string };

/** More people than this behind one number are a family, a switchboard or a mistake. */
const CROWD = 4;
const SHORTEST_ADDRESS = 10;
const reasons = ['phone', 'email', 'address', 'remark'] as const;
type Reason = (typeof reasons)[number];

type Told = Pick<Candidate, 'facts'> & { readonly fields: Readonly<Record<string, Pick<FieldStamp, 'value'>>> };

const list = (of: Told, key: string): readonly string[] => {
  const value = of.fields[key]?.value;
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
};

const told = ({ facts }: Told, keys: readonly string[]): readonly string[] =>
  facts.flatMap((one) => keys.flatMap((key) => (typeof one[key] === 'string' || typeof one[key] === 'number' ? [String(one[key])] : [])));

const known = new WeakMap<Candidate, readonly (readonly [Reason, string])[]>();

const keysOf = (profile: Candidate): readonly (readonly [Reason, string])[] => {
  const before = known.get(profile);
  if (before !== undefined) return before;
  const keys = readKeys(profile);
  known.set(profile, keys);
  return keys;
};

const readKeys = (of: Told): readonly (readonly [Reason, string])[] => [
  ...[...list(of, 'phones'), ...told(of, ['phone', 'mobile'])].map(normalPhone).filter((one) => one !== '').map((one) => ['phone', one] as const),
  ...[...list(of, 'email'), ...told(of, ['email'])].map((one) => one.trim().toLowerCase()).filter((one) => one.includes('@')).map((one) => ['email', one] as const),
  ...[...list(of, 'addresses'), ...told(of, ['address'])].map(normalAddress).filter((one) => one.length >= SHORTEST_ADDRESS).map((one) => ['address', one] as const),
  ...list(of, 'remark').map((one) => one.trim().toLowerCase()).filter((one) => [...one].length >= 3).map((one) => ['remark', one] as const),
];

/** What a file could share with another, as words an index can hold. */
export const identityKeys = (of: Told): readonly string[] => [...new Set(readKeys(of).map(([reason, value]) => `${reason} ${value}`))];

const isKept = (a: Candidate, b: Candidate): boolean =>
  a.id !== b.id && !a.distinct.some((id) => b.files.includes(id)) && !b.distinct.some((id) => a.files.includes(id));

/** Pairs with the strongest thing they share; each pair once, the earlier candidate first. */
export const likelySame = (people: readonly Candidate[]): readonly Likeness[] => {
  const sharing = new Map<string, { readonly reason: Reason; readonly value: string; readonly who: Candidate[] }>();
  for (const person of people) {
    for (const [reason, value] of keysOf(person)) {
      const key = `${reason} ${value}`;
      const others = sharing.get(key);
      if (others === undefined) sharing.set(key, { reason, value, who: [person] });
      else if (!others.who.includes(person)) others.who.push(person);
    }
  }
  const pairs = new Map<string, Likeness>();
  for (const wanted of reasons) {
    for (const { reason, value, who } of sharing.values()) {
      if (reason !== wanted || who.length < 2 || who.length > CROWD) continue;
      for (const [place, a] of who.entries()) {
        for (const b of who.slice(place + 1)) {
          const key = `${a.id} ${b.id}`;
          if (isKept(a, b) && !pairs.has(key)) pairs.set(key, { a: a.id, b: b.id, reason, shared: value });
        }
      }
    }
  }
  return [...pairs.values()];
};

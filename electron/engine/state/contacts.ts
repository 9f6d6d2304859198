/**
 * What was last recorded of each contact, as four short digests, so that a contact event is written only when it
 * says something new. Bounded: a contact that fell out is recorded once more, which harms nothing.
 */
import type { Media } from '#shared/domain/message';
import type { Entry, EntryData } from '#shared/ledger/entry';
import { BoundedMap } from './boundedMap';
import { keyHash } from './knownKeys';

const CAP = 50_000;

/** name, remark, avatar, facts; 0 = never told. */
export type ContactDigest = readonly [number, number, number, number];
const NOTHING: ContactDigest = [0, 0, 0, 0];

type Seen = Omit<EntryData<'contact.seen'>, 'contact'>;

const digest = (value: string | undefined): number => (value === undefined ? 0 : keyHash(value).lo || 1);
const factsText = (facts: Seen['facts']): string | undefined =>
  facts === undefined ? undefined : JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
/** A fetched avatar keeps the `ref` it was fetched from: being stored is no change of the picture. */
const avatarText = (avatar: Media | undefined): string | undefined =>
  avatar === undefined ? undefined : `${avatar.ref ?? avatar.blob ?? ''}`;

/** `old` with what `seen` tells; fields it leaves out stay. */
export const mergeContact = (old: ContactDigest | undefined, seen: Seen): ContactDigest => {
  const [name, remark, avatar, facts] = old ?? NOTHING;
  return [digest(seen.name) || name, digest(seen.remark) || remark, digest(avatarText(seen.avatar)) || avatar, digest(factsText(seen.facts)) || facts];
};

export const isSameContact = (a: ContactDigest | undefined, b: ContactDigest): boolean =>
  a?.every((value, i) => value === b[i]) ?? false;

export const contactKey = (account: string, contact: string): string => `${account}/${contact}`;

export class Contacts {
  readonly #digests: BoundedMap<string, ContactDigest>;

  constructor(json: readonly (readonly [string, ContactDigest])[] = []) {
    this.#digests = new BoundedMap(CAP, json);
  }

  get(key: string): ContactDigest | undefined { return this.#digests.get(key); }

  apply(entry: Entry): void {
    if (entry.type !== 'contact.seen' || entry.account === undefined) return;
    const key = contactKey(entry.account, entry.data.contact);
    this.#digests.set(key, mergeContact(this.#digests.get(key), entry.data));
  }

  toJson(): readonly (readonly [string, ContactDigest])[] { return this.#digests.entries(); }
}

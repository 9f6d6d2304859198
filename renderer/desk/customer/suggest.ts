/** What a file could be completed with, from fields and from what the customer wrote. Pure; a person accepts. */
import type { Evidence, TagSource } from '#shared/domain/customer';
import type { PersonProfile } from '#shared/domain/customerFile';
import { addressIn, normalAddress, provinceOfAddress, provinceSaid } from '#shared/text/address';
import { normalPhone, phonesIn } from '#shared/text/phone';
import type { PhoneRegions } from '#shared/text/phoneRegion';
import type { PlaceReader } from '#shared/text/places';
import { occupationSaid, type OccupationWord } from '#shared/text/selfSaid';
import type { Said } from '../../archive/queries/useSaid';

export type SuggestTables = { readonly places: PlaceReader; readonly phones: PhoneRegions; readonly occupations: readonly OccupationWord[] };

export type Suggestion =
  | { readonly kind: 'province' | 'occupation'; readonly value: string; readonly source: TagSource; readonly evidence: Evidence }
  | { readonly kind: 'phones' | 'addresses'; readonly value: string; readonly source: TagSource; readonly evidence: Evidence };

/** Telling where a number was issued says little of where its owner lives now. */
const PHONE_CONFIDENCE = 0.6;

const listOf = (profile: PersonProfile, key: string): readonly string[] => {
  const value = profile.fields[key]?.value;
  return Array.isArray(value) ? value : [];
};

const provinceFrom = (profile: PersonProfile, facts: readonly string[], said: readonly Said[], { places, phones }: SuggestTables): Suggestion | undefined => {
  const kept = [...listOf(profile, 'addresses'), ...facts].flatMap((address) => provinceOfAddress(address, places) ?? []);
  const fromField = kept[0];
  if (fromField !== undefined) return { kind: 'province', value: fromField.province, source: 'address', evidence: { confidence: fromField.confidence, quote: fromField.quote } };
  const told = said.flatMap(({ id, text }) => {
    const guess = provinceOfAddress(text, places) ?? provinceSaid(text, places);
    return guess === undefined ? [] : [{ ...guess, id }];
  });
  const best = told.toSorted((a, b) => b.confidence - a.confidence)[0];
  if (best !== undefined) return { kind: 'province', value: best.province, source: best.from, evidence: { confidence: best.confidence, quote: best.quote, message: best.id } };
  const issued = [...listOf(profile, 'phones'), ...said.flatMap(({ text }) => phonesIn(text))].flatMap((phone) => phones.regionOf(phone) ?? []);
  return issued.length > 0 && new Set(issued).size === 1 && issued[0] !== undefined
    ? { kind: 'province', value: issued[0], source: 'phone', evidence: { confidence: PHONE_CONFIDENCE } }
    : undefined;
};

const fieldsFrom = (profile: PersonProfile, said: readonly Said[], { places }: SuggestTables): readonly Suggestion[] => {
  const phones = new Set(listOf(profile, 'phones').map(normalPhone));
  const addresses = new Set(listOf(profile, 'addresses').map(normalAddress));
  const phone = said.flatMap(({ id, text }) => phonesIn(text).filter((one) => !phones.has(one)).map((value) => ({ id, value })))[0];
  const address = said.flatMap(({ id, text }) => {
    const value = addressIn(text, places);
    return value === undefined || addresses.has(normalAddress(value)) ? [] : [{ id, value }];
  })[0];
  return [
    ...(phone === undefined ? [] : [{ kind: 'phones' as const, value: phone.value, source: 'chat' as const, evidence: { message: phone.id } }]),
    ...(address === undefined ? [] : [{ kind: 'addresses' as const, value: address.value, source: 'chat' as const, evidence: { message: address.id } }]),
  ];
};

/** At most one of each kind; nothing of a kind the person already has. `facts` = addresses the platforms tell. */
export const suggestionsFor = (profile: PersonProfile, facts: readonly string[], said: readonly Said[], tables: SuggestTables): readonly Suggestion[] => {
  const has = (kind: 'province' | 'occupation'): boolean => profile.tags.some((tag) => tag.kind === kind);
  const province = has('province') ? undefined : provinceFrom(profile, facts, said, tables);
  const occupation = has('occupation') ? undefined : said.flatMap(({ id, text }) => {
    const guess = occupationSaid(text, tables.occupations);
    return guess === undefined ? [] : [{ ...guess, id }];
  })[0];
  return [
    ...(province === undefined ? [] : [province]),
    ...(occupation === undefined ? [] : [{ kind: 'occupation' as const, value: occupation.occupation, source: 'chat' as const, evidence: { confidence: occupation.confidence, quote: occupation.quote, message: occupation.id } }]),
    ...fieldsFrom(profile, said, tables),
  ];
};

/** Colleagues named in a note: finding `@…` at the caret, matching by name or pinyin, and turning text into parts. Pure. */
import type { PersonId } from '#shared/domain/ids';
import type { Part, Parts } from '#shared/domain/message';
import type { Trigger } from './caretTrigger';

export type Colleague = { readonly id: PersonId; readonly name: string; /** Pinyin and initials, lower case, when known. */ readonly readings: readonly string[] };

const LONGEST_QUERY = 20;

/** `@` that ends at the caret; an address (`a@b`) is none. */
export const findMention = (text: string, caret: number): Trigger | null => {
  for (let at = caret - 1; at >= 0 && caret - at <= LONGEST_QUERY + 1; at -= 1) {
    const char = text.charAt(at);
    if (/\s/u.test(char)) return null;
    if (char !== '@' && char !== '＠') continue;
    const before = at === 0 ? '' : text.charAt(at - 1);
    return /[A-Za-z0-9._-]/u.test(before) ? null : { start: at, end: caret, query: text.slice(at + 1, caret) };
  }
  return null;
};

/** Best first: the name's start, inside the name, pinyin or initials. */
export const matchColleagues = (query: string, colleagues: readonly Colleague[]): readonly Colleague[] => {
  const typed = query.trim().toLowerCase();
  if (typed === '') return colleagues;
  const rank = ({ name, readings }: Colleague): number => {
    const at = name.toLowerCase().indexOf(typed);
    if (at >= 0) return at === 0 ? 0 : 1;
    return readings.some((reading) => reading.startsWith(typed)) ? 2 : 3;
  };
  return colleagues.map((one) => ({ one, rank: rank(one) })).filter((it) => it.rank < 3).sort((a, b) => a.rank - b.rank).map((it) => it.one);
};

/** Text with `@name` of known colleagues as mentions; the longest name wins, an unknown one stays text. */
export const notePartsOf = (text: string, colleagues: readonly Pick<Colleague, 'id' | 'name'>[]): Parts => {
  const byLength = [...colleagues].sort((a, b) => b.name.length - a.name.length);
  const parts: Part[] = [];
  let from = 0;
  for (let at = text.search(/[@＠]/u); at >= 0; at = nextAt(text, at)) {
    const named = byLength.find(({ name }) => text.startsWith(name, at + 1));
    if (named === undefined) continue;
    if (at > from) parts.push({ kind: 'text', text: text.slice(from, at) });
    parts.push({ kind: 'mention', target: named.id, name: named.name });
    from = at + 1 + named.name.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
};

const nextAt = (text: string, at: number): number => {
  const next = text.slice(at + 1).search(/[@＠]/u);
  return next < 0 ? -1 : at + 1 + next;
};

/** The words of a note as they were typed. */
export const noteTextOf = (parts: Parts): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : part.kind === 'mention' ? `@${part.name ?? part.target}` : '')).join('');

import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import type { PersonRow } from '../../archive/schema/personRows';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { matchWording } from '../../archive/queries/wordingSearch';
import type { KeyAction } from '../../state/keyMap';
import { plainName } from '../../state/nameMatch';
import type { NameIndex, Rank } from './nameIndex';

export type PalettePage = { readonly id: string; readonly name: string; readonly open: () => void };

/** One line of the palette. `name` is what was matched and is shown. */
export type PaletteItem =
  | { readonly kind: 'conversation'; readonly name: string; readonly row: ConversationRow; readonly tag?: string }
  | { readonly kind: 'command'; readonly name: string; readonly action: KeyAction }
  | { readonly kind: 'wording'; readonly name: string; readonly row: WordingRow }
  | { readonly kind: 'account'; readonly name: string; readonly row: AccountRow }
  | { readonly kind: 'page'; readonly name: string; readonly page: PalettePage }
  | { readonly kind: 'person'; readonly name: string; readonly row: PersonRow }
  | { readonly kind: 'help'; readonly name: string; readonly topic: string };
export type PaletteKind = PaletteItem['kind'];

/** Names a line for good: the key of its row, what "chosen lately" is remembered by. */
export const keyOfItem = (item: PaletteItem): string => {
  switch (item.kind) {
    case 'command': return `command ${item.action}`;
    case 'page': return `page ${item.page.id}`;
    case 'help': return `help ${item.topic}`;
    default: return `${item.kind} ${item.row.id}`;
  }
};

/** Everything that is offered now. */
export type PaletteSources = {
  readonly conversations: readonly ConversationRow[];
  /** By account: what else its conversations are found by. */
  readonly accountWords: ReadonlyMap<string, readonly string[]>;
  readonly commands: readonly { readonly action: KeyAction; readonly name: string }[];
  /** Only where there is a composer to put them into. */
  readonly wordings: readonly WordingRow[];
  readonly accounts: readonly AccountRow[];
  readonly pages: readonly PalettePage[];
  readonly people: readonly PersonRow[];
  readonly help: readonly { readonly topic: string; readonly name: string }[];
  /** When a line was last chosen, by `keyOfItem`; 0 = never. Of equal matches the latest comes first. */
  readonly chosenAt: (key: string) => number;
};

export type PaletteMode = 'all' | 'commands' | 'people' | 'tags';
export type PaletteSection = { readonly kind: PaletteKind | 'recent'; readonly items: readonly PaletteItem[] };
export type PaletteResult = { readonly mode: PaletteMode; readonly query: string; readonly sections: readonly PaletteSection[]; readonly count: number };

const MODES: Readonly<Record<string, PaletteMode>> = { '>': 'commands', '》': 'commands', '＞': 'commands', '@': 'people', '＠': 'people', '#': 'tags', '＃': 'tags' };
/** Lines of a section beside others, and alone. */
const FEW = 6;
const MANY = 50;

type Ranked<T extends PaletteItem> = { readonly item: T; readonly rank: number };
type Section = { readonly kind: PaletteKind; readonly found: readonly Ranked<PaletteItem>[] };

/** The first sign chooses the mode, the rest is looked for. Full-width signs of a Chinese input method count. */
export const modeOf = (typed: string): { readonly mode: PaletteMode; readonly query: string } => {
  const mode = MODES[typed[0] ?? ''];
  return mode === undefined ? { mode: 'all', query: typed.trim() } : { mode, query: typed.slice(1).trim() };
};

const ranked = <T extends PaletteItem>(items: Iterable<T>, rankOf: (item: T) => number | undefined, chosenAt: PaletteSources['chosenAt']): readonly Ranked<T>[] => {
  const found: Ranked<T>[] = [];
  for (const item of items) {
    const rank = rankOf(item);
    if (rank !== undefined) found.push({ item, rank });
  }
  return found.sort((a, b) => a.rank - b.rank || chosenAt(keyOfItem(b.item)) - chosenAt(keyOfItem(a.item)));
};

/** Found only by its account: behind every name. */
const BY_ACCOUNT = 4;

const conversationsOf = (query: string, rank: Rank, { conversations, accountWords }: PaletteSources): Section => {
  const typed = plainName(query);
  const fitting = new Set([...accountWords].flatMap(([account, words]) => (words.some((word) => plainName(word).includes(typed)) ? [account] : [])));
  const found: { readonly item: PaletteItem; readonly rank: number; readonly at: number }[] = [];
  for (const row of conversations) {
    const own = typed === '' ? (row.lastAt > 0 ? 0 : undefined) : rank(row.title) ?? (fitting.has(row.account) ? BY_ACCOUNT : undefined);
    if (own !== undefined) found.push({ item: { kind: 'conversation', name: row.title, row }, rank: own, at: row.lastAt });
  }
  return { kind: 'conversation', found: found.sort((a, b) => a.rank - b.rank || b.at - a.at) };
};

const namesOf = <T extends PaletteItem>(kind: T['kind'], items: readonly T[], rank: Rank, chosenAt: PaletteSources['chosenAt']): Section =>
  ({ kind, found: ranked(items, ({ name }) => rank(name), chosenAt) });

const tagsOf = (row: ConversationRow): readonly string[] =>
  [row.province, row.occupation, row.grade, ...(row.tags ?? [])].filter((tag): tag is string => tag !== undefined);

const taggedOf = (rankOf: Rank, { conversations }: PaletteSources): Section => {
  const found: { readonly item: PaletteItem; readonly rank: number; readonly at: number }[] = [];
  for (const row of conversations) {
    let best: { readonly rank: number; readonly tag: string } | undefined;
    for (const tag of tagsOf(row)) {
      const rank = rankOf(tag);
      if (rank !== undefined && (best === undefined || rank < best.rank)) best = { rank, tag };
    }
    if (best !== undefined) found.push({ item: { kind: 'conversation', name: row.title, row, tag: best.tag }, rank: best.rank, at: row.lastAt });
  }
  return { kind: 'conversation', found: found.sort((a, b) => a.rank - b.rank || b.at - a.at) };
};

const commandsOf = (rank: Rank, { commands, chosenAt }: PaletteSources): Section =>
  namesOf('command', commands.map(({ action, name }) => ({ kind: 'command' as const, action, name })), rank, chosenAt);

const peopleOf = (rank: Rank, { people, chosenAt }: PaletteSources): Section =>
  namesOf('person', people.map((row) => ({ kind: 'person' as const, row, name: row.name })), rank, chosenAt);

const wordingsOf = (query: string, { wordings }: PaletteSources): Section =>
  ({ kind: 'wording', found: matchWording(query, wordings).map(({ row }, place) => ({ item: { kind: 'wording', row, name: row.title }, rank: row.title.toLowerCase().includes(query.toLowerCase()) ? 1 : place < FEW ? 3 : 4 })) });

const everything = (query: string, rank: Rank, sources: PaletteSources): readonly Section[] => [
  conversationsOf(query, rank, sources),
  commandsOf(rank, sources),
  wordingsOf(query, sources),
  namesOf('page', sources.pages.map((page) => ({ kind: 'page' as const, page, name: page.name })), rank, sources.chosenAt),
  namesOf('account', sources.accounts.map((row) => ({ kind: 'account' as const, row, name: row.name })), rank, sources.chosenAt),
  peopleOf(rank, sources),
  namesOf('help', sources.help.map(({ topic, name }) => ({ kind: 'help' as const, topic, name })), rank, sources.chosenAt),
];

const sectionsOf = (mode: PaletteMode, query: string, rank: Rank, sources: PaletteSources): readonly Section[] => {
  switch (mode) {
    case 'commands': return [commandsOf(rank, sources)];
    case 'people': return [peopleOf(rank, sources)];
    case 'tags': return [taggedOf(rank, sources)];
    case 'all': return query === '' ? [conversationsOf('', rank, sources)] : everything(query, rank, sources);
  }
};

/** A match at the start of a name puts its whole section before sections that only contain the word or spell it. */
const bestOf = ({ found }: Section): number => found[0]?.rank ?? Infinity;

/**
 * What fits: sections with the best match first, best lines first inside, customers by their latest word. Nothing
 * typed shows the latest conversations. ≤ 30 ms at ten thousand of them (test/unit/renderer/app/palette).
 */
export const matchPalette = (typed: string, index: NameIndex, sources: PaletteSources): PaletteResult => {
  const { mode, query } = modeOf(typed);
  const sections = sectionsOf(mode, query, index.ranker(query), sources).filter(({ found }) => found.length > 0).sort((a, b) => bestOf(a) - bestOf(b));
  const most = sections.length > 1 ? FEW : MANY;
  return {
    mode, query, count: sections.reduce((sum, { found }) => sum + found.length, 0),
    sections: sections.map(({ kind, found }) => ({ kind: kind === 'conversation' && mode === 'all' && query === '' ? 'recent' : kind, items: found.slice(0, most).map(({ item }) => item) })),
  };
};

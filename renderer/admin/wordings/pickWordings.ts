/** Which wordings the library shows and in which order. Pure. */
import type { AccountId, PersonId, WordingId } from '#shared/domain/ids';
import { noFigures, type WordingFigures } from '../../archive/queries/wordingFigures';
import { matchWording } from '../../archive/queries/wordingSearch';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { isWithin } from './wordingTree';

/** `mine`: personal wording of the reader; a supervisor sees that of all under `personal`. */
export type ScopeFilter = { readonly kind: 'all' } | { readonly kind: 'shared' } | { readonly kind: 'personal' } | { readonly kind: 'account'; readonly account: AccountId };
export type LibraryFilter = { readonly path: readonly string[]; readonly scope: ScopeFilter; readonly text: string };

export const wholeLibrary: LibraryFilter = { path: [], scope: { kind: 'all' }, text: '' };

export type SortKey = 'title' | 'uses' | 'edited' | 'answered' | 'sold' | 'lastAt';
export type Sorting = { readonly key: SortKey; readonly isDown: boolean };

/** Personal wording is seen by its owner and by supervisors. */
export const isVisible = (row: Pick<WordingRow, 'owner'>, person: PersonId | undefined, maySeeAll: boolean): boolean =>
  row.owner === undefined || maySeeAll || row.owner === person;

const isInScope = (row: WordingRow, scope: ScopeFilter): boolean => {
  switch (scope.kind) {
    case 'all': return true;
    case 'shared': return row.owner === undefined && row.accounts.length === 0;
    case 'personal': return row.owner !== undefined;
    case 'account': return row.accounts.includes(scope.account);
  }
};

export type Figures = ReadonlyMap<WordingId, WordingFigures>;

/** Part of the uses, 0–1; `undefined` where there were none: 0 % of nothing says nothing. */
export const shareOf = (figures: WordingFigures | undefined, key: 'edited' | 'answered' | 'sold'): number | undefined =>
  (figures === undefined || figures.uses === 0 ? undefined : figures[key] / figures.uses);

const collator = new Intl.Collator('zh');

const valueOf = (row: WordingRow, key: Exclude<SortKey, 'title'>, figures: Figures): number => {
  const sum = figures.get(row.id) ?? noFigures;
  return key === 'uses' || key === 'lastAt' ? sum[key] : shareOf(sum, key) ?? -1;
};

const sorted = (rows: readonly WordingRow[], { key, isDown }: Sorting, figures: Figures): readonly WordingRow[] => {
  const turn = isDown ? -1 : 1;
  return [...rows].sort((a, b) => (key === 'title'
    ? turn * (collator.compare(a.category.join('/'), b.category.join('/')) || collator.compare(a.title, b.title))
    : turn * (valueOf(a, key, figures) - valueOf(b, key, figures)) || collator.compare(a.title, b.title)));
};

/** `sorting` absent: as found (best match first) while a text is searched, else by category and title. */
export const pickWordings = (rows: readonly WordingRow[], filter: LibraryFilter, sorting: Sorting | undefined, figures: Figures): readonly WordingRow[] => {
  const inside = rows.filter((row) => isWithin(row.category, filter.path) && isInScope(row, filter.scope));
  const found = filter.text.trim() === '' ? inside : matchWording(filter.text, inside, (id) => figures.get(id)?.uses ?? 0).map(({ row }) => row);
  return sorting === undefined ? found : sorted(found, sorting, figures);
};

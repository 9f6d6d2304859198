import { create } from 'zustand';
import type { AccountId } from '#shared/domain/ids';
import { listQuerySchema, type ListOrder, type ListQuery, type ListScope } from '#shared/domain/listFilter';
import { loadLayout, saveLayout } from './layout';
import { forgetWithPerson } from './personal';

export type Scope = ListScope;
/** Conditions of the list beside its chip and its account. */
export const facets = ['province', 'occupation', 'grade', 'tag', 'mark', 'kind', 'group', 'assignee', 'platform', 'stage', 'trouble', 'waitsOver', 'ending'] as const;
export type Facet = (typeof facets)[number];
export type { ListOrder };

/** What the conversation list shows; `null` = any. */
export type Filters = ListQuery;

export const noFilters: Filters = { ...listQuerySchema.parse({}), kind: null, mark: null, group: null, ending: null };

export const useFilters = create<Filters>(() => noFilters);
forgetWithPerson(() => {
  useFilters.setState(noFilters, true);
  closeListSearch();
});

/** What was typed into the list's search; forgotten with the window. */
export const useListSearch = create<{ readonly text: string; readonly isOpen: boolean }>(() => ({ text: '', isOpen: false }));

const change = (part: Partial<Filters>): void => {
  useFilters.setState(part);
  saveLayout('filters', () => ({ ...useFilters.getState() }));
};

export const chooseScope = (scope: Scope): void => change({ scope });
export const chooseAccount = (account: AccountId | null): void => change({ account });
export const chooseOrder = (order: ListOrder): void => change({ order });

/** One value of a facet, `null` for any. */
export const chooseFacet = (facet: Facet, value: string | null): void =>
  change({ [facet]: facet === 'waitsOver' && value !== null ? Number(value) : value });

/** All conditions at once, as a saved filter has them. */
export const chooseFilters = (query: ListQuery): void => change({ ...noFilters, ...query });

/** Back to everything, keeping the order. */
export const clearFilters = (): void => {
  change({ ...noFilters, order: useFilters.getState().order });
  closeListSearch();
};

export const openListSearch = (): void => useListSearch.setState({ isOpen: true });
export const closeListSearch = (): void => useListSearch.setState({ isOpen: false, text: '' });
export const typeListSearch = (text: string): void => useListSearch.setState({ text });

export const hasFacets = (filters: Filters): boolean => facets.some((facet) => (filters[facet] ?? null) !== null);

/** Whether two filters show the same. */
export const isSameQuery = (a: ListQuery, b: ListQuery): boolean =>
  a.scope === b.scope && a.account === b.account && a.order === b.order && facets.every((facet) => (a[facet] ?? null) === (b[facet] ?? null));

/** Saved filters made whole; the scope starts at 全部, a forgotten 超时 would hide new customers. */
export const restoreFilters = (saved: unknown): Filters => {
  const parsed = listQuerySchema.safeParse(saved);
  return parsed.success ? { ...noFilters, ...parsed.data, scope: 'all', waitsOver: null, trouble: null } : noFilters;
};

export const restoreFiltersFromLayout = async (): Promise<void> => {
  useFilters.setState(restoreFilters((await loadLayout())['filters']));
};

import { create } from 'zustand';
import type { AccountId } from '#shared/domain/ids';
import { loadLayout, saveLayout } from './layout';

export type Scope = 'all' | 'unread' | 'waiting' | 'overdue';
export type Facet = 'province' | 'occupation' | 'grade' | 'tag';
export type ListOrder = 'waiting' | 'recent';

/** What the conversation list shows; `null` = any. Everything given is required. */
export type Filters = {
  readonly scope: Scope;
  readonly account: AccountId | null;
  readonly province: string | null;
  readonly occupation: string | null;
  readonly grade: string | null;
  readonly tag: string | null;
  readonly order: ListOrder;
};

export const noFilters: Filters = { scope: 'all', account: null, province: null, occupation: null, grade: null, tag: null, order: 'waiting' };
export const facets: readonly Facet[] = ['province', 'occupation', 'grade', 'tag'];

export const useFilters = create<Filters>(() => noFilters);

const change = (part: Partial<Filters>): void => {
  useFilters.setState(part);
  saveLayout('filters', () => ({ ...useFilters.getState() }));
};

export const chooseScope = (scope: Scope): void => change({ scope });
export const chooseAccount = (account: AccountId | null): void => change({ account });
export const chooseOrder = (order: ListOrder): void => change({ order });

/** One value of a facet, `null` for any. */
export const chooseFacet = (facet: Facet, value: string | null): void => change({ [facet]: value });

/** Back to everything, keeping the order. */
export const clearFilters = (): void => change({ ...noFilters, order: useFilters.getState().order });

export const hasFacets = (filters: Filters): boolean => facets.some((facet) => filters[facet] !== null);

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Saved filters made whole; the scope starts at 全部, a forgotten 超时 would hide new customers. */
export const restoreFilters = (saved: unknown): Filters => {
  if (typeof saved !== 'object' || saved === null) return noFilters;
  const it = saved as Readonly<Record<string, unknown>>; // probed field by field
  return {
    ...noFilters,
    account: text(it['account']) as AccountId | null, // our own saved value
    province: text(it['province']), occupation: text(it['occupation']), grade: text(it['grade']), tag: text(it['tag']),
    order: it['order'] === 'recent' ? 'recent' : 'waiting',
  };
};

export const restoreFiltersFromLayout = async (): Promise<void> => {
  useFilters.setState(restoreFilters((await loadLayout())['filters']));
};

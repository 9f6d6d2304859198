import { useDeferredValue, useMemo, useState } from 'react';
import type { ListQuery, ListScope } from '#shared/domain/listFilter';
import type { ConversationId } from '#shared/domain/ids';
import type { ConversationList, ValuesOf, ListContext } from '../../archive/queries/conversationList';
import { ListIndex } from '../../archive/queries/listIndex';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useFilters, useListSearch } from '../../state/filters';
import { useMe } from '../../state/session';
import { useTabs } from '../../state/tabs';
import { useDeskData } from '../shell/DeskData';
import { groupedItems, idsOf, type ListItem } from './listItems';
import { useNameMatcher } from './useNameMatcher';

export type ListView = {
  readonly items: readonly ListItem[];
  /** Ids in the order shown. */
  readonly ids: readonly ConversationId[];
  readonly counts: Readonly<Record<ListScope, number>>;
  readonly valuesOf: ValuesOf;
};

/** What the list is judged by beside filter and clock; the same functions until one of their grounds changes. */
export const useListContext = (): Omit<ListContext, 'keep' | 'now'> => {
  const { grounds, clockOf } = useDeskData();
  const me = useMe();
  const matches = useNameMatcher();
  return useMemo(() => ({
    clockOf, matches, me,
    platformOf: (account) => grounds.get(account)?.channel,
    holderOf: (row: ConversationRow) => row.assignee ?? grounds.get(row.account)?.holder,
  }), [grounds, clockOf, matches, me]);
};

const itemsOf = (list: ConversationList, order: ListQuery['order']): readonly ListItem[] =>
  groupedItems(list, order === 'recent');

/** The list as the chosen filters show it, with the counts of every chip and facet; each message costs its own row only. */
export const useListView = (): ListView => {
  const { conversations, now } = useDeskData();
  const query = useFilters();
  const text = useDeferredValue(useListSearch((search) => search.text));
  const keep = useTabs((tabs) => tabs.active) ?? undefined;
  const context = useListContext();
  const filter = useMemo(() => ({ ...query, text }), [query, text]);
  // It remembers the last pass only to be quick: its answer depends on what it is given.
  const [index] = useState(() => new ListIndex());
  const list = useMemo(() => index.view(conversations, filter, { ...context, now, keep }), [index, conversations, filter, context, now, keep]);
  const items = useMemo(() => itemsOf(list, query.order), [list, query.order]);
  return useMemo(() => ({ items, ids: idsOf(items), counts: list.counts, valuesOf: list.valuesOf }), [items, list]);
};

import { useMemo } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { filterConversations, type ConversationList } from '../../archive/queries/conversationList';
import { useFilters, type Facet, type Filters, type Scope } from '../../state/filters';
import { useTabs } from '../../state/tabs';
import { useDeskData } from '../shell/DeskData';
import { groupedItems, idsOf, plainItems, type ListItem } from './listItems';

export type ListView = {
  readonly items: readonly ListItem[];
  /** Ids in the order shown. */
  readonly ids: readonly ConversationId[];
  readonly counts: Readonly<Record<Scope, number>>;
  /** Conversations per value of each facet: what choosing it would show. */
  readonly byFacet: Readonly<Record<Facet, ReadonlyMap<string, number>>>;
};

const filterOf = ({ scope, account, province, occupation, grade, tag }: Filters) => ({
  scope, account: account ?? undefined, province: province ?? undefined, occupation: occupation ?? undefined, grade: grade ?? undefined, tag: tag ?? undefined,
});

const itemsOf = ({ waiting, answered }: ConversationList, order: Filters['order']): readonly ListItem[] =>
  order === 'waiting' ? groupedItems(waiting, answered) : plainItems([...waiting, ...answered].sort((a, b) => b.lastAt - a.lastAt || b.lastSeq - a.lastSeq));

/** The list as the chosen filters show it, with the counts of every chip and facet. */
export const useListView = (): ListView => {
  const { conversations, targetOf, now } = useDeskData();
  const filters = useFilters();
  const keep = useTabs((tabs) => tabs.active) ?? undefined;
  const list = useMemo(() => filterConversations(conversations, filterOf(filters), { now, targetOf, keep }), [conversations, filters, now, targetOf, keep]);
  const items = useMemo(() => itemsOf(list, filters.order), [list, filters.order]);
  return useMemo(() => ({
    items, ids: idsOf(items), counts: list.counts,
    byFacet: { province: list.byProvince, occupation: list.byOccupation, grade: list.byGrade, tag: list.byTag },
  }), [items, list]);
};

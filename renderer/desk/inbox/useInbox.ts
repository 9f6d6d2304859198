import { useMemo } from 'react';
import { useInboxRows } from '../../archive/queries/useInboxRows';
import { useMe, useRole } from '../../state/session';
import { useDeskData } from '../shell/DeskData';
import { inboxItems, type InboxItem } from './inboxItems';

const LIMIT = 200;

/** The inbox of the person who sits here; undefined until the archive answered. */
export const useInbox = (): { readonly items: readonly InboxItem[]; readonly newest: number } | undefined => {
  const self = useMe();
  const inbox = useInboxRows(self, useRole() !== 'agent', LIMIT);
  const { rowOf } = useDeskData();
  return useMemo(() => inbox && { items: inboxItems(inbox.rows, inbox.upTo, inbox.open, rowOf), newest: Math.max(0, ...inbox.rows.map((row) => -row.back)) }, [inbox, rowOf]);
};

import { useMemo } from 'react';
import type { PersonId } from '#shared/domain/ids';
import type { ListFilterRow } from '../schema/deskRows';
import { keptLive } from './keptLive';

const none: readonly ListFilterRow[] = [];

export const keptListFilters = keptLive((db): Promise<readonly ListFilterRow[]> => db.listFilters.toArray());

/** Saved filters of the list a person sees: everybody's shared ones and their own, by number, then as they were made. */
export const useListFilters = (me: PersonId | undefined): readonly ListFilterRow[] => {
  const all = keptListFilters.useAnswer();
  return useMemo(() => (all === undefined ? none : all.filter((filter) => filter.isShared || filter.owner === me)
    .sort((a, b) => (a.place ?? 99) - (b.place ?? 99) || a.savedAt - b.savedAt)), [all, me]);
};

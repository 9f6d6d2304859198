import { create } from 'zustand';
import type { LineQuery, Place } from '../../archive/queries/searchLines';
import type { ConversationId } from '#shared/domain/ids';
import { forgetWithPerson } from '../../state/personal';

export type SearchFilter = LineQuery;

export const noFilter: SearchFilter = { text: '', customer: { provinces: [], occupations: [], grades: [], tags: [] } };

/** A line somebody wants to read in its conversation; with `moment` (ms) it is replayed there. */
export type Chosen = Place & { readonly conversation: ConversationId; readonly moment?: number };

type State = { readonly filter: SearchFilter; readonly chosen: Chosen | null; readonly scrolledTo: number };

const nowhere: State = { filter: noFilter, chosen: null, scrolledTo: 0 };

/** Question and place in the results: they stay while the person is elsewhere in the desk, and go with the person. */
export const useSearchPlace = create<State>(() => nowhere);
// What one supervisor looked for is nobody else's, and a record left open would note a look of somebody who never opened it.
forgetWithPerson(() => useSearchPlace.setState(nowhere, true));

export const changeFilter = (change: Partial<SearchFilter>): void => useSearchPlace.setState(({ filter }) => ({ filter: { ...filter, ...change }, scrolledTo: 0 }));
export const clearFilter = (): void => useSearchPlace.setState({ filter: noFilter, scrolledTo: 0 });
export const takeFilter = (filter: SearchFilter): void => useSearchPlace.setState({ filter, scrolledTo: 0 });
export const chooseLine = (chosen: Chosen | null): void => useSearchPlace.setState({ chosen });
export const keepScroll = (scrolledTo: number): void => useSearchPlace.setState({ scrolledTo });

/** How many kinds of conditions narrow besides the words. */
export const conditionCount = ({ customer, accounts, persons, direction, kinds, state, from, to, trust, flags, subjects }: SearchFilter): number =>
  [accounts, persons, kinds, trust, flags, [...(subjects?.conversations ?? []), ...(subjects?.persons ?? [])], customer.provinces, customer.occupations, customer.grades, customer.tags].filter((list) => (list?.length ?? 0) > 0).length
  + [direction, state, from ?? to, customer.stage].filter((value) => value !== undefined).length;

import { create } from 'zustand';
import type { Group } from '#shared/rules/condition';
import { forgetWithPerson } from '../../state/personal';

export const pages = ['due', 'same', 'tags', 'actions', 'fields', 'policy'] as const;
export type Page = (typeof pages)[number];
/** A list of people (everybody, key customers, a segment by id), or another page. */
export type Place = { readonly kind: 'all' } | { readonly kind: 'starred' } | { readonly kind: 'segment'; readonly id: string } | { readonly kind: 'page'; readonly page: Page };

export const everybody: Group = { all: true, of: [] };

type State = {
  readonly place: Place;
  readonly text: string;
  /** What the list is narrowed by; a segment brings its own. */
  readonly condition: Group;
  readonly isEditing: boolean;
  readonly columns: readonly string[];
};

export const defaultColumns: readonly string[] = ['grade', 'province', 'occupation', 'tags', 'accounts', 'lastAt', 'waiting', 'duty'];

const atFirst: State = { place: { kind: 'all' }, text: '', condition: everybody, isEditing: false, columns: defaultColumns };

/** Where the customers screen stands; nothing of it outlives the window. */
export const useCustomersView = create<State>(() => atFirst);
forgetWithPerson(() => useCustomersView.setState(atFirst, true));

export const goTo = (place: Place, condition: Group = everybody): void => useCustomersView.setState({ place, condition, isEditing: false });
export const searchFor = (text: string): void => useCustomersView.setState({ text });
export const setCondition = (condition: Group): void => useCustomersView.setState({ condition });
export const editCondition = (isEditing: boolean): void => useCustomersView.setState({ isEditing });
export const setColumns = (columns: readonly string[]): void => useCustomersView.setState({ columns });

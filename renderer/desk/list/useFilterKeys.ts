import type { ListFilterRow } from '../../archive/schema/deskRows';
import { chooseFilters } from '../../state/filters';
import { useKey } from '../../state/keys';

/** Alt+1 … Alt+9 show the saved filter of that number; a number nobody uses does nothing. */
export const useFilterKeys = (saved: readonly ListFilterRow[]): void => {
  const show = (place: number) => (): void => {
    const filter = saved.find((each) => each.place === place);
    if (filter !== undefined) chooseFilters(filter.query);
  };
  useKey('filter1', show(1));
  useKey('filter2', show(2));
  useKey('filter3', show(3));
  useKey('filter4', show(4));
  useKey('filter5', show(5));
  useKey('filter6', show(6));
  useKey('filter7', show(7));
  useKey('filter8', show(8));
  useKey('filter9', show(9));
};

import type { PersonRow } from '../../archive/schema/personRows';

export type PeopleChip = 'here' | 'left' | 'pending';
export type PeopleFilter = { readonly chip: PeopleChip; readonly text: string };

const fitsChip = (row: PersonRow, chip: PeopleChip): boolean => (chip === 'pending' ? row.pending !== undefined : row.active === (chip === 'here'));

/** Who is on the list, in the order they were added. */
export const filterPeople = (rows: readonly PersonRow[], { chip, text }: PeopleFilter): readonly PersonRow[] =>
  rows.filter((row) => fitsChip(row, chip) && row.name.toLowerCase().includes(text.trim().toLowerCase())).sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1));

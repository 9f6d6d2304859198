import { create } from 'zustand';
import { z } from 'zod';
import { flagKinds } from '#shared/domain/flag';
import type { ConversationId, CustomerId } from '#shared/domain/ids';
import { docKinds, trusts } from '../../archive/search/searchDoc';
import { loadLayout, saveLayout } from '../../state/layout';
import { forgetWithPerson } from '../../state/personal';
import type { SearchFilter } from './searchState';

const words = z.array(z.string().max(200)).max(500);
const filterSchema = z.object({
  text: z.string().max(500),
  accounts: words.optional(), persons: words.optional(), direction: z.enum(['in', 'out']).optional(), kinds: z.array(z.enum(docKinds)).optional(),
  state: z.enum(['recalled', 'edited']).optional(), from: z.number().optional(), to: z.number().optional(), trust: z.array(z.enum(trusts)).optional(), flags: z.array(z.enum(flagKinds)).optional(),
  usesPinyin: z.boolean().optional(), order: z.enum(['newest', 'best']).optional(),
  subjects: z.object({ conversations: words.transform((ids) => ids as unknown as readonly ConversationId[]), persons: words.transform((ids) => ids as unknown as readonly CustomerId[]) }).optional(), // ids this screen kept itself
  customer: z.object({ provinces: words, occupations: words, grades: words, tags: words, stage: z.enum(['potential', 'deal']).optional() }),
});
const savedSchema = z.array(z.object({ name: z.string().min(1).max(60), filter: filterSchema })).max(100);

export type SavedSearch = { readonly name: string; readonly filter: SearchFilter };
type Saved = { readonly list: readonly SavedSearch[]; readonly isLoaded: boolean };

const empty: Saved = { list: [], isLoaded: false };
const useSaved = create<Saved>(() => empty);
forgetWithPerson(() => useSaved.setState(empty, true));

/** What was kept in a form this version does not know is left alone and not shown. */
const load = async (): Promise<void> => {
  const read = savedSchema.safeParse((await loadLayout())['searches']);
  useSaved.setState({ list: read.success ? read.data : [], isLoaded: true });
};

const change = (step: (list: readonly SavedSearch[]) => readonly SavedSearch[]): void => {
  useSaved.setState(({ list }) => ({ list: step(list) }));
  saveLayout('searches', () => JSON.parse(JSON.stringify(useSaved.getState().list)) as never); // JSON by construction
};

/** This person's kept questions, oldest first; empty until loaded. */
export const useSavedSearches = (): readonly SavedSearch[] => useSaved((saved) => saved.list);
/** Loads them once per person; a failure only means that the list stays empty. */
export const loadSavedSearches = (): void => {
  if (!useSaved.getState().isLoaded) load().catch(() => undefined);
};
/** Keeps a question under a name; the same name is replaced. */
export const keepSearch = (name: string, filter: SearchFilter): void => change((list) => [...list.filter((each) => each.name !== name), { name, filter }]);
export const forgetSearch = (name: string): void => change((list) => list.filter((each) => each.name !== name));

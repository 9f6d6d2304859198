import { create } from 'zustand';
import { forgetWithPerson } from '../../state/personal';

type Offer = { readonly words: string; readonly undo: () => Promise<unknown> };

/** The last thing done here that can be taken back with one press. */
export const useUndoBar = create<{ readonly offer: Offer | undefined }>(() => ({ offer: undefined }));
export const offerBack = (words: string, undo: () => Promise<unknown>): void => useUndoBar.setState({ offer: { words, undo } });
export const dropBack = (): void => useUndoBar.setState({ offer: undefined });
forgetWithPerson(dropBack);

import { create } from 'zustand';
import { forgetWithPerson } from '../../state/personal';

export type UndoOffer = { readonly words: string; readonly undo: () => Promise<unknown> };

/** The last thing done here that can be taken back with one press. */
export const useUndoOffer = create<{ readonly offer: UndoOffer | undefined }>(() => ({ offer: undefined }));
export const offerBack = (words: string, undo: () => Promise<unknown>): void => useUndoOffer.setState({ offer: { words, undo } });
export const dropBack = (): void => useUndoOffer.setState({ offer: undefined });
forgetWithPerson(dropBack);

import { create } from 'zustand';
import { forgetWithPerson } from '../../state/personal';

export type UndoOffer = { readonly id: number; readonly words: string; readonly undo: () => Promise<unknown> };

/** The one offer to take something back that is on the screen; a newer one replaces it. */
export const useUndoOffer = create<{ readonly offer: UndoOffer | undefined }>(() => ({ offer: undefined }));

forgetWithPerson(() => useUndoOffer.setState({ offer: undefined }));

let last = 0;

/** Says what was done and offers to take it back, for some seconds. */
export const offerUndo = (words: string, undo: () => Promise<unknown>): void => {
  last += 1;
  useUndoOffer.setState({ offer: { id: last, words, undo } });
};

/** Ends an offer, unless a newer one stands. */
export const dropOffer = (id: number): void => {
  if (useUndoOffer.getState().offer?.id === id) useUndoOffer.setState({ offer: undefined });
};

import { forgetWithPerson } from '../../state/personal';

/** When something was last chosen in the palette, by `keyOfItem`; ms. Lost with the window without harm. */
const chosen = new Map<string, number>();
forgetWithPerson(() => chosen.clear());

export const noteChosen = (key: string, at: number): void => { chosen.set(key, at); };

/** 0 = never. */
export const chosenAt = (key: string): number => chosen.get(key) ?? 0;

import { create } from 'zustand';
import { forgetWithPerson } from '../../state/personal';

/** The card that is open; undefined = the first one in use. */
export const useChosenCard = create<{ readonly chosen: string | undefined }>(() => ({ chosen: undefined }));
forgetWithPerson(() => chooseCard(undefined));

export const chooseCard = (chosen: string | undefined): void => useChosenCard.setState({ chosen });

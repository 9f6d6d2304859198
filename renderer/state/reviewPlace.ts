import { create } from 'zustand';
import { forgetWithPerson } from './personal';
import { showMine, showSupervision } from './view';

type Place = { readonly review: string | null; readonly mine: string | null; readonly section: QualitySection };
/** Parts of the supervisor's page of spot checks. */
export type QualitySection = 'reviews' | 'samples' | 'agreement' | 'training';

const nowhere: Place = { review: null, mine: null, section: 'reviews' };

/** Which review is open at the supervisor's, which at the agent's side; nothing of it outlives the window. */
export const useReviewPlace = create<Place>(() => nowhere);
forgetWithPerson(() => useReviewPlace.setState(nowhere, true));

export const chooseReview = (review: string | null): void => useReviewPlace.setState({ review });
export const chooseMyReview = (mine: string | null): void => useReviewPlace.setState({ mine });
export const chooseSection = (section: QualitySection): void => useReviewPlace.setState({ section });
/** Where a line of the inbox leads. */
export const openReview = (review: string): void => { useReviewPlace.setState({ review, section: 'reviews' }); showSupervision('quality'); };
export const openMyReview = (mine: string): void => { useReviewPlace.setState({ mine }); showMine('quality'); };

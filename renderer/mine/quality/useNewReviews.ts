import { useNewReviewCount } from '../../archive/queries/useReviews';
import { useMe } from '../../state/session';

/** Scores the person signed in has not acknowledged. */
export const useNewReviews = (): number => useNewReviewCount(useMe());

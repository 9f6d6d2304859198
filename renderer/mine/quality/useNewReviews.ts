import { useNewReviewCount } from '../../archive/queries/useReviews';
import { useSession } from '../../state/session';

/** Scores the person signed in has not acknowledged. */
export const useNewReviews = (): number => useNewReviewCount(useSession(({ info }) => info?.person?.id));

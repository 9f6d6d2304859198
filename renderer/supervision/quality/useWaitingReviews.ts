import { useReviewCount } from '../../archive/queries/useReviews';
import { useMe } from '../../state/session';

/** Own reviews to do and appeals to answer. */
export const useWaitingReviews = (): number => useReviewCount(useMe());

import { useReviewCount } from '../../archive/queries/useReviews';
import { useSession } from '../../state/session';

/** Own reviews to do and appeals to answer. */
export const useWaitingReviews = (): number => useReviewCount(useSession(({ info }) => info?.person?.id));

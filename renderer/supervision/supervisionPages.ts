import { lazy, type ComponentType } from 'react';
import type { Role } from '#shared/domain/person';
import { useOpenFlagCount } from '../archive/queries/useFlags';
import { useComplaintCount, useLeaveCount } from '../duties/useTodayCount';
import type { SupervisionPlace } from '../state/view';
import { useViolationCount } from './violations/useViolationCount';
import { useWaitingReviews } from './quality/useWaitingReviews';

const supervisors: readonly Role[] = ['supervisor', 'administrator'];

type PageEntry = {
  readonly page: SupervisionPlace;
  /** Who sees it; the engine refuses by itself what a role may not do. */
  readonly roles: readonly Role[];
  readonly Page: ComponentType;
  /** What waits there for this person, as a hook of the page's own. */
  readonly useCount?: () => number;
};

/** Pages of supervision in the order of the strip. A new one is a line here, one in `state/view.ts` and a name `supervision.<page>`. */
export const supervisionPages: readonly PageEntry[] = [
  { page: 'records', roles: supervisors, Page: lazy(async () => ({ default: (await import('./records/RecordsPage')).RecordsPage })) },
  { page: 'flags', roles: supervisors, useCount: useOpenFlagCount, Page: lazy(async () => ({ default: (await import('./flags/FlagsPage')).FlagsPage })) },
  { page: 'figures', roles: supervisors, Page: lazy(async () => ({ default: (await import('./figures/FiguresPage')).FiguresPage })) },
  { page: 'portrait', roles: supervisors, Page: lazy(async () => ({ default: (await import('./portrait/PortraitPage')).PortraitPage })) },
  { page: 'quality', roles: supervisors, useCount: useWaitingReviews, Page: lazy(async () => ({ default: (await import('./quality/QualityPage')).QualityPage })) },
  { page: 'violations', roles: supervisors, Page: lazy(async () => ({ default: (await import('./violations/ViolationsPage')).ViolationsPage })), useCount: useViolationCount },
  { page: 'duties', roles: supervisors, useCount: useLeaveCount, Page: lazy(async () => ({ default: (await import('./duties/DutiesPage')).DutiesPage })) },
  { page: 'complaints', roles: supervisors, useCount: useComplaintCount, Page: lazy(async () => ({ default: (await import('./complaints/ComplaintsPage')).ComplaintsPage })) },
];

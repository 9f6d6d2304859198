import { lazy, type ComponentType } from 'react';
import type { Role } from '#shared/domain/person';
import { useTodayCount } from '../duties/useTodayCount';
import type { MinePlace } from '../state/view';
import { useMyViolationCount } from './violations/useMyViolationCount';
import { useNewReviews } from './quality/useNewReviews';

const all: readonly Role[] = ['agent', 'supervisor', 'administrator'];

type PageEntry = {
  readonly page: MinePlace;
  readonly roles: readonly Role[];
  readonly Page: ComponentType;
  /** What waits there for this person, as a hook of the page's own. */
  readonly useCount?: () => number;
};

/** Pages of "my work" in the order of the strip. A new one is a line here, one in `state/view.ts` and a name `mine.<page>`. */
export const minePages: readonly PageEntry[] = [
  { page: 'today', roles: all, useCount: useTodayCount, Page: lazy(async () => ({ default: (await import('./today/TodayPage')).TodayPage })) },
  { page: 'looks', roles: all, Page: lazy(async () => ({ default: (await import('./looks/MyLooksPage')).MyLooksPage })) },
  { page: 'figures', roles: all, Page: lazy(async () => ({ default: (await import('./figures/MyFiguresPage')).MyFiguresPage })) },
  { page: 'quality', roles: all, useCount: useNewReviews, Page: lazy(async () => ({ default: (await import('./quality/MyReviewsPage')).MyReviewsPage })) },
  { page: 'violations', roles: all, Page: lazy(async () => ({ default: (await import('./violations/MyViolationsPage')).MyViolationsPage })), useCount: useMyViolationCount },
];

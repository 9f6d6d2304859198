import { lazy, type ComponentType } from 'react';
import type { Role } from '#shared/domain/person';
import type { SupervisionPlace } from '../state/view';

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
];

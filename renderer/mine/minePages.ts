import { lazy, type ComponentType } from 'react';
import type { Role } from '#shared/domain/person';
import type { MinePlace } from '../state/view';

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
  { page: 'looks', roles: all, Page: lazy(async () => ({ default: (await import('./looks/MyLooksPage')).MyLooksPage })) },
];

import { lazy, type ComponentType } from 'react';
import type { Screen } from '../state/view';

export type LazyScreen = Exclude<Screen, 'desk'>;

/** Screens beside the desk: loaded when opened, so that the desk starts fast and stays without their form library. */
export const lazyScreens: Readonly<Record<LazyScreen, ComponentType>> = {
  customers: lazy(async () => ({ default: (await import('../admin/customers/CustomersScreen')).CustomersScreen })),
  wordings: lazy(async () => ({ default: (await import('../admin/wordings/WordingsScreen')).WordingsScreen })),
  supervision: lazy(async () => ({ default: (await import('../supervision/SupervisionScreen')).SupervisionScreen })),
  mine: lazy(async () => ({ default: (await import('../mine/MineScreen')).MineScreen })),
  admin: lazy(async () => ({ default: (await import('../admin/AdminScreen')).AdminScreen })),
};

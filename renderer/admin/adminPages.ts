import { lazy, type ComponentType } from 'react';
import type { AdminPlace } from '../state/view';

/** A page of administration; adding an account is the register with its form open. */
export type AdminPage = Exclude<AdminPlace, 'addAccount'>;
export type AdminSection = 'company' | 'data';
type PageEntry = {
  readonly page: AdminPage;
  readonly section: AdminSection;
  /** Who sees it in the menu; the engine refuses by itself what a role may not do. */
  readonly roles: readonly string[];
  /** Left out where the screen itself shows it. */
  readonly Page?: ComponentType;
};

const all = ['agent', 'supervisor', 'administrator'] as const;

export const adminSections: readonly AdminSection[] = ['company', 'data'];

export const adminPages: readonly PageEntry[] = [
  { page: 'accounts', section: 'company', roles: all },
  { page: 'records', section: 'data', roles: all, Page: lazy(async () => ({ default: (await import('./records/RecordsPage')).RecordsPage })) },
];

export const pageOf = (place: AdminPlace): AdminPage => (place === 'addAccount' ? 'accounts' : place);

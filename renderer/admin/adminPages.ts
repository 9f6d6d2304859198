import { lazy, type ComponentType } from 'react';
import type { AdminPlace } from '../state/view';

/** A page of administration; adding an account is the register with its form open. */
export type AdminPage = Exclude<AdminPlace, 'addAccount'>;
export type AdminSection = 'personal' | 'company' | 'data';
type PageEntry = {
  readonly page: AdminPage;
  readonly section: AdminSection;
  /** Who sees it in the menu; the engine refuses by itself what a role may not do. */
  readonly roles: readonly string[];
  /** Left out where the screen itself shows it. */
  readonly Page?: ComponentType;
};

const all = ['agent', 'supervisor', 'administrator'] as const;

export const adminSections: readonly AdminSection[] = ['personal', 'company', 'data'];

export const adminPages: readonly PageEntry[] = [
  { page: 'settings', section: 'personal', roles: all, Page: lazy(async () => ({ default: (await import('./settings/SettingsPage')).SettingsPage })) },
  { page: 'keyboard', section: 'personal', roles: all, Page: lazy(async () => ({ default: (await import('./settings/KeyboardPage')).KeyboardPage })) },
  { page: 'accounts', section: 'company', roles: all },
  { page: 'people', section: 'company', roles: ['administrator'], Page: lazy(async () => ({ default: (await import('./people/PeoplePage')).PeoplePage })) },
  { page: 'clocks', section: 'company', roles: all, Page: lazy(async () => ({ default: (await import('./clocks/ClocksPage')).ClocksPage })) },
  { page: 'regulation', section: 'company', roles: all, Page: lazy(async () => ({ default: (await import('./regulation/RegulationPage')).RegulationPage })) },
  { page: 'flags', section: 'company', roles: ['administrator'], Page: lazy(async () => ({ default: (await import('./flags/FlagRulesPage')).FlagRulesPage })) },
  { page: 'shifts', section: 'company', roles: ['supervisor', 'administrator'], Page: lazy(async () => ({ default: (await import('./shifts/ShiftsPage')).ShiftsPage })) },
  { page: 'dailyDuties', section: 'company', roles: ['supervisor', 'administrator'], Page: lazy(async () => ({ default: (await import('./duties/DutyRulesPage')).DutyRulesPage })) },
  { page: 'scorecards', section: 'company', roles: ['administrator'], Page: lazy(async () => ({ default: (await import('./quality/ScorecardsPage')).ScorecardsPage })) },
  { page: 'records', section: 'data', roles: all, Page: lazy(async () => ({ default: (await import('./records/RecordsPage')).RecordsPage })) },
  { page: 'retention', section: 'data', roles: ['supervisor', 'administrator'], Page: lazy(async () => ({ default: (await import('./retention/RetentionPage')).RetentionPage })) },
  { page: 'backup', section: 'data', roles: ['administrator'], Page: lazy(async () => ({ default: (await import('./backup/BackupPage')).BackupPage })) },
];

export const pageOf = (place: AdminPlace): AdminPage => (place === 'addAccount' ? 'accounts' : place);

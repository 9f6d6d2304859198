/** Which screens and pages each role has. A page widened by accident, or one that forgot its roles, shows here. */
import { describe, expect, it } from 'vitest';
import type { Role } from '#shared/domain/person';
import { adminPages } from '#renderer/admin/adminPages';
import { mayOpen, navItems } from '#renderer/app/navItems';
import { minePages } from '#renderer/mine/minePages';
import { supervisionPages } from '#renderer/supervision/supervisionPages';

const seenBy = (role: Role, pages: readonly { readonly page: string; readonly roles: readonly string[] }[]): readonly string[] =>
  pages.filter(({ roles }) => roles.includes(role)).map(({ page }) => page);
const screens = navItems.map(({ screen }) => screen);

describe('what a role has on the screen', () => {
  it('agents: their own work, nothing of others and nothing of the company to change', () => {
    expect(screens.filter((screen) => mayOpen(screen, 'agent'))).toEqual(['desk', 'customers', 'wordings', 'mine', 'admin']);
    expect(seenBy('agent', supervisionPages)).toEqual([]);
    expect(seenBy('agent', adminPages)).toEqual(['settings', 'keyboard', 'accounts', 'clocks', 'regulation', 'records']);
    expect(seenBy('agent', minePages)).toEqual(minePages.map(({ page }) => page));
  });

  it('supervisors: every page of supervision, shifts, duties and retention; not people, word rules, scorecards, backup', () => {
    expect(screens.filter((screen) => mayOpen(screen, 'supervisor'))).toEqual(screens);
    expect(seenBy('supervisor', supervisionPages)).toEqual(supervisionPages.map(({ page }) => page));
    expect(seenBy('supervisor', adminPages)).toEqual(['settings', 'keyboard', 'accounts', 'clocks', 'regulation', 'shifts', 'dailyDuties', 'records', 'retention']);
  });

  it('administrators: everything', () => {
    expect(screens.filter((screen) => mayOpen(screen, 'administrator'))).toEqual(screens);
    expect([seenBy('administrator', adminPages), seenBy('administrator', supervisionPages)]).toEqual([adminPages.map(({ page }) => page), supervisionPages.map(({ page }) => page)]);
  });
});

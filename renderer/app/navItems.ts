import type { Role } from '#shared/domain/person';
import type { Screen } from '../state/view';

const all: readonly Role[] = ['agent', 'supervisor', 'administrator'];

/** Screens in the order of the title bar and the palette. The pages of `supervision`, `mine` and `admin` are chosen by role there. */
export const navItems: readonly { readonly screen: Screen; readonly roles: readonly Role[] }[] = [
  { screen: 'desk', roles: all },
  { screen: 'customers', roles: all },
  { screen: 'wordings', roles: all },
  { screen: 'supervision', roles: ['supervisor', 'administrator'] },
  { screen: 'mine', roles: all },
  { screen: 'admin', roles: all },
];

export const mayOpen = (screen: Screen, role: Role): boolean => navItems.some((item) => item.screen === screen && item.roles.includes(role));

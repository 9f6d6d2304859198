import { create } from 'zustand';

export type Screen = 'desk' | 'admin';
/** Where admin opens: one of its pages, or straight at adding an account. */
export type AdminPlace = 'accounts' | 'addAccount' | 'records';

type View = {
  readonly screen: Screen;
  readonly adminPlace: AdminPlace;
  readonly isSwitcherOpen: boolean;
  /** The customer panel where it is a drawer (below 1240 px). */
  readonly isCustomerOpen: boolean;
};

/** Which screen and which floating part is open; nothing of it outlives the window. */
export const useView = create<View>(() => ({ screen: 'desk', adminPlace: 'accounts', isSwitcherOpen: false, isCustomerOpen: false }));

/** A screen where it was left; a form asked for once is not opened again. */
export const showScreen = (screen: Screen): void =>
  useView.setState(({ adminPlace }) => ({ screen, adminPlace: adminPlace === 'addAccount' ? 'accounts' : adminPlace }));
export const showDesk = (): void => useView.setState({ screen: 'desk' });
export const showAdmin = (adminPlace: AdminPlace = 'accounts'): void => useView.setState({ screen: 'admin', adminPlace });
export const openSwitcher = (): void => useView.setState({ isSwitcherOpen: true });
export const closeSwitcher = (): void => useView.setState({ isSwitcherOpen: false });
export const toggleCustomer = (): void => useView.setState(({ isCustomerOpen }) => ({ isCustomerOpen: !isCustomerOpen }));
export const closeCustomer = (): void => useView.setState({ isCustomerOpen: false });

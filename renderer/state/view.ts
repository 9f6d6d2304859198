import { create } from 'zustand';

export type Screen = 'desk' | 'admin';
/** Where admin opens: the list of accounts, or straight at adding one. */
export type AdminPlace = 'accounts' | 'addAccount';

type View = {
  readonly screen: Screen;
  readonly adminPlace: AdminPlace;
  readonly isSwitcherOpen: boolean;
  /** The customer panel where it is a drawer (below 1240 px). */
  readonly isCustomerOpen: boolean;
};

/** Which screen and which floating part is open; nothing of it outlives the window. */
export const useView = create<View>(() => ({ screen: 'desk', adminPlace: 'accounts', isSwitcherOpen: false, isCustomerOpen: false }));

export const showDesk = (): void => useView.setState({ screen: 'desk' });
export const showAdmin = (adminPlace: AdminPlace = 'accounts'): void => useView.setState({ screen: 'admin', adminPlace });
export const openSwitcher = (): void => useView.setState({ isSwitcherOpen: true });
export const closeSwitcher = (): void => useView.setState({ isSwitcherOpen: false });
export const toggleCustomer = (): void => useView.setState(({ isCustomerOpen }) => ({ isCustomerOpen: !isCustomerOpen }));
export const closeCustomer = (): void => useView.setState({ isCustomerOpen: false });

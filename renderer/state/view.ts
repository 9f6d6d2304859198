import { create } from 'zustand';
import { topicAt } from './helpTopics';
import { forgetWithPerson } from './personal';

export type Screen = 'desk' | 'customers' | 'wordings' | 'supervision' | 'mine' | 'admin';
/** Pages of supervision and of "my work" (their lists: `supervision/supervisionPages`, `mine/minePages`). */
export type SupervisionPlace = 'records' | 'flags' | 'duties' | 'complaints' | 'quality' | 'violations' | 'figures' | 'portrait';
export type MinePlace = 'looks' | 'today' | 'quality' | 'violations' | 'figures';
/** Where admin opens: one of its pages, or straight at adding an account. */
export type AdminPlace = 'settings' | 'keyboard' | 'accounts' | 'addAccount' | 'people' | 'clocks' | 'flags' | 'regulation' | 'records' | 'retention' | 'backup' | 'shifts' | 'dailyDuties' | 'scorecards';

type View = {
  readonly screen: Screen;
  readonly adminPlace: AdminPlace;
  readonly supervisionPlace: SupervisionPlace;
  readonly minePlace: MinePlace;
  readonly isSwitcherOpen: boolean;
  /** The customer panel where it is a drawer (below 1240 px). */
  readonly isCustomerOpen: boolean;
  /** The page of the help that is open, null for none. */
  readonly helpTopic: string | null;
  readonly isKeyHelpOpen: boolean;
  /** Only who waits and the conversation on the screen. */
  readonly isPeak: boolean;
  readonly isProfileOpen: boolean;
};

const atFirst: View = { screen: 'desk', adminPlace: 'accounts', supervisionPlace: 'records', minePlace: 'today', isSwitcherOpen: false, isCustomerOpen: false, helpTopic: null, isKeyHelpOpen: false, isPeak: false, isProfileOpen: false };

/** Which screen and which floating part is open; nothing of it outlives the window. */
export const useView = create<View>(() => atFirst);
forgetWithPerson(() => useView.setState(atFirst, true));

/** A screen where it was left; a form asked for once is not opened again. */
export const showScreen = (screen: Screen): void =>
  useView.setState(({ adminPlace }) => ({ screen, adminPlace: adminPlace === 'addAccount' ? 'accounts' : adminPlace }));
export const showDesk = (): void => useView.setState({ screen: 'desk' });
export const showAdmin = (adminPlace: AdminPlace = 'accounts'): void => useView.setState({ screen: 'admin', adminPlace });
export const showSupervision = (supervisionPlace: SupervisionPlace): void => useView.setState({ screen: 'supervision', supervisionPlace });
export const showMine = (minePlace: MinePlace): void => useView.setState({ screen: 'mine', minePlace });
export const openSwitcher = (): void => useView.setState({ isSwitcherOpen: true });
export const closeSwitcher = (): void => useView.setState({ isSwitcherOpen: false });
export const toggleCustomer = (): void => useView.setState(({ isCustomerOpen }) => ({ isCustomerOpen: !isCustomerOpen }));
export const openProfile = (): void => useView.setState({ isProfileOpen: true });
export const closeProfile = (): void => useView.setState({ isProfileOpen: false });
export const closeCustomer = (): void => useView.setState({ isCustomerOpen: false });
/** Opens the help at a page of `resources/help` by its file name; without one at the page about where somebody is. */
export const showHelp = (topic?: string): void =>
  useView.setState(({ screen, adminPlace, supervisionPlace, minePlace }) => ({ helpTopic: topic ?? topicAt(screen, screen === 'supervision' ? supervisionPlace : screen === 'mine' ? minePlace : adminPlace), isKeyHelpOpen: false }));
export const closeHelp = (): void => useView.setState({ helpTopic: null });
export const toggleKeyHelp = (): void => useView.setState(({ isKeyHelpOpen }) => ({ isKeyHelpOpen: !isKeyHelpOpen, helpTopic: null }));
export const closeKeyHelp = (): void => useView.setState({ isKeyHelpOpen: false });
export const togglePeak = (): void => useView.setState(({ isPeak }) => ({ isPeak: !isPeak, screen: 'desk' }));

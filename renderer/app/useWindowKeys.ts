import { useKey } from '../state/keys';
import { stepZoom, toggleDoNotDisturb, toggleTheme } from '../state/preferences';
import { showAdmin, showDesk, showHelp, showScreen, toggleKeyHelp, togglePeak } from '../state/view';

/** Actions of the whole window, wherever somebody is. */
export const useWindowKeys = (): void => {
  useKey('showDesk', showDesk);
  useKey('showSettings', () => showAdmin('settings'));
  useKey('showAccounts', () => showAdmin('accounts'));
  useKey('showCustomers', () => showScreen('customers'));
  useKey('keyHelp', toggleKeyHelp);
  useKey('help', () => showHelp());
  useKey('peakMode', togglePeak);
  useKey('doNotDisturb', toggleDoNotDisturb);
  useKey('theme', toggleTheme);
  useKey('zoomIn', () => stepZoom(1));
  useKey('zoomOut', () => stepZoom(-1));
  useKey('zoomReset', () => stepZoom(0));
};

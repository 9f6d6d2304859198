import { useRole } from '../state/session';
import { useView, type Screen } from '../state/view';
import { mayOpen } from './navItems';

/** The screen shown: the one asked for, or the desk where this person has none of it (an old line of the inbox, a role taken away). */
export const useScreen = (): Screen => {
  const wanted = useView(({ screen }) => screen);
  return mayOpen(wanted, useRole()) ? wanted : 'desk';
};

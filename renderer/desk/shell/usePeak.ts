import { useEffect, useEffectEvent } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { noFilters, useFilters } from '../../state/filters';
import { openTab, useTabs } from '../../state/tabs';
import { useView } from '../../state/view';

/**
 * Peak mode on this desk: the list shows only who waits, longest first, whatever was filtered; on leaving it shows
 * what it did before. Entering opens whoever waits longest when nothing is open.
 */
export const usePeak = (longest: ConversationId | undefined): boolean => {
  const isPeak = useView((view) => view.isPeak);
  const enter = useEffectEvent(() => {
    if (useTabs.getState().active === null && longest !== undefined) openTab(longest);
  });
  useEffect(() => {
    if (!isPeak) return undefined;
    const before = useFilters.getState();
    // Not kept: after a restart the desk is as it was before the peak.
    useFilters.setState({ ...noFilters, scope: 'waiting', order: 'waiting' });
    document.documentElement.dataset['peak'] = 'true';
    enter();
    return () => {
      delete document.documentElement.dataset['peak'];
      useFilters.setState(before);
    };
  }, [isPeak]);
  return isPeak;
};

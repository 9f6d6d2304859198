import { useRef } from 'react';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { arrivedAfter, type TimelineItem } from './timelineItems';
import styles from './Timeline.module.css';

/** Shown away from the end: back to it, and how many messages came meanwhile. */
export const BottomPill = ({ items, isAtEnd, onPress }: { readonly items: readonly TimelineItem[]; readonly isAtEnd: boolean; readonly onPress: () => void }) => {
  const t = useT();
  const seen = useRef(items.at(-1)?.key);
  if (isAtEnd) seen.current = items.at(-1)?.key;
  if (isAtEnd) return null;
  const count = arrivedAfter(items, seen.current);
  return (
    <button type="button" className={styles.pill} data-new={count > 0 || undefined} onClick={onPress} data-testid="to-bottom">
      <Icon name="chevronDown" size={14} />{count > 0 ? t('timeline.newMessages', { count }) : t('timeline.toBottom')}
    </button>
  );
};

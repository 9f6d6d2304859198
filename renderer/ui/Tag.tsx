import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Tag.module.css';

export type TagTone = 'plain' | 'line' | 'dash' | 'warn' | 'bad' | 'fail' | 'ok' | 'uncertain' | 'note' | 'brand' | 'demo';

/**
 * 20 px tag. `line` is a classified fact, `plain` a free tag, `dash` adds one, `demo` marks the demonstration
 * shop, the rest carry a state. `small` is 18 px for meta lines. `start` replaces the icon (a grade box).
 */
export const Tag = ({ tone = 'plain', icon, start, small = false, title, children }: {
  readonly tone?: TagTone; readonly icon?: IconName; readonly start?: ReactNode; readonly small?: boolean;
  readonly title?: string; readonly children: ReactNode;
}) => (
  <span className={styles.tag} data-tone={tone} data-small={small || undefined} title={title}>
    {start ?? (icon !== undefined && <Icon name={icon} size={12} />)}
    {children}
  </span>
);

/** A tag that can be pressed (add, filter, edit). */
export const TagButton = ({ tone = 'dash', icon, onPress, label, expanded, children }: {
  readonly tone?: TagTone; readonly icon?: IconName; readonly onPress: () => void; readonly label?: string;
  readonly expanded?: boolean; readonly children: ReactNode;
}) => (
  <button type="button" className={styles.tag} data-tone={tone} onClick={onPress} aria-label={label} aria-expanded={expanded}>
    {icon !== undefined && <Icon name={icon} size={12} />}
    {children}
  </button>
);

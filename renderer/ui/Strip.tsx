import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Strip.module.css';

export type StripTone = 'amber' | 'rose' | 'green' | 'demo' | 'brand';

const icons: Readonly<Record<StripTone, IconName>> = { amber: 'link', rose: 'alert', green: 'check', demo: 'shop', brand: 'shield' };

/** 28 px strip of a whole region: what happened, then what to do. Announced politely, rose at once. */
export const Strip = ({ tone, icon, children, action, progress }: {
  readonly tone: StripTone; readonly icon?: IconName; readonly children: ReactNode; readonly action?: ReactNode;
  /** 0..1; draws a hairline of progress at the foot. */
  readonly progress?: number;
}) => (
  <div className={styles.strip} data-tone={tone} role={tone === 'rose' ? 'alert' : 'status'}>
    <Icon name={icon ?? icons[tone]} size={14} />
    <span className={styles.text}>{children}</span>
    {action}
    {progress !== undefined && <progress className={styles.bar} max={1} value={progress} />}
  </div>
);

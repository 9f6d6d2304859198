import type { AccountState } from '#shared/domain/account';
import styles from './StateDot.module.css';

export type DotShape = 'on' | 'half' | 'off' | 'bad';

const shapes: Readonly<Record<AccountState, DotShape>> = {
  online: 'on', connecting: 'half', degraded: 'half', offline: 'off', paused: 'off',
  badCredentials: 'bad', kicked: 'bad', loggedOut: 'bad', misconfigured: 'bad', sealed: 'bad',
};

/** Disc, half ring, ring or diamond: readable without colour. */
export const dotShape = (state: AccountState): DotShape => shapes[state];

/** State of an account (or any of the four shapes). Decorative unless `label` is given. */
export const StateDot = ({ state, shape, label }: { readonly state?: AccountState; readonly shape?: DotShape; readonly label?: string }) => (
  <span
    className={styles.dot} data-shape={shape ?? (state === undefined ? 'off' : shapes[state])}
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
  />
);

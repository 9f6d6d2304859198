import { accountColour } from './accountColour';
import styles from './AccountEdge.module.css';

/** The account's edge inside a `position: relative` parent: a bar at the left, or a line on top. `full` drops the inset. */
export const AccountEdge = ({ color, place = 'start', full = false }: {
  readonly color: number; readonly place?: 'start' | 'top'; readonly full?: boolean;
}) => <span className={styles.edge} data-acc={accountColour(color)} data-place={place} data-full={full || undefined} aria-hidden />;

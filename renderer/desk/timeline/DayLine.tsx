import { formatDay } from '../../i18n/format';
import styles from './SystemLines.module.css';

/** Hairline with date and weekday. */
export const DayLine = ({ day }: { readonly day: number }) => <div className={styles.day} role="separator"><span>{formatDay(day)}</span></div>;

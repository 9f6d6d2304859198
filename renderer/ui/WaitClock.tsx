import type { CSSProperties } from 'react';
import { clockAt, type RunningClock } from '#shared/rules/clock';
import { formatMoment, formatShort, formatSpan } from '../i18n/format';
import { useT } from '../i18n/useT';
import { useNow } from './useNow';
import styles from './WaitClock.module.css';

type Ring = CSSProperties & { readonly '--p': string };

/**
 * How long a customer waits, renewed each second while on screen. Not a live region: the row is read out when
 * it is reached. Without a clock the time of the last message is shown, or until when it was put off. Times in ms.
 */
export const WaitClock = ({ clock, snooze, lastAt, withTarget = false }: {
  readonly clock: RunningClock | undefined; readonly snooze?: { readonly until?: number } | undefined; readonly lastAt?: number;
  /** The conversation's header names the target too: `2:14 / 3:00`. */
  readonly withTarget?: boolean;
}) => {
  const t = useT();
  if (snooze !== undefined) return <span className={styles.clock} data-state="paused">{snooze.until === undefined ? t('clock.snoozed') : t('clock.snoozedUntil', { time: formatMoment(snooze.until) })}</span>;
  if (clock !== undefined) return <Running clock={clock} withTarget={withTarget} />;
  return lastAt === undefined ? null : <span className={styles.clock} data-state="none">{formatShort(lastAt)}</span>;
};

const Running = ({ clock, withTarget }: { readonly clock: RunningClock; readonly withTarget: boolean }) => {
  const t = useT();
  const { state, elapsed, over, p, resumesAt } = clockAt(clock, useNow());
  if (state === 'overdue') {
    return <span className={styles.clock} data-state="overdue"><i className={styles.bang}>!</i>{t('clock.over', { span: formatSpan(over) })}</span>;
  }
  if (state === 'paused') {
    return <span className={styles.clock} data-state="paused" title={t('clock.pausedTip', { span: formatSpan(elapsed) })}>{resumesAt === undefined || resumesAt === Infinity ? t('clock.paused') : t('clock.pausedUntil', { time: formatMoment(resumesAt) })}</span>;
  }
  const ring: Ring = { '--p': `${Math.round(p * 100)}%` };
  return (
    <span className={styles.clock} data-state={state}>
      <i className={styles.ring} style={ring} />
      {formatSpan(elapsed)}
      {withTarget && <> / {formatSpan(clock.limit)}</>}
    </span>
  );
};

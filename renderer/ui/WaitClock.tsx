import type { CSSProperties } from 'react';
import { clockOf } from '#shared/rules/clock';
import { formatShort, formatSpan } from '../i18n/format';
import { useT } from '../i18n/useT';
import { useNow } from './useNow';
import styles from './WaitClock.module.css';

type Ring = CSSProperties & { readonly '--p': string };

/**
 * How long a customer waits, renewed each second while on screen. Not a live region: the row is read out when
 * it is reached. `since` 0 = nobody waits, then the time of the last message is shown. Times in ms.
 */
export const WaitClock = ({ since, target, lastAt, withTarget = false }: {
  readonly since: number; readonly target: number; readonly lastAt?: number;
  /** The conversation's header names the target too: `2:14 / 3:00`. */
  readonly withTarget?: boolean;
}) =>
  since > 0
    ? <Running since={since} target={target} withTarget={withTarget} />
    : lastAt === undefined ? null : <span className={styles.clock} data-state="none">{formatShort(lastAt)}</span>;

const Running = ({ since, target, withTarget }: { readonly since: number; readonly target: number; readonly withTarget: boolean }) => {
  const t = useT();
  const { state, elapsed, p } = clockOf(since, useNow(), target);
  if (state === 'overdue') {
    return <span className={styles.clock} data-state="overdue"><i className={styles.bang}>!</i>{t('clock.over', { span: formatSpan(elapsed - target) })}</span>;
  }
  const ring: Ring = { '--p': `${Math.round(p * 100)}%` };
  return (
    <span className={styles.clock} data-state={state}>
      <i className={styles.ring} style={ring} />
      {formatSpan(elapsed)}
      {withTarget && <> / {formatSpan(target)}</>}
    </span>
  );
};

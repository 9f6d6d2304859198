import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ruleWords } from '#shared/rules/rulePack';
import { flaggedText } from '../../archive/queries/flagText';
import { useFlagPack } from '../../archive/queries/flagRules';
import type { QueuedFlag } from '../../archive/queries/useFlags';
import { usePeople } from '../../archive/queries/usePeople';
import { formatMoment } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { Button, LinkButton } from '../../ui/Button';
import { Kbd } from '../../ui/Kbd';
import styles from './Flags.module.css';
import { SpanText } from '../../ui/SpanText';

const REASON_LEAST = 2;

export type Verdict = { readonly isBusy: boolean; readonly problem: string | undefined; readonly isDismissing: boolean; readonly setDismissing: (is: boolean) => void; readonly give: (verdict: 'stands' | 'dismissed' | 'open', reason?: string) => void };

/** The clause as it stands now; a rule may have been removed since. */
const useClause = (id: string): string | undefined => {
  const locale = useLocale();
  const clause = useFlagPack()?.clauses.find((each) => each.id === id);
  return clause === undefined ? undefined : ruleWords(clause.title, locale);
};

/** The flag chosen: what the rule says, the words, and the supervisor's word on it. */
export const FlagVerdict = ({ flag, verdict }: { readonly flag: QueuedFlag; readonly verdict: Verdict }) => {
  const t = useT();
  const locale = useLocale();
  const people = usePeople();
  const clause = useClause(flag.clause);
  const by = flag.review?.by === undefined ? undefined : people?.get(flag.review.by)?.name;
  return (
    <section className={styles.verdict} aria-label={t('flags.verdict')} data-testid="flag-verdict" data-state={flag.state}>
      <div className={styles.what}>
        <h2>{ruleWords(flag.title, locale)}</h2>
        <p>{t(`flag.kind.${flag.kind}`)} · {flag.clause}{clause !== undefined && ` ${clause}`}</p>
      </div>
      {flag.line !== undefined && <blockquote><SpanText text={flaggedText(flag, flag.line)} spans={flag.spans} /></blockquote>}
      {flag.override !== undefined && <p className={styles.override}>{t('flags.overrideReason', { reason: flag.override })}</p>}
      {flag.state === 'open' ? <Judge key={flag.id} verdict={verdict} /> : (
        <p className={styles.judged}>
          {flag.state === 'void' ? t('flags.voidHint') : t('flags.judged', { state: t(`flag.state.${flag.state}`), name: by ?? t('timeline.somebody'), time: formatMoment(flag.review?.at ?? flag.at) })}
          {flag.review?.reason !== undefined && ` ${t('flags.because', { reason: flag.review.reason })}`}
          {flag.state !== 'void' && <LinkButton onPress={() => verdict.give('open')} isDisabled={verdict.isBusy} testId="flag-reopen">{t('flags.takeBack')}</LinkButton>}
        </p>
      )}
      {verdict.problem !== undefined && <p className={styles.problem} role="alert">{verdict.problem}</p>}
    </section>
  );
};

const Judge = ({ verdict }: { readonly verdict: Verdict }) => {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState('');
  const { isDismissing, isBusy, give, setDismissing } = verdict;
  useEffect(() => { if (isDismissing) field.current?.focus(); }, [isDismissing]);
  const isReady = reason.trim().length >= REASON_LEAST && !isBusy;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setDismissing(false);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && isReady) give('dismissed', reason.trim());
  };
  if (!isDismissing) {
    return (
      <div className={styles.acts}>
        <Button kind="primary" onPress={() => give('stands')} isDisabled={isBusy} keys="S" testId="flag-stands">{t('flags.stands')}</Button>
        <Button onPress={() => setDismissing(true)} isDisabled={isBusy} keys="D" testId="flag-dismiss">{t('flags.dismiss')}</Button>
        <span className={styles.keys}><Kbd>↑ ↓</Kbd> {t('flags.keys.walk')} <Kbd>S</Kbd> {t('flags.keys.stands')} <Kbd>D</Kbd> {t('flags.keys.dismiss')}</span>
      </div>
    );
  }
  return (
    <div className={styles.acts}>
      <input ref={field} className={styles.reason} value={reason} maxLength={300} aria-label={t('flags.reason')} placeholder={t('flags.reason')} onChange={(event) => setReason(event.target.value)} onKeyDown={onKey} data-testid="flag-dismiss-reason" />
      <Button kind="primary" onPress={() => give('dismissed', reason.trim())} isDisabled={!isReady} testId="flag-dismiss-confirm">{t('flags.dismissNow')}</Button>
      <Button onPress={() => setDismissing(false)}>{t('common.cancel')}</Button>
    </div>
  );
};

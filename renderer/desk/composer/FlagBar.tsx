import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { FoundFlag } from '#shared/rules/flags/compileFlags';
import { ruleWords } from '#shared/rules/rulePack';
import { useFlagPack } from '../../archive/queries/flagRules';
import type { Translate } from '../../i18n/translate';
import { useLocale, useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { FlagGuard } from './useFlagGuard';
import styles from './Composer.module.css';

/** Least letters of a reason; the engine asks the same. */
const REASON_LEAST = 2;

const wordsOf = (t: Translate, { rule, spans, quotes }: FoundFlag, text: string, locale: string): string => {
  const [span] = spans;
  const word = span === undefined ? '' : text.slice(span.from, span.to);
  const [quote] = quotes ?? [];
  const what = { word, title: ruleWords(rule.title, locale), clause: rule.clause, name: quote?.name ?? '' };
  if (quote !== undefined) return t(quote.isBelow ? 'flag.guard.below' : 'flag.guard.above', what);
  return t(rule.severity === 'block' ? 'flag.guard.block' : 'flag.guard.warn', what);
};

/** What a rule of the company's has against the words, and once sending was tried, the reason somebody goes on. */
export const FlagBar = ({ guard, text, onSend, onBack }: {
  readonly guard: FlagGuard; readonly text: string; readonly onSend: (override: string, at?: number) => void; readonly onBack: () => void;
}) => {
  const t = useT();
  const locale = useLocale();
  const clauses = useFlagPack()?.clauses;
  const [first, ...more] = guard.found;
  if (first === undefined) return null;
  const { asked } = guard;
  const clause = clauses?.find(({ id }) => id === first.rule.clause);
  return (
    <div className={styles.guard} data-asked={asked !== undefined || undefined} data-severity={first.rule.severity} role={asked === undefined ? 'status' : 'alert'} data-testid="flag-guard" data-rule={first.rule.id}>
      <Icon name={first.rule.severity === 'block' ? 'alert' : 'warning'} size={14} />
      <span className={styles.contextWords} title={clause === undefined ? undefined : `${clause.id} ${ruleWords(clause.title, locale)}`}>
        {wordsOf(t, first, text, locale)}
        {more.length > 0 && ` ${t('guard.more', { count: more.length })}`}
      </span>
      {asked !== undefined && <ReasonField onSend={(reason) => onSend(reason, asked.at)} onBack={onBack} />}
    </div>
  );
};

/** One line for the reason: Enter sends with it, Escape goes back to the words. */
const ReasonField = ({ onSend, onBack }: { readonly onSend: (reason: string) => void; readonly onBack: () => void }) => {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState('');
  useEffect(() => field.current?.focus(), []);
  const isReady = reason.trim().length >= REASON_LEAST;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onBack();
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && isReady) {
      event.preventDefault();
      onSend(reason.trim());
    }
  };
  return (
    <>
      <input ref={field} className={styles.guardReason} value={reason} maxLength={300} aria-label={t('flag.guard.reason')} placeholder={t('flag.guard.reason')} onChange={(event) => setReason(event.target.value)} onKeyDown={onKey} data-testid="flag-reason" />
      <LinkButton onPress={onBack} testId="flag-back">{t('guard.back')}</LinkButton>
      <LinkButton onPress={() => onSend(reason.trim())} isDisabled={!isReady} testId="flag-send">{t('flag.guard.send')}</LinkButton>
    </>
  );
};

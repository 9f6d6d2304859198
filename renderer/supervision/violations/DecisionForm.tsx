import { useId, useState, type FormEvent } from 'react';
import { amountOf, ceilingOf } from '#shared/rules/regulation/charge';
import { ruleOf, type Regulation } from '#shared/rules/regulation/regulationPack';
import type { ViolationRow } from '../../archive/schema/violationRows';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { fenOf, moneyOf, yuanOf } from '../../violations/violationWords';
import { useDecisions } from './useDecisions';
import styles from './Violations.module.css';

const ReasonField = ({ value, onChange, label }: { readonly value: string; readonly onChange: (value: string) => void; readonly label: string }) => {
  const id = useId();
  return <div className={styles.field}><label htmlFor={id}>{label}</label><textarea id={id} rows={2} maxLength={500} value={value} onChange={(event) => onChange(event.target.value)} data-testid="violation-reason" /></div>;
};

const MoneyField = ({ value, onChange, label, hint, isWrong }: { readonly value: string; readonly onChange: (value: string) => void; readonly label: string; readonly hint: string; readonly isWrong: boolean }) => {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input id={id} inputMode="decimal" value={value} aria-invalid={isWrong || undefined} onChange={(event) => onChange(event.target.value)} data-testid="violation-amount" />
      <small>{hint}</small>
    </div>
  );
};

/** Confirms as the rule says, or below it with a reason; or finds it unfounded, with a reason. */
export const DecisionForm = ({ row, pack }: { readonly row: ViolationRow; readonly pack: Regulation | undefined }) => {
  const t = useT();
  const { confirm, dismiss, isBarred, isBusy, problem } = useDecisions();
  const charge = (pack && ruleOf(pack, row.rule)?.charge) ?? { kind: 'none' as const };
  const [money, setMoney] = useState(row.proposedFen === undefined ? '' : yuanOf(row.proposedFen));
  const [reason, setReason] = useState('');
  const named = fenOf(money);
  const isPart = charge.kind === 'percent';
  const hasFine = charge.kind !== 'none';
  const most = ceilingOf(charge, isPart ? named : undefined);
  const isWrong = hasFine && (named === undefined || (!isPart && named > most));
  const isOther = hasFine && !isPart && named !== row.proposedFen;
  const words = reason.trim();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    confirm([row.id], { ...(isPart && named !== undefined && { baseFen: named }), ...(isOther && named !== undefined && { fen: named }), ...(words !== '' && { reason: words }) });
  };
  if (isBarred(row)) return <p className={styles.barred} role="status">{t('error.violation.own')}</p>;
  return (
    <form className={styles.form} onSubmit={send}>
      {hasFine && <MoneyField value={money} onChange={setMoney} isWrong={isWrong} label={t(isPart ? 'violations.base' : 'violations.amount')}
        hint={isPart ? `${t('violations.baseHint', { percent: charge.percent })}${named === undefined ? '' : `：${moneyOf(t, amountOf(charge, 0, named) ?? 0)}`}` : t('violations.most', { amount: moneyOf(t, most) })} />}
      <ReasonField value={reason} onChange={setReason} label={t('violations.reasonFor')} />
      {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" isDisabled={isBusy || isWrong || (isOther && words === '')} testId="violation-confirm">{t('violations.confirm')}</Button>
        <Button onPress={() => dismiss([row.id], words)} isDisabled={isBusy || words === ''} title={words === '' ? t('violations.reasonNeeded') : undefined} testId="violation-dismiss">{t('violations.dismiss')}</Button>
      </div>
    </form>
  );
};

export const ReopenForm = ({ row }: { readonly row: ViolationRow }) => {
  const t = useT();
  const { run, isBusy, problem } = useTask();
  const { isBarred } = useDecisions();
  if (isBarred(row)) return null;
  return (
    <div className={styles.form}>
      {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
      <div className={styles.buttons}><Button isDisabled={isBusy} onPress={() => run(() => desk.call('violation.reopen', { violations: [row.id] }))} testId="violation-reopen">{t('violations.reopen')}</Button></div>
    </div>
  );
};

/** What somebody said against it, answered by another supervisor. */
export const AppealForm = ({ row }: { readonly row: ViolationRow }) => {
  const t = useT();
  const { run, isBusy, problem } = useTask();
  const [reason, setReason] = useState('');
  const [money, setMoney] = useState('');
  const less = fenOf(money);
  const words = reason.trim();
  const before = row.fen ?? 0;
  const isLess = less !== undefined && less < before;
  const decide = (verdict: 'upheld' | 'reduced' | 'overturned'): void =>
    run(() => desk.call('violation.decideAppeal', { violation: row.id, verdict, reason: words, ...(verdict === 'reduced' && less !== undefined && { fen: less }) }));
  return (
    <div className={styles.form}>
      <p className={styles.hint}>{t('violations.appealAbout')}</p>
      <ReasonField value={reason} onChange={setReason} label={t('violations.reason')} />
      {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
      <div className={styles.buttons}>
        <Button kind="primary" isDisabled={isBusy || words === ''} title={words === '' ? t('violations.reasonNeeded') : undefined} onPress={() => decide('upheld')} testId="appeal-uphold">{t('violations.uphold')}</Button>
        <Button isDisabled={isBusy || words === ''} onPress={() => decide('overturned')} testId="appeal-overturn">{t('violations.overturn')}</Button>
        {before > 0 && (
          <span className={styles.less}>
            <Button isDisabled={isBusy || words === '' || !isLess} onPress={() => decide('reduced')} testId="appeal-reduce">{t('violations.reduce')}</Button>
            <input inputMode="decimal" aria-label={t('violations.amount')} value={money} placeholder={yuanOf(before)} onChange={(event) => setMoney(event.target.value)} data-testid="appeal-amount" />
          </span>
        )}
      </div>
    </div>
  );
};

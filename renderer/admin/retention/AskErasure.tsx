import { Input } from 'antd';
import { useEffect, useId, useState, type FormEvent } from 'react';
import type { CustomerId } from '#shared/domain/ids';
import type { ErasurePreview } from '#shared/ipc/desk/retentionRoutes';
import { findCustomers, type CustomerChoice } from '../../archive/queries/findCustomers';
import { useAccounts } from '../../archive/queries/useAccounts';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Select } from '../../ui/Select';
import { CountWords } from './CountWords';
import styles from './Retention.module.css';

const useChoices = (words: string): readonly CustomerChoice[] => {
  const [choices, setChoices] = useState<readonly CustomerChoice[]>([]);
  useEffect(() => {
    let isOver = false;
    findCustomers(words).then((found) => { if (!isOver) setChoices(found); }, () => undefined); // an archive being made anew has none yet
    return () => { isOver = true; };
  }, [words]);
  return choices;
};

const Preview = ({ preview }: { readonly preview: ErasurePreview }) => {
  const t = useT();
  const { count, holds, copies, aloneAfterHours, clause } = preview;
  return (
    <div className={styles.preview} data-testid="erasure-preview">
      <p><b><CountWords count={count} /></b></p>
      <ul>
        <li>{t('retention.goes')}</li>
        <li>{t('retention.stays')}</li>
        <li className={copies?.inReach === false ? styles.bad : undefined} data-testid="erasure-copies">{copies === null ? t('retention.copies.none') : t(copies.inReach ? 'retention.copies' : 'retention.copies.away', { keep: copies.keep })}</li>
        <li>{t('retention.law', { clause })}</li>
        {aloneAfterHours !== undefined && <li>{t('retention.alone', { hours: aloneAfterHours })}</li>}
      </ul>
      {holds.length > 0 && <p className={styles.warn} role="alert"><Icon name="warning" />{t('retention.heldBy', { reasons: holds.map((why) => t(`retention.why.${why}`)).join('；') })}</p>}
    </div>
  );
};

/** A customer is chosen, what would go is shown, a reason given; a second person approves it below. */
export const AskErasure = () => {
  const t = useT();
  const id = useId();
  const accounts = useAccounts();
  const [words, setWords] = useState('');
  const [customer, setCustomer] = useState<CustomerId>();
  const [reason, setReason] = useState('');
  const [preview, setPreview] = useState<ErasurePreview>();
  const [isAsked, setAsked] = useState(false);
  const choices = useChoices(words);
  const { run, isBusy, problem } = useTask();
  const nameOf = (account: string): string => accounts?.find((each) => each.id === account)?.name ?? account;
  const choose = (chosen: CustomerId): void => {
    setCustomer(chosen);
    setPreview(undefined);
    setAsked(false);
    run(async () => setPreview(await desk.call('erasure.preview', { customer: chosen })));
  };
  const hold = (): void => { if (customer !== undefined && reason.trim().length >= 2) run(async () => { await desk.call('hold.place', { customer, reason: reason.trim() }); setReason(''); setCustomer(undefined); setPreview(undefined); }); };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (customer === undefined || reason.trim().length < 2) return;
    run(async () => {
      await desk.call('erasure.ask', { customer, reason: reason.trim() });
      setAsked(true);
      setReason('');
      setPreview(undefined);
      setCustomer(undefined);
    });
  };
  const isReady = !isBusy && customer !== undefined && preview !== undefined && reason.trim().length >= 2;
  return (
    <form onSubmit={submit} data-testid="erasure-form">
      <div className={styles.row}><label htmlFor={`${id}-c`}>{t('retention.customer')}</label><div>
        <Select
          id={`${id}-c`} className={styles.wide} showSearch filterOption={false} placeholder={t('retention.customer.hint')} onSearch={setWords} onChange={choose} value={customer ?? null} notFoundContent={t('retention.customer.none')} data-testid="erasure-customer"
          options={choices.map((each) => ({ value: each.customer, label: `${each.title} · ${nameOf(each.account)}` }))}
        />
      </div></div>
      {preview !== undefined && <Preview preview={preview} />}
      <div className={styles.row}><label htmlFor={`${id}-r`}>{t('retention.reason')}</label><div><Input id={`${id}-r`} className={styles.wide} value={reason} maxLength={500} placeholder={t('retention.reason.hint')} onChange={(event) => setReason(event.target.value)} data-testid="erasure-reason" /></div></div>
      {problem !== undefined && <p className={styles.said} data-bad role="alert">{problem}</p>}
      {isAsked && <p className={styles.said} role="status">{t('retention.asked')}</p>}
      <div className={styles.tools}>
        <Button type="submit" kind="primary" isDisabled={!isReady || preview.holds.length > 0} testId="erasure-ask">{t(isBusy ? 'retention.counting' : 'retention.ask')}</Button>
        <Button onPress={hold} isDisabled={!isReady} testId="hold-place">{t('retention.hold.place')}</Button>
      </div>
    </form>
  );
};

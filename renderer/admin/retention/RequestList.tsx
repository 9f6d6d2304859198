import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { ErasureRequest } from '#shared/rules/retention/matters';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useBackups } from '../../archive/queries/useBackups';
import { usePeople } from '../../archive/queries/usePeople';
import { formatFull, formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useLooker } from '../../state/session';
import { Button } from '../../ui/Button';
import { useAdminCommand } from '../useAdminCommand';
import { CountWords } from './CountWords';
import styles from './Retention.module.css';

type Command = ReturnType<typeof useAdminCommand<'erasure.decide' | 'erasure.withdraw'>>;
type Verdict = 'approved' | 'rejected';

const useSubject = (): ((request: ErasureRequest) => string) => {
  const t = useT();
  const accounts = useAccounts();
  return ({ subject }) => {
    if (subject.kind === 'customer') return t('retention.of.customer', { id: subject.customers.join('、') });
    return t(`retention.of.${subject.what}`, { account: accounts?.find(({ id }) => id === subject.account)?.name ?? subject.account, before: formatFull(subject.before) });
  };
};

/** What is about to happen cannot be taken back: said once more, with the words of who decides. */
const DecideDialog = ({ request, verdict, command, onClose }: { readonly request: ErasureRequest; readonly verdict: Verdict; readonly command: Command; readonly onClose: () => void }) => {
  const t = useT();
  const subject = useSubject();
  const [reason, setReason] = useState('');
  const decide = async (): Promise<void> => {
    if (await command.run('erasure.decide', { request: request.request, verdict, ...(reason.trim().length >= 2 && { reason: reason.trim() }) })) onClose();
  };
  return (
    <Modal open title={t(`retention.${verdict}.title`)} onCancel={onClose} onOk={() => void decide()} confirmLoading={command.isBusy} okText={t(`retention.${verdict}`)} cancelText={t('retention.cancel')} okButtonProps={{ danger: verdict === 'approved', id: 'erasure-confirm' }}>
      <p>{subject(request)}</p>
      <p><CountWords count={request.count} /></p>
      <p className={styles.note}>{t('retention.asked.reason', { reason: request.reason, clause: request.clause })}</p>
      {verdict === 'approved' && <p className={styles.bad}>{t('retention.final')}</p>}
      <Input value={reason} maxLength={500} placeholder={t('retention.decide.reason')} aria-label={t('retention.decide.reason')} onChange={(event) => setReason(event.target.value)} data-testid="erasure-decide-reason" />
      {command.problem !== undefined && <p className={styles.said} data-bad role="alert">{command.problem}</p>}
    </Modal>
  );
};

/** Requests, those that wait first. */
export const RequestList = ({ requests }: { readonly requests: readonly ErasureRequest[] }) => {
  const t = useT();
  const people = usePeople();
  const { role, me } = useLooker();
  const subject = useSubject();
  const command = useAdminCommand<'erasure.decide' | 'erasure.withdraw'>();
  const copied = useBackups()?.lastDone?.at ?? 0;
  const isUnlisted = ({ listed, finishedAt = 0 }: ErasureRequest): boolean => listed === false && copied < finishedAt;
  const [open, setOpen] = useState<{ readonly request: ErasureRequest; readonly verdict: Verdict }>();
  const name = (id: string | undefined): string => (id === undefined ? t('retention.byRule') : [...people?.values() ?? []].find((person) => person.id === id)?.name ?? id);
  if (requests.length === 0) return <p className={styles.note}>{t('retention.requests.none')}</p>;
  return (
    <>
      <ul className={styles.list} data-testid="erasure-requests">
        {requests.map((request) => (
          <li key={request.request} data-state={request.state} data-testid="erasure-request">
            <div>
              <b>{subject(request)}</b>
              <span className={styles.state}>{t(`retention.state.${request.state}`)}</span>
            </div>
            <p><CountWords count={request.count} /></p>
            <p className={styles.note}>{formatMoment(request.at)} · {name(request.by)} · {t('retention.asked.reason', { reason: request.reason, clause: request.clause })}</p>
            {request.decided !== undefined && <p className={styles.note}>{formatMoment(request.decided.at)} · {name(request.decided.by)} · {t(`retention.verdict.${request.state === 'rejected' || request.state === 'withdrawn' ? request.state : 'approved'}`)}{request.decided.alone && ` · ${t('retention.decidedAlone')}`}{request.decided.reason !== undefined && ` · ${request.decided.reason}`}</p>}
            {request.repeatedAt !== undefined && <p className={styles.note}>{t('retention.repeated', { time: formatMoment(request.repeatedAt) })}</p>}
            {isUnlisted(request) && <p className={styles.bad}>{t('retention.unlisted')}</p>}
            {request.state === 'asked' && (
              <div className={styles.tools}>
                {role === 'administrator' && <Button size="small" kind="primary" isDisabled={command.isBusy} onPress={() => setOpen({ request, verdict: 'approved' })} testId="erasure-approve">{t('retention.approved')}</Button>}
                {role === 'administrator' && <Button size="small" isDisabled={command.isBusy} onPress={() => setOpen({ request, verdict: 'rejected' })} testId="erasure-reject">{t('retention.rejected')}</Button>}
                {request.by === me && <Button size="small" kind="ghost" isDisabled={command.isBusy} onPress={() => void command.run('erasure.withdraw', { request: request.request })}>{t('retention.withdraw')}</Button>}
              </div>
            )}
          </li>
        ))}
      </ul>
      {command.problem !== undefined && open === undefined && <p className={styles.said} data-bad role="alert">{command.problem}</p>}
      {open !== undefined && <DecideDialog {...open} command={command} onClose={() => setOpen(undefined)} />}
    </>
  );
};

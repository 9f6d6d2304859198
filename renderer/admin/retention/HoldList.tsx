import { Input } from 'antd';
import { useState } from 'react';
import type { Hold } from '#shared/rules/retention/matters';
import { usePeople } from '../../archive/queries/usePeople';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useRole } from '../../state/session';
import { Button } from '../../ui/Button';
import { Popconfirm } from '../../ui/Popconfirm';
import { useAdminCommand } from '../useAdminCommand';
import styles from './Retention.module.css';

/** Holds in force; lifting one takes an administrator and a reason. */
export const HoldList = ({ holds }: { readonly holds: readonly Hold[] }) => {
  const t = useT();
  const people = usePeople();
  const role = useRole();
  const [reason, setReason] = useState('');
  const { run, isBusy, problem } = useAdminCommand<'hold.lift'>();
  if (holds.length === 0) return <p className={styles.note}>{t('retention.holds.none')}</p>;
  return (
    <>
      <ul className={styles.list} data-testid="holds">
        {holds.map(({ hold, customers, conversations, reason: why, at, by }) => (
          <li key={hold}>
            <div><b>{why}</b>{role === 'administrator' && (
              <Popconfirm
                title={t('retention.hold.lift')} okText={t('retention.hold.lift')} cancelText={t('retention.cancel')} okButtonProps={{ disabled: reason.trim().length < 2 || isBusy }} onOpenChange={() => setReason('')}
                description={<Input value={reason} maxLength={500} placeholder={t('retention.hold.liftReason')} aria-label={t('retention.hold.liftReason')} onChange={(event) => setReason(event.target.value)} />}
                onConfirm={() => void run('hold.lift', { hold, reason: reason.trim() })}
              ><span><Button size="small">{t('retention.hold.lift')}</Button></span></Popconfirm>
            )}</div>
            <p className={styles.note}>{formatMoment(at)} · {by === undefined ? '' : people?.get(by)?.name} · {[...customers, ...conversations].slice(0, 6).join('、')}</p>
          </li>
        ))}
      </ul>
      {problem !== undefined && <p className={styles.said} data-bad role="alert">{problem}</p>}
    </>
  );
};

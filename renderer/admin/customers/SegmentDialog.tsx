import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Group } from '#shared/rules/condition';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import styles from './Customers.module.css';
import { FormRow } from './FormRow';
import { useRun } from './useRun';
import { restingDialog } from '../../ui/theme';

/** Keeps a condition under a name, for oneself or for everybody. */
export const SegmentDialog = ({ condition, onClose }: { readonly condition: Group; readonly onClose: (saved?: string) => void }) => {
  const t = useT();
  const { run, isBusy, problem } = useRun();
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const save = async (): Promise<void> => {
    const id = crypto.randomUUID();
    if (name.trim() !== '' && await run(() => desk.call('segment.save', { segment: { id, name: name.trim(), shared: isShared, condition } }))) onClose(id);
  };
  return (
    <Modal {...restingDialog} open centered width={420} title={t('segment.saveAs')} okText={t('customer.save')} cancelText={t('common.cancel')} okButtonProps={{ disabled: name.trim() === '' || isBusy, 'data-testid': 'segment-ok' }} onOk={() => void save()} onCancel={() => onClose()}>
      <div className={styles.form}>
        <FormRow label={t('segment.name')}><Input aria-label={t('segment.name')} autoFocus value={name} maxLength={40} onChange={(event) => setName(event.target.value)} onPressEnter={() => void save()} data-testid="segment-name" /></FormRow>
        <Radio.Group value={isShared} onChange={(event) => setShared(event.target.value === true)} options={[{ value: false, label: t('segment.personal') }, { value: true, label: t('segment.shared') }]} />
        {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
      </div>
    </Modal>
  );
};

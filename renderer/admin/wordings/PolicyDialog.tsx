import { Modal, Switch } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useWordingPolicy } from '../../archive/queries/useWordingPolicy';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import { InputNumber } from '../../ui/InputNumber';
import { useWork } from '../../wordings/useWork';
import styles from './Wordings.module.css';

const Rule = ({ label, help, children }: { readonly label: string; readonly help?: string; readonly children: (id: string) => ReactNode }) => {
  const id = useId();
  return <div className={styles.rule}><span><label htmlFor={id}>{label}</label>{help !== undefined && <small>{help}</small>}</span>{children(id)}</div>;
};

/** What the company decided about wording; figures are counted anew with it at once. */
export const PolicyDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  const kept = useWordingPolicy();
  const [policy, setPolicy] = useState(kept);
  const work = useWork();
  const save = async (): Promise<void> => {
    if (await work.run(() => desk.call('wording.setPolicy', { policy }))) onClose();
  };
  return (
    <Modal {...restingDialog} open centered width={480} title={t('wordings.policy')} footer={null} onCancel={onClose} destroyOnHidden>
      <div className={styles.rules}>
        <Rule label={t('wordings.policy.personal')} help={t('wordings.policy.personalHelp', { clause: policy.clause })}>{(id) => <Switch id={id} checked={policy.isPersonalApproved} onChange={(isPersonalApproved) => setPolicy({ ...policy, isPersonalApproved })} />}</Rule>
        <Rule label={t('wordings.policy.answered')}>{(id) => <InputNumber id={id} min={1} max={720} precision={0} value={policy.answeredHours} onChange={(value) => setPolicy({ ...policy, answeredHours: value ?? kept.answeredHours })} />}</Rule>
        <Rule label={t('wordings.policy.sold')}>{(id) => <InputNumber id={id} min={1} max={90} precision={0} value={policy.soldDays} onChange={(value) => setPolicy({ ...policy, soldDays: value ?? kept.soldDays })} />}</Rule>
        <Rule label={t('wordings.policy.notice')}>{(id) => <InputNumber id={id} min={1} max={90} precision={0} value={policy.noticeDays} onChange={(value) => setPolicy({ ...policy, noticeDays: value ?? kept.noticeDays })} />}</Rule>
      </div>
      {work.problem !== undefined && <p className={styles.problem} role="alert">{work.problem}</p>}
      <div className={styles.buttons}><Button kind="primary" onPress={() => void save()} isDisabled={work.isRunning} testId="policy-save">{t('wording.save')}</Button><Button onPress={onClose}>{t('common.cancel')}</Button></div>
    </Modal>
  );
};

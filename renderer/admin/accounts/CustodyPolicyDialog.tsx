import { Modal } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import { custodyPolicySchema, type CustodyPolicy } from '#shared/domain/custody';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import { InputNumber } from '../../ui/InputNumber';
import own from './Custody.module.css';
import { useAdminCommand } from '../useAdminCommand';
import type { CustodyMethod } from './custodyMethods';

const fields = ['rotateDays', 'rotateNoticeDays', 'absenceGraceSeconds', 'absenceLimit'] as const satisfies readonly (keyof CustodyPolicy)[];
type Field = (typeof fields)[number];

const Number = ({ field, value, onChange }: { readonly field: Field; readonly value: number; readonly onChange: (value: number | null) => void }) => {
  const t = useT();
  const id = useId();
  return <div><label htmlFor={id}>{t(`custody.rule.${field}`)}</label><InputNumber id={id} className={own.wide} precision={0} min={0} value={value} onChange={onChange} data-testid={`rule-${field}`} /><p className={own.hint}>{t(`custody.rule.${field}.hint`)}</p></div>;
};

/** What holds for every account: reminders of secrets, absences. */
export const CustodyPolicyDialog = ({ policy, onClose }: { readonly policy: CustodyPolicy; readonly onClose: () => void }) => {
  const t = useT();
  const [draft, setDraft] = useState(policy);
  const command = useAdminCommand<CustodyMethod>();
  const isFit = custodyPolicySchema.safeParse(draft).success;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isFit && await command.run('custody.setPolicy', { policy: draft })) onClose();
  };
  return (
    <Modal {...restingDialog} open centered width={440} title={t('custody.rules')} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <form className={own.form} onSubmit={(event) => void save(event)} noValidate>
        {fields.map((field) => <Number key={field} field={field} value={draft[field]} onChange={(value) => setDraft((was) => ({ ...was, [field]: value ?? 0 }))} />)}
        {!isFit && <p className={own.bad} role="alert">{t('custody.rules.wrong')}</p>}
        {command.problem !== undefined && <p className={own.bad} role="alert">{command.problem}</p>}
        <div className={own.buttons}><Button onPress={onClose}>{t('people.form.cancel')}</Button><Button type="submit" kind="primary" isDisabled={command.isBusy || !isFit} testId="rules-save">{t('people.form.save')}</Button></div>
      </form>
    </Modal>
  );
};

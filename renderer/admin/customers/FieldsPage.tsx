import { Input, Modal } from 'antd';
import { useState } from 'react';
import { fieldKinds, type FieldDefinition } from '#shared/domain/customer';
import { useCustomerFields } from '../../archive/queries/useCustomerFields';
import { desk } from '../../bridge/desk';
import { joinWords } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { restingDialog } from '../../ui/theme';
import { Select } from '../../ui/Select';
import styles from './Customers.module.css';
import { FormRow } from './FormRow';
import { offerBack } from '../undo/undoOffer';
import { useRun } from './useRun';

const newField = (): FieldDefinition => ({ id: crypto.randomUUID().slice(0, 8), name: '', kind: 'text' });

const FieldDialog = ({ field, isNew, onClose }: { readonly field: FieldDefinition; readonly isNew: boolean; readonly onClose: () => void }) => {
  const t = useT();
  const { run, isBusy, problem } = useRun();
  const [draft, setDraft] = useState(field);
  const [choices, setChoices] = useState((field.choices ?? []).join('\n'));
  const list = choices.split('\n').map((one) => one.trim()).filter((one) => one !== '');
  const isReady = draft.name.trim() !== '' && (draft.kind !== 'choice' || list.length > 0);
  const save = async (): Promise<void> => {
    const { id, kind } = draft;
    if (isReady && await run(() => desk.call('customer.defineField', { field: { id, name: draft.name.trim(), kind, ...(kind === 'choice' && { choices: list }) } }))) onClose();
  };
  return (
    <Modal {...restingDialog} open centered width={420} title={t(isNew ? 'fields.add' : 'fields.edit')} okText={t('customer.save')} cancelText={t('common.cancel')} okButtonProps={{ disabled: !isReady || isBusy, 'data-testid': 'field-save' }} onOk={() => void save()} onCancel={onClose}>
      <div className={styles.form}>
        <FormRow label={t('fields.name')}><Input aria-label={t('fields.name')} autoFocus value={draft.name} maxLength={30} onChange={(event) => setDraft({ ...draft, name: event.target.value })} data-testid="field-name" /></FormRow>
        <FormRow label={t('fields.kind')}><Select aria-label={t('fields.kind')} value={draft.kind} disabled={!isNew} options={fieldKinds.map((kind) => ({ value: kind, label: t(`fields.kind.${kind}`) }))} onChange={(kind: FieldDefinition['kind']) => setDraft({ ...draft, kind })} /></FormRow>
        {draft.kind === 'choice' && <FormRow label={t('fields.choices')}><Input.TextArea aria-label={t('fields.choices')} rows={4} value={choices} onChange={(event) => setChoices(event.target.value)} /></FormRow>}
        {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
      </div>
    </Modal>
  );
};

/** The company's own fields of a profile: typed; retiring one keeps what was written in it. */
export const FieldsPage = () => {
  const t = useT();
  const fields = (useCustomerFields() ?? []).filter((field) => !field.retired);
  const { run, isBusy, problem } = useRun();
  const [open, setOpen] = useState<{ readonly field: FieldDefinition; readonly isNew: boolean }>();
  const retire = async (field: FieldDefinition): Promise<void> => {
    const { id, name, kind, choices } = field;
    if (await run(() => desk.call('customer.retireField', { field: id }))) offerBack(t('fields.retired', { name }), () => desk.call('customer.defineField', { field: { id, name, kind, ...(choices !== undefined && { choices: [...choices] }) } }));
  };
  return (
    <section className={styles.page} aria-label={t('customers.page.fields')}>
      <div className={styles.head}><h1>{t('customers.page.fields')}</h1><span className={styles.grow} /><Button kind="primary" icon="plus" onPress={() => setOpen({ field: newField(), isNew: true })} testId="field-add">{t('fields.add')}</Button></div>
      <div className={styles.scroll}>
        {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
        {fields.length === 0 ? <EmptyLine>{t('fields.none')}</EmptyLine> : (
          <table className={styles.simple}>
            <thead><tr><th>{t('fields.name')}</th><th>{t('fields.kind')}</th><th>{t('fields.choices')}</th><th>{''}</th></tr></thead>
            <tbody>
              {fields.map((field) => (
                <tr key={field.id}>
                  <td>{field.name}</td><td>{t(`fields.kind.${field.kind}`)}</td><td className={styles.aside}>{joinWords(field.choices ?? [])}</td>
                  <td className={styles.acts}>
                    <Button size="small" onPress={() => setOpen({ field, isNew: false })}>{t('customer.edit')}</Button>
                    <Button size="small" isDisabled={isBusy} onPress={() => void retire(field)}>{t('fields.retire')}</Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {open !== undefined && <FieldDialog field={open.field} isNew={open.isNew} onClose={() => setOpen(undefined)} />}
    </section>
  );
};

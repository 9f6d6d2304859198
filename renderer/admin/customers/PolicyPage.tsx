import { Checkbox } from 'antd';
import { useState } from 'react';
import { roleSchema, type Role } from '#shared/domain/person';
import { maskedFields, type CustomerPolicy, type MaskedField } from '#shared/rules/customerPolicy';
import { useCustomerPolicy } from '../../archive/queries/customerPolicy';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { InputNumber } from '../../ui/InputNumber';
import { Select } from '../../ui/Select';
import styles from './Customers.module.css';
import { offerBack } from '../undo/undoOffer';
import { useRun } from './useRun';

const roles = roleSchema.options;

const Editor = ({ policy }: { readonly policy: CustomerPolicy }) => {
  const t = useT();
  const { run, isBusy, problem } = useRun();
  const [draft, setDraft] = useState(policy);
  const { newcomers, regulars, masking } = draft;
  const cover = (field: MaskedField, role: Role): void => {
    const now = masking.covered[field] ?? [];
    const next = now.includes(role) ? now.filter((one) => one !== role) : [...now, role];
    setDraft({ ...draft, masking: { ...masking, covered: { ...masking.covered, [field]: next } } });
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(policy);
  const save = async (): Promise<void> => {
    if (await run(() => desk.call('customer.setPolicy', { policy: draft }))) offerBack(t('policy.saved'), () => desk.call('customer.setPolicy', { policy }));
  };
  const count = (value: number, set: (next: number) => void, most: number, label: string) => <InputNumber min={1} max={most} value={value} aria-label={label} onChange={(next) => set(next ?? 1)} />;
  return (
    <div className={styles.policy}>
      <h2>{t('policy.contact')}</h2>
      <p>{t('policy.newcomers')} {count(newcomers.days, (days) => setDraft({ ...draft, newcomers: { ...newcomers, days } }), 60, t('policy.days'))} {t('policy.days')} {count(newcomers.times, (times) => setDraft({ ...draft, newcomers: { ...newcomers, times } }), 31, t('policy.times'))} {t('policy.times')} <span className={styles.aside}>{newcomers.clause}</span></p>
      <p>{t('policy.regulars')} <Select mode="multiple" className={styles.grades} aria-label={t('filter.grade')} value={[...regulars.grades]} options={['A', 'B', 'C', 'D'].map((value) => ({ value, label: value }))} onChange={(grades: string[]) => setDraft({ ...draft, regulars: { ...regulars, grades } })} /> <Checkbox checked={regulars.starred} onChange={(event) => setDraft({ ...draft, regulars: { ...regulars, starred: event.target.checked } })}>{t('policy.starred')}</Checkbox> {t('policy.monthly')} {count(regulars.times, (times) => setDraft({ ...draft, regulars: { ...regulars, times } }), 31, t('policy.times'))} {t('policy.times')} <span className={styles.aside}>{regulars.clause}</span></p>
      <h2>{t('policy.covering')}</h2>
      <p className={styles.aside}>{t('policy.coveringHelp')} {masking.clause}</p>
      <table className={styles.simple}>
        <thead><tr><th>{t('policy.field')}</th>{roles.map((role) => <th key={role}>{t(`policy.role.${role}`)}</th>)}</tr></thead>
        <tbody>{maskedFields.map((field) => <tr key={field}><td>{t(`policy.field.${field}`)}</td>{roles.map((role) => <td key={role}><Checkbox aria-label={`${t(`policy.field.${field}`)} ${t(`policy.role.${role}`)}`} checked={masking.covered[field]?.includes(role) === true} onChange={() => cover(field, role)} data-testid={`cover-${field}-${role}`} /></td>)}</tr>)}</tbody>
      </table>
      <div className={styles.policyFoot}>
        {problem !== undefined && <span className={styles.problem} role="alert">{problem}</span>}
        <Button kind="primary" isDisabled={!isChanged || isBusy} title={isChanged ? undefined : t('policy.unchanged')} onPress={() => void save()} testId="policy-save">{t('customer.save')}</Button>
        {isChanged && <Button onPress={() => setDraft(policy)}>{t('policy.discard')}</Button>}
      </div>
    </div>
  );
};

/** Contact rules and covering by role; every change is a record and can be taken back. */
export const PolicyPage = () => {
  const t = useT();
  const policy = useCustomerPolicy();
  return (
    <section className={styles.page} aria-label={t('customers.page.policy')}>
      <div className={styles.head}><h1>{t('customers.page.policy')}</h1></div>
      <div className={styles.scroll}><Editor key={JSON.stringify(policy)} policy={policy} /></div>
    </section>
  );
};

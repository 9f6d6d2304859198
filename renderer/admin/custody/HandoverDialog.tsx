import { Checkbox, Input, Modal } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import type { AccountId, PersonId } from '#shared/domain/ids';
import type { HandoverPreview } from '#shared/ipc/desk/custodyRoutes';
import { isLastAdministrator } from '#shared/rules/permissions';
import { useRegister } from '../../archive/queries/useAccounts';
import type { PersonRow } from '../../archive/schema/personRows';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import { Select } from '../../ui/Select';
import own from '../accounts/Custody.module.css';
import { useHandover, type Destination, type HandoverChoice } from './useHandover';

type Choice = { readonly value: PersonId; readonly label: string };

const Sums = ({ preview }: { readonly preview: HandoverPreview }) => {
  const t = useT();
  const { accounts, conversations, drafts, planned, customers, followUps } = preview;
  return (
    <div className={own.sums} data-testid="handover-sums">
      <div><b>{accounts.length}</b><span>{t('handover.accounts')}</span></div>
      <div><b>{conversations.length}</b><span>{t('handover.conversations')}</span></div>
      <div><b>{t('handover.two', { first: drafts, second: planned })}</b><span>{t('handover.drafts')}</span></div>
      <div><b>{t('handover.two', { first: customers, second: followUps })}</b><span>{t('handover.customers')}</span></div>
    </div>
  );
};

const Lots = ({ accounts, choice, others, onChange }: {
  readonly accounts: readonly AccountId[]; readonly choice: HandoverChoice; readonly others: readonly Choice[]; readonly onChange: (account: AccountId, where: Destination) => void;
}) => {
  const t = useT();
  const register = useRegister();
  const nameOf = (id: AccountId): string => register?.find((row) => row.id === id)?.name ?? id;
  const receiver = others.find(({ value }) => value === choice.to)?.label ?? t('handover.to');
  const options = [
    { value: 'main', label: receiver }, ...others.filter(({ value }) => value !== choice.to), { value: 'company', label: t('handover.company') },
    ...(choice.leaves ? [] : [{ value: 'stays', label: t('handover.keep') }]),
  ] as readonly { readonly value: Destination; readonly label: string }[]; // the words of `Destination` beside ids of people
  return (
    <div>
      <span className={own.legend}>{t('handover.lots')}</span>
      <ul className={own.lots}>
        {accounts.map((account) => (
          <li key={account}><b>{nameOf(account)}</b><Select size="small" value={choice.lots.get(account) ?? 'main'} options={[...options]} aria-label={nameOf(account)} onChange={(where: Destination) => onChange(account, where)} data-testid={`lot-${account}`} /></li>
        ))}
      </ul>
    </div>
  );
};

const isEmpty = ({ accounts, conversations, drafts, planned }: HandoverPreview): boolean => accounts.length + conversations.length + drafts + planned === 0;

const noChoice: HandoverChoice = { to: undefined, lots: new Map(), leaves: true, reason: '' };

/** Everything one person has, to others, in one action; who leaves can no longer sign in. */
export const HandoverDialog = ({ person, people, onClose }: { readonly person: PersonRow; readonly people: readonly PersonRow[]; readonly onClose: () => void }) => {
  const t = useT();
  const ids = { to: useId(), reason: useId() };
  const isLast = isLastAdministrator(people, person.id);
  const [choice, setChoice] = useState<HandoverChoice>({ ...noChoice, leaves: !isLast && person.active });
  const { preview, go, isBusy, problem } = useHandover(person.id);
  const others = people.filter(({ id, active }) => active && id !== person.id).map(({ id, name, role }): Choice => ({ value: id, label: `${name} · ${t(`role.${role}`)}` }));
  const set = (part: Partial<HandoverChoice>): void => setChoice((was) => ({ ...was, ...part }));
  const setLeaves = (leaves: boolean): void => set({ leaves, ...(leaves && { lots: new Map([...choice.lots].filter(([, where]) => where !== 'stays')) }) });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await go(choice)) onClose();
  };
  const isReady = preview !== undefined && choice.to !== undefined && (choice.leaves || preview.accounts.some((account) => choice.lots.get(account) !== 'stays'));
  return (
    <Modal {...restingDialog} open centered width={560} title={t('handover.title', { name: person.name })} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <form className={own.form} onSubmit={(event) => void submit(event)} noValidate data-testid="handover-form">
        <p className={own.hint}>{t('handover.lead')}</p>
        {preview === undefined ? <p role="status" className={own.hint}>{problem === undefined && t('handover.loading')}</p> : <Sums preview={preview} />}
        {preview !== undefined && isEmpty(preview) && <p className={own.hint}>{t('handover.nothing')}</p>}
        <div>
          <label htmlFor={ids.to}>{t('handover.to')}</label>
          <Select id={ids.to} className={own.wide} value={choice.to} options={others} placeholder={t('handover.to.placeholder')} onChange={(to: PersonId) => set({ to })} data-testid="handover-to" />
          <p className={own.hint}>{t('handover.to.hint')}</p>
        </div>
        {preview !== undefined && preview.accounts.length > 0 && <Lots accounts={preview.accounts} choice={choice} others={others} onChange={(account, where) => set({ lots: new Map(choice.lots).set(account, where) })} />}
        {person.active && <div><Checkbox checked={choice.leaves} disabled={isLast} onChange={(event) => setLeaves(event.target.checked)} data-testid="handover-leaves">{t('handover.leaves')}</Checkbox>{isLast && <p className={own.hint}>{t('handover.last')}</p>}</div>}
        <div><label htmlFor={ids.reason}>{t('handover.reason')}</label><Input id={ids.reason} value={choice.reason} maxLength={200} onChange={(event) => set({ reason: event.target.value })} data-testid="handover-reason" /></div>
        <p className={own.hint}>{preview !== undefined && preview.transfers > 0 && t('handover.transfers', { count: preview.transfers })} {t('handover.undo')}</p>
        {problem !== undefined && <p className={own.bad} role="alert">{problem}</p>}
        <div className={own.buttons}><Button onPress={onClose}>{t('people.form.cancel')}</Button><Button type="submit" kind="primary" isDisabled={isBusy || !isReady} testId="handover-go">{t('handover.go')}</Button></div>
      </form>
    </Modal>
  );
};

import { useMemo, useState } from 'react';
import type { CustomerId } from '#shared/domain/ids';
import { contactDuty, isOwed } from '#shared/rules/contactDuty';
import { contactFacts, type PersonView } from '../../archive/queries/persons';
import { useCustomerPolicy } from '../../archive/queries/customerPolicy';
import { useFollowUpsOf } from '../../archive/queries/useFollowUps';
import type { FollowUpRow } from '../../archive/schema/customerRows';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { formatDue, formatFull, formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useKey } from '../../state/keys';
import { Button, IconButton } from '../../ui/Button';
import { MenuItem, MenuLine } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { offerUndo } from '../conversation/undo';
import { useCommand, type Command } from '../conversation/useCommand';
import panel from './CustomerPanel.module.css';
import styles from './Person.module.css';
import { PlanDialog } from './PlanDialog';

const DAY_MS = 86_400_000;

/** Done against due: one mark each, and the words beside them. */
const Pips = ({ person }: { readonly person: PersonView }) => {
  const t = useT();
  const policy = useCustomerPolicy();
  const duty = useMemo(() => contactDuty(contactFacts(person), policy, Date.now()), [person, policy]);
  if (duty === undefined) return null;
  const words = t(`customer.duty.${duty.kind}`, { done: duty.done, due: duty.due, date: formatShort(duty.by) });
  return (
    <p className={styles.pips} data-missed={duty.missed || undefined} title={t('customer.duty.clause', { clause: duty.clause })} data-testid="contact-pips" data-done={duty.done} data-due={duty.due}>
      <span aria-hidden>{Array.from({ length: duty.due }, (_, place) => <i key={place} data-done={place < duty.done || undefined} />)}</span>
      <span>{duty.missed ? t('customer.duty.missed', { date: formatShort(duty.by) }) : words}{isOwed(duty) ? '' : t('customer.duty.met')}</span>
    </p>
  );
};

const Line = ({ plan, command }: { readonly plan: FollowUpRow; readonly command: Command }) => {
  const t = useT();
  const menu = usePopover();
  const isDue = plan.due <= Date.now();
  const reopen = (): Promise<unknown> => desk.call('followUp.reopen', { id: plan.id, customer: plan.customer, due: plan.due });
  const done = async (): Promise<void> => {
    if (await command.run(() => desk.call('followUp.done', { id: plan.id }))) offerUndo(t('followUp.doneOf', { purpose: plan.purpose }), reopen);
  };
  const cancel = async (): Promise<void> => {
    menu.setOpen(false);
    if (await command.run(() => desk.call('followUp.cancel', { id: plan.id }))) offerUndo(t('followUp.cancelledOf', { purpose: plan.purpose }), reopen);
  };
  const move = (days: number): void => {
    menu.setOpen(false);
    void command.run(() => desk.call('followUp.move', { id: plan.id, due: Math.max(Date.now(), plan.due) + days * DAY_MS }));
  };
  return (
    <li className={styles.plan} data-testid="follow-up" data-due={isDue || undefined}>
      <label title={plan.note}>
        <input type="checkbox" checked={false} onChange={() => void done()} aria-label={t('followUp.markDone', { purpose: plan.purpose })} />
        <span>{plan.purpose}{plan.repeat !== undefined && <small>{t(`followUp.every.${plan.repeat.unit}`, { count: plan.repeat.every })}</small>}</span>
      </label>
      <button ref={menu.anchor} type="button" className={styles.due} onClick={menu.toggle} aria-haspopup="menu" aria-expanded={menu.isOpen} title={formatFull(plan.due)}>{formatDue(plan.due)}</button>
      <Popover handle={menu} align="end" label={plan.purpose} role="menu">
        <MenuItem onPress={() => move(1)}>{t('followUp.later.day')}</MenuItem>
        <MenuItem onPress={() => move(7)}>{t('followUp.later.week')}</MenuItem>
        <MenuLine />
        <MenuItem onPress={() => void cancel()}>{t('followUp.cancel')}</MenuItem>
      </Popover>
    </li>
  );
};

/** Follow-up plans and the contacts owed, as look.md draws them. */
export const FollowUps = ({ person, file }: { readonly person: PersonView; readonly file: CustomerId }) => {
  const t = useT();
  const plans = useFollowUpsOf(person.profile.files);
  const command = useCommand();
  const [isPlanning, setPlanning] = useState(false);
  const open = (plans ?? []).filter((plan) => plan.status === 'open');
  const last = (plans ?? []).find((plan) => plan.status === 'done');
  useKey('planFollowUp', () => setPlanning(true));
  return (
    <section className={panel.section}>
      <h2 className={panel.title}>{t('followUp.title')}<span>{open.length === 0 && last?.ended !== undefined ? t('followUp.last', { date: formatShort(last.ended.at) }) : ''}</span><IconButton icon="plus" size={22} label={t('followUp.new')} onPress={() => setPlanning(true)} testId="plan-new" /></h2>
      {open.length > 0 && <ul className={styles.plans}>{open.map((plan) => <Line key={plan.id} plan={plan} command={command} />)}</ul>}
      {plans !== undefined && open.length === 0 && <p className={styles.none}>{t('followUp.none')} <Button kind="ghost" size="small" onPress={() => setPlanning(true)}>{t('followUp.new')}</Button></p>}
      <Pips person={person} />
      {command.error !== undefined && <p className={panel.trouble} role="alert">{errorSentence(command.error.code, command.error.data)}</p>}
      {isPlanning && <PlanDialog name={person.title} customer={file} onClose={() => setPlanning(false)} />}
    </section>
  );
};

import { isOwed } from '#shared/rules/contactDuty';
import type { FollowUpRow } from '../../archive/schema/customerRows';
import { desk } from '../../bridge/desk';
import { formatDue, formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { openTab } from '../../state/tabs';
import { showDesk } from '../../state/view';
import { Button, LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { Grade } from '../../ui/Grade';
import styles from './Customers.module.css';
import { offerBack } from '../undo/undoOffer';
import type { People, PersonLine } from './usePeople';
import { useRun } from './useRun';

const SHOWN = 300;

const Open = ({ line }: { readonly line: PersonLine }) => {
  const t = useT();
  const [latest] = line.person.conversations.toSorted((a, b) => b.lastAt - a.lastAt);
  return (
    <Button size="small" isDisabled={latest === undefined} title={latest === undefined ? t('customers.noChat') : undefined} onPress={() => { if (latest !== undefined) { openTab(latest.id); showDesk(); } }}>{t('customers.open')}</Button>
  );
};

const Plan = ({ line, plan, now }: { readonly line: PersonLine; readonly plan: FollowUpRow; readonly now: number }) => {
  const t = useT();
  const { run, isBusy, problem } = useRun();
  const done = async (): Promise<void> => {
    const { id, customer, due, purpose } = plan;
    if (await run(() => desk.call('followUp.done', { id }))) offerBack(t('followUp.doneOf', { purpose }), () => desk.call('followUp.reopen', { id, customer, due }));
  };
  return (
    <tr data-testid="due-plan">
      <td>{line.person.title}{line.person.grade !== undefined && <> <Grade grade={line.person.grade} small /></>}</td>
      <td>{plan.purpose}{problem !== undefined && <span className={styles.problem} role="alert"> {problem}</span>}</td>
      <td data-hot={plan.due <= now || undefined}>{formatDue(plan.due)}</td>
      <td className={styles.acts}><Button size="small" isDisabled={isBusy} onPress={() => void done()}>{t('due.done')}</Button><Open line={line} /></td>
    </tr>
  );
};

/** Follow-ups by time, then contacts owed by the rules: what is to be done today. */
export const DueList = ({ people }: { readonly people: People }) => {
  const t = useT();
  const { lines = [], now } = people;
  const plans = lines.flatMap((line) => line.plans.map((plan) => ({ line, plan }))).sort((a, b) => a.plan.due - b.plan.due);
  const owed = lines.filter((line) => isOwed(line.duty)).sort((a, b) => Number(b.duty?.missed) - Number(a.duty?.missed) || (a.duty?.by ?? 0) - (b.duty?.by ?? 0));
  return (
    <section className={styles.page} aria-label={t('customers.page.due')}>
      <div className={styles.head}><h1>{t('customers.page.due')}</h1><span className={styles.aside}>{t('due.count', { plans: plans.length, owed: owed.length })}</span></div>
      <div className={styles.scroll}>
        {plans.length === 0 && owed.length === 0 && <EmptyLine>{t('due.none')}</EmptyLine>}
        {plans.length > 0 && (
          <table className={styles.simple} aria-label={t('due.plans')}>
            <thead><tr><th>{t('trait.name')}</th><th>{t('followUp.purpose')}</th><th>{t('followUp.due')}</th><th>{''}</th></tr></thead>
            <tbody>{plans.slice(0, SHOWN).map(({ line, plan }) => <Plan key={plan.id} line={line} plan={plan} now={now} />)}</tbody>
          </table>
        )}
        {owed.length > 0 && (
          <table className={styles.simple} aria-label={t('due.contacts')}>
            <thead><tr><th>{t('trait.name')}</th><th>{t('due.rule')}</th><th>{t('due.until')}</th><th>{''}</th></tr></thead>
            <tbody>
              {owed.slice(0, SHOWN).map((line) => (
                <tr key={line.id} data-testid="due-contact">
                  <td>{line.person.title}{line.person.grade !== undefined && <> <Grade grade={line.person.grade} small /></>}</td>
                  <td>{t(`due.${line.duty?.kind ?? 'newcomer'}`, { done: line.duty?.done ?? 0, due: line.duty?.due ?? 0 })} <span className={styles.aside}>{line.duty?.clause}</span></td>
                  <td data-hot={line.duty?.missed || undefined}>{line.duty?.missed ? t('due.missed') : formatShort(line.duty?.by ?? 0)}</td>
                  <td className={styles.acts}><Open line={line} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {owed.length > SHOWN && <p className={styles.aside}>{t('due.more', { count: owed.length - SHOWN })} <LinkButton onPress={showDesk}>{t('nav.desk')}</LinkButton></p>}
      </div>
    </section>
  );
};

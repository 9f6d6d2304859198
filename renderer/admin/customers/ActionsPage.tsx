import { usePeople as usePersonNames } from '../../archive/queries/usePeople';
import { useCustomerActions } from '../../archive/queries/useCustomerActions';
import type { CustomerActionRow } from '../../archive/schema/customerRows';
import type { CustomerChange } from '#shared/domain/customer';
import { desk } from '../../bridge/desk';
import { divisionName } from '../../i18n/divisions';
import { formatFull, joinWords } from '../../i18n/format';
import { occupationName } from '../../i18n/occupations';
import { currentLocale, translate, translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { useMe, useRole } from '../../state/session';
import { Button } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import styles from './Customers.module.css';
import { useRun } from './useRun';

const tagWords = (kind: string, value: string): string =>
  (kind === 'province' ? divisionName(value, currentLocale()) : kind === 'occupation' ? occupationName(value, currentLocale()) : value);

const changeWords = (change: CustomerChange): string => {
  switch (change.kind) {
    case 'tag': return translate('customer.log.tagged', { tag: tagWords(change.tag.kind, change.tag.value) });
    case 'untag': return translate('customer.log.untagged', { tag: tagWords(change.tagKind, change.value) });
    case 'retag': return translate('tags.words', { from: joinWords(change.from), to: change.to });
    case 'stage': return translate('customer.log.staged', { stage: translate(`customer.stage.${change.stage}`) });
    case 'star': return translate(change.starred ? 'customer.log.starred' : 'customer.log.unstarred');
    case 'field': return translate('customer.log.profiled', { fields: translateMaybe(`customer.field.${change.key}`) ?? translate('customer.field.own') });
  }
};

const Row = ({ action }: { readonly action: CustomerActionRow }) => {
  const t = useT();
  const people = usePersonNames();
  const role = useRole();
  const person = useMe();
  const { run, isBusy, problem } = useRun();
  const mayUndo = role !== 'agent' || action.by === person;
  return (
    <tr data-testid="action-row">
      <td title={formatFull(action.at)}>{formatFull(action.at).slice(0, 16)}</td>
      <td>{action.by === undefined ? '' : people?.get(action.by)?.name ?? ''}</td>
      <td>{action.change !== undefined ? changeWords(action.change) : t('actions.imported', { file: action.file ?? '' })}{problem !== undefined && <span className={styles.problem} role="alert"> {problem}</span>}</td>
      <td>{t('actions.count', { count: action.before.length })}</td>
      <td className={styles.acts}>
        {action.reverted !== undefined
          ? <span className={styles.aside}>{t('actions.reverted')}</span>
          : <Button size="small" icon="undo" isDisabled={isBusy || !mayUndo} title={mayUndo ? undefined : t('error.customer.actionForeign')} onPress={() => void run(() => desk.call('customer.revert', { action: action.id }))}>{t('undo.press')}</Button>}
      </td>
    </tr>
  );
};

/** What was done to many at once, by whom, and taking it back. */
export const ActionsPage = () => {
  const t = useT();
  const actions = useCustomerActions();
  return (
    <section className={styles.page} aria-label={t('customers.page.actions')}>
      <div className={styles.head}><h1>{t('customers.page.actions')}</h1></div>
      <div className={styles.scroll}>
        {actions === undefined ? <SkeletonRows rows={6} label={t('customers.page.actions')} /> : actions.length === 0 ? <EmptyLine>{t('actions.none')}</EmptyLine> : (
          <table className={styles.simple}>
            <thead><tr><th>{t('actions.at')}</th><th>{t('actions.by')}</th><th>{t('actions.what')}</th><th>{t('actions.scale')}</th><th>{''}</th></tr></thead>
            <tbody>{actions.map((action) => <Row key={action.id} action={action} />)}</tbody>
          </table>
        )}
      </div>
    </section>
  );
};

import { useMemo } from 'react';
import { likelySame, type Likeness } from '#shared/rules/samePerson';
import { candidateOf } from '../../archive/queries/persons';
import type { AccountRow } from '../../archive/schema/accountRows';
import { desk } from '../../bridge/desk';
import { joinWords } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import styles from './Customers.module.css';
import { offerBack } from '../undo/undoOffer';
import type { PersonLine } from './usePeople';
import { useRun } from './useRun';

const SHOWN = 200;

const Pair = ({ likeness, a, b, accounts }: { readonly likeness: Likeness; readonly a: PersonLine; readonly b: PersonLine; readonly accounts: ReadonlyMap<string, AccountRow> }) => {
  const t = useT();
  const { run, isBusy, problem } = useRun();
  const where = ({ person }: PersonLine): string => joinWords(person.files.map((file) => accounts.get(file.account)?.name ?? t('customer.filed')));
  const join = async (): Promise<void> => {
    if (!(await run(() => desk.call('customer.merge', { into: a.id, from: [b.id], evidence: { reason: likeness.reason } })))) return;
    offerBack(t('customer.mergedWith', { name: b.person.title }), () => desk.call('customer.split', { customers: [...b.person.profile.files] }));
  };
  return (
    <tr data-testid="same-pair">
      <td>{a.person.title} <span className={styles.aside}>{where(a)}</span></td>
      <td>{b.person.title} <span className={styles.aside}>{where(b)}</span></td>
      <td>{t(`customer.reason.${likeness.reason}`)}{problem !== undefined && <span className={styles.problem} role="alert"> {problem}</span>}</td>
      <td className={styles.acts}>
        <Button size="small" kind="primary" isDisabled={isBusy} onPress={() => void join()}>{t('customer.merge')}</Button>
        <Button size="small" isDisabled={isBusy} onPress={() => void run(() => desk.call('customer.distinguish', { customer: a.id, other: b.id }))}>{t('customer.notSame')}</Button>
      </td>
    </tr>
  );
};

/** Pairs that share a phone, an e-mail, an address or a remark; a person decides each. */
export const SameList = ({ lines, accounts }: { readonly lines: readonly PersonLine[]; readonly accounts: ReadonlyMap<string, AccountRow> }) => {
  const t = useT();
  const pairs = useMemo(() => {
    const byId = new Map(lines.map((line) => [line.person.id, line]));
    return likelySame(lines.map((line) => candidateOf(line.person))).flatMap((likeness) => {
      const [a, b] = [byId.get(likeness.a), byId.get(likeness.b)];
      return a === undefined || b === undefined ? [] : [{ likeness, a, b }];
    });
  }, [lines]);
  return (
    <section className={styles.page} aria-label={t('customers.page.same')}>
      <div className={styles.head}><h1>{t('customers.page.same')}</h1><span className={styles.aside}>{t('same.count', { count: pairs.length })}</span></div>
      <div className={styles.scroll}>
        {pairs.length === 0 ? <EmptyLine>{t('same.none')}</EmptyLine> : (
          <table className={styles.simple}>
            <thead><tr><th>{t('same.one')}</th><th>{t('same.other')}</th><th>{t('customer.mergeWhy')}</th><th>{''}</th></tr></thead>
            <tbody>{pairs.slice(0, SHOWN).map(({ likeness, a, b }) => <Pair key={`${a.id} ${b.id}`} likeness={likeness} a={a} b={b} accounts={accounts} />)}</tbody>
          </table>
        )}
      </div>
    </section>
  );
};

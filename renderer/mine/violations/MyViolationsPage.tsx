import { useId, useState } from 'react';
import { isStanding } from '#shared/rules/regulation/monthTotals';
import type { Regulation } from '#shared/rules/regulation/regulationPack';
import { usePersonViolations, useRegulation, useRegulationOf, type Proof } from '../../archive/queries/useViolations';
import type { ViolationRow } from '../../archive/schema/violationRows';
import { desk } from '../../bridge/desk';
import { formatFull, formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { requestJump } from '../../state/jumpRequests';
import { useMe } from '../../state/session';
import { openTab } from '../../state/tabs';
import { useTask } from '../../state/useTask';
import { showDesk } from '../../state/view';
import { Button } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { Icon } from '../../ui/Icon';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { StateTag, ViolationFacts } from '../../violations/ViolationFacts';
import { amountText, factText, moneyOf, ruleName } from '../../violations/violationWords';
import { appealEnds } from './appealEnds';
import page from '../../ui/Page.module.css';
import styles from './MyViolationsPage.module.css';

const openAtDesk = ({ evidence, line }: Proof): void => {
  if (evidence.conversation === undefined) return;
  showDesk();
  openTab(evidence.conversation);
  if (line !== undefined) requestJump(evidence.conversation, { kind: 'line', place: -line.back, seq: line.seq });
};

const Appeal = ({ row, pack }: { readonly row: ViolationRow; readonly pack: Regulation | undefined }) => {
  const t = useT();
  const id = useId();
  const [words, setWords] = useState('');
  const { run, isBusy, problem } = useTask();
  if (row.state === 'appealed') return <p className={styles.quiet}>{t('violations.appealWaits')}</p>;
  if (row.state !== 'confirmed') return null;
  const until = appealEnds(row, pack);
  if (Date.now() > until) return <p className={styles.quiet}>{t('violations.appealOver')}</p>;
  return (
    <div className={styles.appeal}>
      <label htmlFor={id}>{t('violations.appealWords')}</label>
      <textarea id={id} rows={3} maxLength={2000} value={words} onChange={(event) => setWords(event.target.value)} data-testid="appeal-words" />
      {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
      <div className={styles.buttons}>
        <Button kind="primary" isDisabled={isBusy || words.trim() === ''} onPress={() => run(() => desk.call('violation.appeal', { violation: row.id, words: words.trim() }))} testId="appeal-go">{t('violations.appealGo')}</Button>
        <span className={styles.quiet} title={formatFull(until)}>{t('violations.appealUntil', { time: formatMoment(until) })}</span>
      </div>
    </div>
  );
};

const Line = ({ row, isOpen, onToggle }: { readonly row: ViolationRow; readonly isOpen: boolean; readonly onToggle: () => void }) => {
  const t = useT();
  const pack = useRegulationOf()(row.pack);
  return (
    <li data-testid="my-violation" data-state={row.state}>
      <button type="button" className={styles.line} aria-expanded={isOpen} onClick={onToggle}>
        <Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={12} />
        <b>{ruleName(pack, row.rule)}</b><StateTag state={row.state} />
        <span className={styles.fact}>{factText(t, row)}</span>
        <span className={styles.money}>{amountText(t, row, pack)}</span>
        <time title={formatFull(row.at)}>{formatMoment(row.at)}</time>
      </button>
      {isOpen && <div className={styles.open}><ViolationFacts row={row} openLabel={t('violations.open')} onOpen={openAtDesk} /><Appeal row={row} pack={pack} /></div>}
    </li>
  );
};

/** Everything put up about the person signed in, month by month, with every step; a confirmed one can be appealed. */
export const MyViolationsPage = () => {
  const t = useT();
  const me = useMe();
  const { appealDays } = useRegulation();
  const rows = usePersonViolations(me);
  const [opened, setOpened] = useState<string>();
  const months = [...new Set(rows?.map(({ month }) => month))];
  return (
    <section className={`${page.text} ${styles.page}`} aria-label={t('mine.violations')}>
      <h1>{t('mine.violations')}</h1>
      <p className={page.lead}>{t('violations.mineAbout', { days: appealDays })}</p>
      {rows === undefined && <SkeletonRows rows={6} label={t('violations.loading')} />}
      {rows?.length === 0 && <EmptyLine flush>{t('violations.mineNone')}</EmptyLine>}
      {months.map((month) => {
        const list = rows?.filter((row) => row.month === month) ?? [];
        const stands = list.filter(({ state }) => isStanding(state));
        return (
          <section key={month} aria-label={month}>
            <h2>{t('violations.mineMonth', { month, count: stands.length, amount: moneyOf(t, stands.reduce((sum, { fen = 0 }) => sum + fen, 0)) })}</h2>
            <ul className={styles.list}>{list.map((row) => <Line key={row.id} row={row} isOpen={row.id === opened} onToggle={() => setOpened(row.id === opened ? undefined : row.id)} />)}</ul>
          </section>
        );
      })}
    </section>
  );
};

import { useRegulationOf, useMonthViolations } from '../../archive/queries/useViolations';
import { usePeople } from '../../archive/queries/usePeople';
import { useT } from '../../i18n/useT';
import type { ViolationRow } from '../../archive/schema/violationRows';
import { isStanding } from '#shared/rules/regulation/monthTotals';
import { StateTag, ViolationFacts } from '../../violations/ViolationFacts';
import { amountText, ruleName } from '../../violations/violationWords';
import { AppealForm, DecisionForm, ReopenForm } from './DecisionForm';
import { openEvidence } from './useDecisions';
import styles from './Violations.module.css';

/** One violation: what it rests on, and the decision that is due. Mount it anew for another one. */
export const ViolationDetail = ({ row }: { readonly row: ViolationRow }) => {
  const t = useT();
  const people = usePeople();
  const pack = useRegulationOf()(row.pack);
  const month = useMonthViolations(row.month);
  const before = (month ?? []).filter((other) => other.person === row.person && other.rule === row.rule && other.id !== row.id && isStanding(other.state)).length;
  return (
    <section className={styles.detail} aria-label={t('violations.title')} data-testid="violation-detail">
      <header>
        <h2>{ruleName(pack, row.rule)}</h2><StateTag state={row.state} />
        <span className={styles.stretch} />
        <b>{amountText(t, row, pack)}</b>
      </header>
      <p className={styles.sub}>{people?.get(row.person)?.name ?? t('timeline.somebody')} · {row.month}{row.state === 'proposed' && ` · ${t('violations.nth', { count: before + 1 })}`}</p>
      <div className={styles.scroll}><ViolationFacts row={row} openLabel={t('violations.evidence')} onOpen={({ evidence, line }) => openEvidence(evidence, line)} /></div>
      {row.state === 'proposed' && <DecisionForm row={row} pack={pack} />}
      {(row.state === 'confirmed' || row.state === 'dismissed') && <ReopenForm row={row} />}
      {row.state === 'appealed' && <AppealForm row={row} />}
    </section>
  );
};

import { useMemo, useState } from 'react';
import { useMonthOf, useMonthViolations, useOpenViolations, useRegulation, useViolationMonths } from '../../archive/queries/useViolations';
import { usePeople } from '../../archive/queries/usePeople';
import type { ViolationRow } from '../../archive/schema/violationRows';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { ViewSwitch } from '../../ui/ViewSwitch';
import { ruleName } from '../../violations/violationWords';
import { BulkBar, DoneBar } from './BulkBar';
import { RaiseDialog } from './RaiseDialog';
import { Totals } from './Totals';
import { ViolationDetail } from './ViolationDetail';
import { ViolationList } from './ViolationList';
import { showViolations, useViolationPlace, type ViolationViewName } from './violationPlace';
import styles from './Violations.module.css';

const views: readonly ViolationViewName[] = ['queue', 'decided', 'totals'];

const Filters = ({ months, month, withWho }: { readonly months: readonly string[]; readonly month: string | undefined; readonly withWho: boolean }) => {
  const t = useT();
  const people = usePeople();
  const pack = useRegulation();
  const { person, rule } = useViolationPlace();
  return (
    <>
      {month !== undefined && <select aria-label={t('violations.month')} value={month} onChange={(event) => showViolations({ month: event.target.value })} data-testid="violations-month">{months.map((each) => <option key={each}>{each}</option>)}</select>}
      {withWho && (
        <>
          <select aria-label={t('violations.person')} value={person} onChange={(event) => showViolations({ person: event.target.value })} data-testid="violations-person">
            <option value="">{t('violations.anybody')}</option>
            {[...people?.values() ?? []].map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
          <select aria-label={t('violations.rule')} value={rule} onChange={(event) => showViolations({ rule: event.target.value })} data-testid="violations-rule">
            <option value="">{t('violations.anyRule')}</option>
            {pack.rules.map(({ id }) => <option key={id} value={id}>{ruleName(pack, id)}</option>)}
          </select>
        </>
      )}
    </>
  );
};

const Lines = ({ rows, isQueue, isFiltered }: { readonly rows: readonly ViolationRow[] | undefined; readonly isQueue: boolean; readonly isFiltered: boolean }) => {
  const t = useT();
  const { chosen, checked } = useViolationPlace();
  if (rows === undefined) return <div className={styles.wide}><SkeletonRows rows={8} label={t('violations.loading')} /></div>;
  if (rows.length === 0) return <div className={styles.wide}><EmptyLine>{t(isQueue && !isFiltered ? 'violations.none' : 'violations.noneHere')}</EmptyLine></div>;
  const shown = rows.find(({ id }) => id === chosen) ?? rows[0];
  const picked = rows.filter(({ id }) => checked.has(id));
  return (
    <div className={styles.split}>
      <div className={styles.side}>
        <div className={styles.scroll}><ViolationList rows={rows} chosen={shown} canCheck={isQueue} /></div>
        {picked.length > 0 ? <BulkBar rows={picked} /> : isQueue && <p className={styles.keys}>{t('violations.keys')}</p>}
      </div>
      {shown === undefined ? <p className={styles.choose}>{t('violations.choose')}</p> : <ViolationDetail key={`${shown.id}${shown.steps.length}`} row={shown} />}
    </div>
  );
};

/** What the records put up against somebody, decided here and nowhere by itself. */
export const ViolationsPage = () => {
  const t = useT();
  const { view, month: asked, person, rule } = useViolationPlace();
  const thisMonth = useMonthOf()(Date.now());
  const months = useViolationMonths();
  const choices = useMemo(() => [...new Set([thisMonth, ...months ?? []])].sort().reverse(), [thisMonth, months]);
  const month = asked ?? thisMonth;
  const open = useOpenViolations();
  const inMonth = useMonthViolations(month);
  const [isRaising, setRaising] = useState(false);
  const all = view === 'queue' ? open : inMonth?.filter(({ state }) => state !== 'proposed');
  const rows = useMemo(() => all?.filter((row) => (person === '' || row.person === person) && (rule === '' || row.rule === rule)), [all, person, rule]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className="visuallyHidden">{t('violations.title')}</h1>
        <ViewSwitch
          label={t('violations.views')} views={views.map((name) => ({ name, label: t(`violations.${name}`), count: name === 'queue' ? open?.length : 0 }))}
          current={view} onChoose={(name) => showViolations({ view: name, chosen: undefined })} testId="violations"
        />
        <Filters months={choices} month={view === 'queue' ? undefined : month} withWho={view !== 'totals'} />
        <span className={styles.stretch} />
        <Button icon="plus" onPress={() => setRaising(true)} testId="violation-raise">{t('violations.raise')}</Button>
      </header>
      <p className={styles.about}>{t('violations.about')}</p>
      <DoneBar />
      {view === 'totals' ? <Totals month={month} /> : <Lines rows={rows} isQueue={view === 'queue'} isFiltered={person !== '' || rule !== ''} />}
      {isRaising && <RaiseDialog onClose={() => setRaising(false)} />}
    </div>
  );
};

import type { ReactNode } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { useRulePack, useRulePackHistory } from '../../archive/queries/rulePack';
import { usePeople } from '../../archive/queries/usePeople';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useRole } from '../../state/session';
import page from '../../ui/Page.module.css';
import { useRuleDraft } from '../rules/ruleDrafts';
import styles from './Clocks.module.css';
import { ClockTable } from './ClockTable';
import { CalendarPart, GapPart, ShiftsPart } from './HoursPart';
import { Preview } from './Preview';
import { SaveBar } from './SaveBar';
import { ClausesPart, CourtesyPart, ReasonsPart } from './WordsParts';

const Part = ({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children: ReactNode }) => (
  <section className={styles.part} aria-label={title}><h2>{title}</h2>{hint !== undefined && <p className={styles.quiet}>{hint}</p>}{children}</section>
);

/** Which version is in force, since when and by whom; the ones before it. */
const Versions = ({ version }: { readonly version: number }) => {
  const t = useT();
  const people = usePeople();
  const history = useRulePackHistory() ?? [];
  const name = (id: PersonId | undefined): string => (id === undefined ? '' : people?.get(id)?.name ?? '');
  if (history.length === 0) return <p className={styles.quiet}>{t('clocks.shipped')}</p>;
  return (
    <ol className={styles.versions}>
      {history.map((row) => <li key={row.version} aria-current={row.version === version || undefined}>{t('clocks.version', { version: row.version, time: formatFull(row.savedAt), name: name(row.by) })}</li>)}
    </ol>
  );
};

/** Waiting clocks and the rules around them. Everybody may read them; the administrator changes them. */
export const ClocksPage = () => {
  const t = useT();
  const current = useRulePack();
  const mayChange = useRole() === 'administrator';
  const { draft, isChanged, change, drop } = useRuleDraft('clocks', current);
  const props = { pack: draft, mayChange, onChange: change };
  return (
    <div className={page.column}>
      <div className={page.sheet}>
        <h1>{t('clocks.title')}</h1>
        <p className={page.lead}>{mayChange ? t('clocks.about') : t('clocks.readOnly')}</p>
        <Part title={t('clocks.clocks')}><ClockTable {...props} /></Part>
        <Part title={t('clocks.preview')} hint={t('clocks.previewHint')}><Preview current={current} draft={draft} /></Part>
        <Part title={t('clocks.shifts')} hint={t('clocks.shiftsHint')}><ShiftsPart {...props} /></Part>
        <Part title={t('clocks.calendar')} hint={t('clocks.calendarHint')}><CalendarPart {...props} /></Part>
        <Part title={t('clocks.gap')} hint={t('clocks.gapHint')}><GapPart {...props} /></Part>
        <Part title={t('clocks.reasons')} hint={t('clocks.reasonsHint')}><ReasonsPart {...props} /></Part>
        <Part title={t('clocks.courtesy')} hint={t('clocks.courtesyHint')}><CourtesyPart {...props} /></Part>
        <Part title={t('clocks.clauses')}><ClausesPart {...props} /></Part>
        <Part title={t('clocks.versions')}><Versions version={current.version} /></Part>
      </div>
      {mayChange && <SaveBar current={current} draft={draft} isChanged={isChanged} onDrop={drop} />}
    </div>
  );
};

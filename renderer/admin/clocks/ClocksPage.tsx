import { Popconfirm } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { defaultRulePack, useRulePack, useRulePackHistory } from '../../archive/queries/rulePack';
import { usePeople } from '../../archive/queries/usePeople';
import { desk } from '../../bridge/desk';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useRole } from '../../state/session';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { sentenceOf } from '../useAdminCommand';
import styles from './Clocks.module.css';
import { ClockTable } from './ClockTable';
import { CalendarPart, ShiftsPart } from './HoursPart';
import { faultOf, isSamePack, type PackDraft } from './packDraft';
import { Preview } from './Preview';
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

/** Saves a draft; what it says when that failed stays until the next try. */
const useSaving = () => {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async (based: number, pack: PackDraft): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await desk.call('rulePack.save', { based, pack });
      return true;
    } catch (error) {
      setProblem(sentenceOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, save };
};

const SaveBar = ({ current, draft, onSaved, onDrop }: { readonly current: PackDraft; readonly draft: PackDraft; readonly onSaved: () => void; readonly onDrop: () => void }) => {
  const t = useT();
  const { isBusy, problem, save } = useSaving();
  const fault = faultOf(draft);
  const isChanged = !isSamePack(current, draft);
  const isShipped = isSamePack(current, defaultRulePack);
  const run = (pack: PackDraft) => async (): Promise<void> => {
    if (await save(current.version, pack)) onSaved();
  };
  return (
    <div className={styles.bar}>
      {problem !== undefined ? <span className={styles.problem} role="alert">{problem}</span>
        : fault !== undefined ? <span className={styles.problem} role="alert"><Icon name="alert" size={14} />{t(fault === 'shifts' ? 'clocks.fault.shifts' : fault === 'closing' ? 'clocks.fault.closing' : 'clocks.fault.clocks')}</span>
          : <span className={styles.quiet}>{isChanged ? t('clocks.unsaved') : t('clocks.inForce', { version: current.version })}</span>}
      <span className={styles.grow} />
      {!isShipped && <Popconfirm title={t('clocks.resetSure')} okText={t('clocks.reset')} cancelText={t('common.cancel')} onConfirm={() => void run(defaultRulePack)()}><span><Button isDisabled={isBusy} testId="clocks-reset">{t('clocks.reset')}</Button></span></Popconfirm>}
      {isChanged && <Button onPress={onDrop} isDisabled={isBusy} testId="clocks-drop">{t('clocks.drop')}</Button>}
      <Button kind="primary" onPress={() => void run(draft)()} isDisabled={isBusy || !isChanged || fault !== undefined} testId="clocks-save">{t('clocks.save')}</Button>
    </div>
  );
};

/** Waiting clocks and the rules around them. Everybody may read them; the administrator changes them. */
export const ClocksPage = () => {
  const t = useT();
  const current = useRulePack();
  const mayChange = useRole() === 'administrator';
  const [changed, setChanged] = useState<PackDraft>();
  const draft = changed ?? current;
  const props = { pack: draft, mayChange, onChange: setChanged };
  const drop = (): void => setChanged(undefined);
  return (
    <div className={styles.page}>
      <div className={styles.scroll}>
        <h1>{t('clocks.title')}</h1>
        <p className={styles.quiet}>{mayChange ? t('clocks.about') : t('clocks.readOnly')}</p>
        <Part title={t('clocks.clocks')}><ClockTable {...props} /></Part>
        <Part title={t('clocks.preview')} hint={t('clocks.previewHint')}><Preview current={current} draft={draft} /></Part>
        <Part title={t('clocks.shifts')} hint={t('clocks.shiftsHint')}><ShiftsPart {...props} /></Part>
        <Part title={t('clocks.calendar')} hint={t('clocks.calendarHint')}><CalendarPart {...props} /></Part>
        <Part title={t('clocks.reasons')} hint={t('clocks.reasonsHint')}><ReasonsPart {...props} /></Part>
        <Part title={t('clocks.courtesy')} hint={t('clocks.courtesyHint')}><CourtesyPart {...props} /></Part>
        <Part title={t('clocks.clauses')}><ClausesPart {...props} /></Part>
        <Part title={t('clocks.versions')}><Versions version={current.version} /></Part>
      </div>
      {mayChange && <SaveBar current={current} draft={draft} onSaved={drop} onDrop={drop} />}
    </div>
  );
};

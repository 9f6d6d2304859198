import { useState } from 'react';
import { useT } from '../../i18n/useT';
import { useLeaveCount } from '../../duties/useTodayCount';
import { ViewSwitch } from '../../ui/ViewSwitch';
import styles from './DutiesPage.module.css';
import { DutyTable } from './DutyTable';
import { LeaveView } from './LeaveView';
import { NoticesView } from './NoticesView';
import { OnShiftView } from './OnShiftView';

const views = ['table', 'notices', 'leave', 'onShift'] as const;
type ViewName = (typeof views)[number];

const parts = { table: DutyTable, notices: NoticesView, leave: LeaveView, onShift: OnShiftView } as const;

/** Duties of the day, notices, leave, who works now. */
export const DutiesPage = () => {
  const t = useT();
  const [view, setView] = useState<ViewName>('table');
  const leave = useLeaveCount();
  const Part = parts[view];
  return (
    <section className={styles.page} aria-label={t('supervision.duties')} data-testid="duties-page">
      <header className={styles.head}>
        <h1 className="visuallyHidden">{t('supervision.duties')}</h1>
        <ViewSwitch label={t('duties.views')} views={views.map((name) => ({ name, label: t(`duties.view.${name}`), count: name === 'leave' ? leave : 0 }))} current={view} onChoose={setView} testId="duties" />
      </header>
      <Part />
    </section>
  );
};

import { dayStart, dayTextAt } from '#shared/rules/duties/days';
import { useRulePack } from '../../archive/queries/rulePack';
import { noonOf } from '../../duties/dayWords';
import { formatDay } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useMe } from '../../state/session';
import { useNow } from '../../ui/useNow';
import { ComplaintsPart } from './ComplaintsPart';
import { DutiesPart } from './DutiesPart';
import { NoticesPart } from './NoticesPart';
import { ShiftPart } from './ShiftPart';
import page from '../../ui/Page.module.css';
import styles from './TodayPage.module.css';

/** What this day asks of the person signed in. */
export const TodayPage = () => {
  const t = useT();
  const me = useMe();
  const { offsetMinutes } = useRulePack().calendar;
  const day = dayTextAt(offsetMinutes, useNow());
  if (me === undefined) return null;
  return (
    <section className={`${page.sheet} ${styles.page}`} aria-label={t('mine.today')} data-testid="today-page">
      <header><h1>{t('mine.today')}</h1><span>{formatDay(noonOf(dayStart(offsetMinutes, day)))}</span></header>
      <div className={styles.columns}>
        <div><NoticesPart me={me} /><DutiesPart me={me} day={day} /></div>
        <div><ShiftPart me={me} day={day} /><ComplaintsPart me={me} /></div>
      </div>
    </section>
  );
};

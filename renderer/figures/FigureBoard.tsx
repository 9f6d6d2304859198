import { useCallback, useMemo, useState } from 'react';
import { figures as figureList, groupCases, type Case, type FigureId } from '#shared/rules/figures/figureList';
import { closeReasonOf, ruleWords } from '#shared/rules/rulePack';
import { useRulePack } from '../archive/queries/rulePack';
import type { FigureAnswer } from '../archive/queries/useFigures';
import { useLocale, useT } from '../i18n/useT';
import { BarList } from './BarList';
import { CaseList, type Shown } from './CaseList';
import { FigureGrid } from './FigureGrid';
import styles from './Figures.module.css';
import { HourTable } from './HourTable';
import { PersonTable } from './PersonTable';
import { TrendChart } from './TrendChart';
import { WordingTable } from './WordingTable';

const groups = {
  volume: ['contacts', 'served', 'received', 'sent'],
  response: ['firstResponse', 'responseTime', 'inTime', 'unanswered', 'openWaits'],
  outcome: ['sold', 'lost', 'conversion'],
  quality: ['complaints', 'score'],
} as const satisfies Readonly<Record<string, readonly FigureId[]>>;

/** Title of a reason of closing in the language of the screen. */
export const useReasonName = (): ((key: string) => string) => {
  const t = useT();
  const pack = useRulePack();
  const locale = useLocale();
  return useCallback((key: string) => {
    const reason = closeReasonOf(pack, key);
    return reason === undefined ? key || t('figures.noReason') : ruleWords(reason.title, locale);
  }, [pack, locale, t]);
};

const LostReasons = ({ answer, onShow }: { readonly answer: FigureAnswer; readonly onShow: (shown: Shown) => void }) => {
  const t = useT();
  const nameOf = useReasonName();
  const lost = useMemo(() => [...groupCases(figureList.lost.casesOf(answer.sheet), ({ key }) => key ?? '')].sort((a, b) => b[1].length - a[1].length), [answer]);
  if (lost.length === 0) return <p className={styles.none}>{t('figures.noLost')}</p>;
  return <BarList label={t('figures.section.lost')} bars={lost.map(([key, cases]) => ({ key, name: nameOf(key), value: cases.length, words: String(cases.length), onShow: () => onShow({ figure: 'lost', title: nameOf(key), cases }) }))} />;
};

/** All figures of an answer. `onOpen` leads to the words of a case. */
export const FigureBoard = ({ answer, isMine = false, onOpen }: { readonly answer: FigureAnswer; readonly isMine?: boolean; readonly onOpen: (one: Case) => void }) => {
  const t = useT();
  const [shown, setShown] = useState<Shown>();
  const show = (figure: FigureId): void => setShown({ figure, title: t(`figure.${figure}`), cases: figureList[figure].casesOf(answer.sheet) });
  const part = (figure: FigureId) => (cases: readonly Case[], label: string): void => setShown({ figure, title: `${t(`figure.${figure}`)} · ${label}`, cases });
  return (
    <div className={styles.board}>
      <div className={styles.wide}>
        <FigureGrid title={t('figures.section.volume')} list={groups.volume} answer={answer} onShow={show} />
        <FigureGrid title={t('figures.section.response')} list={groups.response} answer={answer} onShow={show} />
        <TrendChart answer={answer} onShow={part('responseTime')} />
        <section className={styles.section} aria-label={t('figures.section.hours')}><h2>{t('figures.section.hours')}</h2><HourTable answer={answer} onShow={part('contactHours')} /></section>
      </div>
      <div className={styles.pair}>
        <FigureGrid title={t('figures.section.outcome')} list={groups.outcome} answer={answer} onShow={show} />
        <FigureGrid title={t('figures.section.quality')} list={groups.quality} answer={answer} onShow={show} />
      </div>
      {!isMine && <section className={styles.section} aria-label={t('figures.section.people')}><h2>{t('figures.section.people')}</h2><PersonTable answer={answer} onShow={(figure, cases, name) => setShown({ figure, title: `${name} · ${t(`figure.${figure}`)}`, cases })} /></section>}
      <div className={styles.pair}>
        <section className={styles.section} aria-label={t('figures.section.lost')}><h2>{t('figures.section.lost')}</h2><LostReasons answer={answer} onShow={setShown} /></section>
        <section className={styles.section} aria-label={t('figures.section.wordings')}><h2>{t('figures.section.wordings')}</h2><WordingTable answer={answer} /></section>
      </div>
      {shown !== undefined && <CaseList shown={shown} names={answer.names} onOpen={(one) => { setShown(undefined); onOpen(one); }} onClose={() => setShown(undefined)} />}
    </div>
  );
};

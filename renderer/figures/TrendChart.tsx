import { scaleLog, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { useMemo } from 'react';
import { dayOfCase, figures, groupCases, reduceCases, type Case } from '#shared/rules/figures/figureList';
import type { FigureAnswer } from '../archive/queries/useFigures';
import { formatLimit } from '../i18n/format';
import { useT } from '../i18n/useT';
import styles from './Figures.module.css';
import { dayText, figureText } from './figureWords';

/** Drawn in per cent and stretched to the plot; words and days are laid over it, so that they keep their size. */
const FULL = 100;
/** Steps of the scale: a night and a minute stand on one page, so each step is several times the one before; ms. */
const STEPS = [1000, 10_000, 60_000, 600_000, 3_600_000, 36_000_000, 360_000_000] as const;

type Point = { readonly day: number; readonly cases: readonly Case[]; readonly median: number | undefined; readonly p90: number | undefined };

const pointsOf = ({ question: { period }, sheet }: FigureAnswer): readonly Point[] => {
  const groups = groupCases(figures.responseTime.casesOf(sheet), dayOfCase);
  return Array.from({ length: period.to - period.from }, (_, at): Point => {
    const cases = groups.get(period.from + at) ?? [];
    const { spread } = reduceCases('responseTime', cases);
    return { day: period.from + at, cases, median: spread?.median, p90: spread?.p90 };
  });
};

const placesOf = (points: readonly Point[]) => {
  const known = points.flatMap(({ median, p90 }) => [median ?? [], p90 ?? []].flat());
  const most = STEPS.find((step) => step >= Math.max(60_000, ...known)) ?? 360_000_000;
  const least = STEPS.findLast((step) => step <= Math.max(1000, Math.min(10_000, ...known))) ?? 1000;
  const x = scalePoint<number>(points.map(({ day }) => day), [0, FULL]).padding(0.5);
  const y = scaleLog([least, most], [FULL, 0]).clamp(true);
  const pathOf = (value: (point: Point) => number | undefined): string => line<Point>((point) => x(point.day) ?? 0, (point) => y(Math.max(least, value(point) ?? 0))).defined((point) => value(point) !== undefined)(points) ?? '';
  return { x, y, least, ticks: STEPS.filter((step) => step >= least && step <= most), median: pathOf(({ median }) => median), p90: pathOf(({ p90 }) => p90) };
};

/** A ring that stays round in a stretched drawing: two lines of no length with round ends. */
const Dot = ({ x, y }: { readonly x: number; readonly y: number }) => <><path className={styles.dot} d={`M${x} ${y}h0`} /><path className={styles.dotInside} d={`M${x} ${y}h0`} /></>;

/** Median and 90th percentile of the response time, day by day; each day leads to its cases. The days are a list of buttons over the drawing. */
export const TrendChart = ({ answer, onShow }: { readonly answer: FigureAnswer; readonly onShow: (cases: readonly Case[], label: string) => void }) => {
  const t = useT();
  const points = useMemo(() => pointsOf(answer), [answer]);
  const { x, y, least, ticks, median, p90 } = useMemo(() => placesOf(points), [points]);
  const every = Math.max(1, Math.ceil(points.length / 10));
  const wordsOf = ({ day, cases, median: middle, p90: high }: Point): string => (cases.length === 0 ? t('figures.chart.empty', { day: dayText(day) })
    : t('figures.chart.day', { day: dayText(day), median: figureText('responseTime', middle), p90: figureText('responseTime', high), count: cases.length }));
  return (
    <figure className={styles.chart}>
      <figcaption>{t('figures.chart.response')}<span>{t('figures.chart.scale')}</span><span className={styles.key} data-line="median">{t('figures.chart.median')}</span><span className={styles.key} data-line="p90">{t('figures.chart.p90')}</span></figcaption>
      <div className={styles.plot}>
        <ul className={styles.ticks} aria-hidden>{ticks.map((tick) => <li key={tick} style={{ insetBlockStart: `${y(tick)}%` }}>{formatLimit(tick)}</li>)}</ul>
        <svg viewBox={`0 0 ${FULL} ${FULL}`} preserveAspectRatio="none" aria-hidden>
          {ticks.map((tick) => <line key={tick} className={styles.gridLine} x1={0} x2={FULL} y1={y(tick)} y2={y(tick)} />)}
          <path className={styles.lineP90} d={p90} />
          <path className={styles.lineMedian} d={median} />
          {points.map((point) => point.median !== undefined && <Dot key={point.day} x={x(point.day) ?? 0} y={y(Math.max(least, point.median))} />)}
        </svg>
        <ol className={styles.columns}>
          {points.map((point, at) => (
            <li key={point.day}>
              <button type="button" disabled={point.cases.length === 0} aria-label={wordsOf(point)} title={wordsOf(point)} onClick={() => onShow(point.cases, dayText(point.day))} />
              {at % every === 0 && <span aria-hidden>{dayText(point.day)}</span>}
            </li>
          ))}
        </ol>
      </div>
    </figure>
  );
};

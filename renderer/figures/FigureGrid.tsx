import { figures, reduceCases, type FigureId } from '#shared/rules/figures/figureList';
import type { FigureAnswer } from '../archive/queries/useFigures';
import { useT } from '../i18n/useT';
import styles from './Figures.module.css';
import { changeText, figureText } from './figureWords';
import { Meaning } from './Meaning';

/** What the page shows of a figure beside its number. */
const Aside = ({ figure, answer }: { readonly figure: FigureId; readonly answer: FigureAnswer }) => {
  const t = useT();
  const { spread, count } = reduceCases(figure, figures[figure].casesOf(answer.sheet));
  if (spread !== undefined) return <span>{t('figures.spread', { p90: figureText(figure, spread.p90), mean: figureText(figure, spread.mean) })}</span>;
  return figures[figure].reduction === 'share' || figures[figure].reduction === 'mean' ? <span>{t('figures.outOf', { count })}</span> : null;
};

const Cell = ({ figure, answer, onShow }: { readonly figure: FigureId; readonly answer: FigureAnswer; readonly onShow: (figure: FigureId) => void }) => {
  const t = useT();
  const name = t(`figure.${figure}`);
  const { value, count } = reduceCases(figure, figures[figure].casesOf(answer.sheet));
  const before = reduceCases(figure, figures[figure].casesOf(answer.before));
  return (
    <div className={styles.cell} data-testid={`figure-${figure}`}>
      <div className={styles.cellName}><span>{name}</span><Meaning name={name} meaning={t(`figure.${figure}.meaning`)} example={t(`figure.${figure}.example`)} /></div>
      <button type="button" className={styles.number} disabled={count === 0} aria-label={`${t('figures.show', { name })}，${figureText(figure, value)}`} onClick={() => onShow(figure)}>{figureText(figure, value)}</button>
      <div className={styles.cellAside}><span>{changeText(figure, value, before.count === 0 && figures[figure].reduction !== 'count' && figures[figure].reduction !== 'sum' ? undefined : before.value)}</span><Aside figure={figure} answer={answer} /></div>
    </div>
  );
};

/** Some figures side by side: number, how it changed, what it means, and the way to its cases. */
export const FigureGrid = ({ title, list, answer, onShow }: { readonly title: string; readonly list: readonly FigureId[]; readonly answer: FigureAnswer; readonly onShow: (figure: FigureId) => void }) => {
  const t = useT();
  const { from, to } = answer.question.period;
  return (
    <section className={styles.section} aria-label={title}>
      <h2>{title}<span>{t('figures.period.before', { count: to - from })}</span></h2>
      <div className={styles.grid}>{list.map((figure) => <Cell key={figure} figure={figure} answer={answer} onShow={onShow} />)}</div>
    </section>
  );
};

import { Fragment, useMemo } from 'react';
import { reduceCases, type Case, type FigureId } from '#shared/rules/figures/figureList';
import type { FigureAnswer } from '../archive/queries/useFigures';
import { useT } from '../i18n/useT';
import { personFigures, personLines } from './figureRows';
import styles from './Figures.module.css';
import { figureText } from './figureWords';

/** Each of us by who really sent, closed or had it; every number leads to its cases. */
export const PersonTable = ({ answer, onShow }: { readonly answer: FigureAnswer; readonly onShow: (figure: FigureId, cases: readonly Case[], name: string) => void }) => {
  const t = useT();
  const lines = useMemo(() => personLines(answer), [answer]);
  if (lines.length === 0) return <p className={styles.none}>{t('figures.noPeople')}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} data-testid="figures-people">
        <thead><tr><th scope="col">{t('figures.column.person')}</th>{personFigures.map((figure) => <Fragment key={figure}><th scope="col">{t(`figure.${figure}`)}</th>{figure === 'responseTime' && <th scope="col">{t('figures.column.p90')}</th>}</Fragment>)}</tr></thead>
        <tbody>
          {lines.map(({ person, cases }) => {
            const name = answer.names.get(person) ?? t('figures.gone');
            return (
              <tr key={person}>
                <th scope="row">{name}</th>
                {personFigures.flatMap((figure) => {
                  const { value, spread } = reduceCases(figure, cases[figure]);
                  const words = figureText(figure, value);
                  const cell = <td key={figure}>{cases[figure].length === 0 ? words : <button type="button" onClick={() => onShow(figure, cases[figure], name)} aria-label={`${name}，${t(`figure.${figure}`)}，${words}`}>{words}</button>}</td>;
                  return figure === 'responseTime' ? [cell, <td key="p90">{figureText(figure, spread?.p90)}</td>] : [cell];
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

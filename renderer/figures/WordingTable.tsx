import { useMemo } from 'react';
import { useWordingPolicy } from '../archive/queries/useWordingPolicy';
import type { FigureAnswer } from '../archive/queries/useFigures';
import { useT } from '../i18n/useT';
import { wordingLines } from './figureRows';
import styles from './Figures.module.css';

const MOST_SHOWN = 15;
const shareText = (part: number, whole: number): string => `${part} · ${Math.round((part / Math.max(1, whole)) * 100)}%`;

/** The wording used most in the period and what came of it; the whole list is in the export. */
export const WordingTable = ({ answer }: { readonly answer: FigureAnswer }) => {
  const t = useT();
  const policy = useWordingPolicy();
  const lines = useMemo(() => wordingLines(answer, policy), [answer, policy]);
  if (lines.length === 0) return <p className={styles.none}>{t('figures.noWordings')}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} data-testid="figures-wordings">
        <thead><tr><th scope="col">{t('figures.column.wording')}</th><th scope="col">{t('figures.column.uses')}</th><th scope="col">{t('figures.column.edited')}</th><th scope="col">{t('figures.column.answered')}</th><th scope="col">{t('figures.column.sold')}</th></tr></thead>
        <tbody>
          {lines.slice(0, MOST_SHOWN).map(({ wording, title, uses, edited, answered, sold }) => (
            <tr key={wording}><th scope="row">{title}</th><td>{uses}</td><td>{shareText(edited, uses)}</td><td>{shareText(answered, uses)}</td><td>{shareText(sold, uses)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

import type { WordingRow } from '../../archive/schema/rows';
import { useT } from '../../i18n/useT';
import { usePieces } from './usePieces';
import type { Variables } from './wordingFill';
import styles from './WordingPopup.module.css';

/** How a wording will read here: values filled in, blanks as fields, the first one outlined. */
export const WordingPreview = ({ row, variables }: { readonly row: WordingRow; readonly variables: Variables }) => {
  const t = useT();
  const { pieces } = usePieces(row, variables);
  const firstBlank = pieces.findIndex((piece) => piece.kind === 'blank');
  const pictures = row.parts.filter((part) => part.kind === 'image').length;
  return (
    <div className={styles.preview} aria-hidden data-testid="wording-preview">
      <p className={styles.words}>
        {pieces.map((piece, at) => {
          if (piece.kind === 'text') return <span key={at}>{piece.text}</span>;
          if (piece.kind === 'variable') return <span key={at} className={styles.variable}>{piece.text}</span>;
          return <span key={at} className={styles.blank} data-current={at === firstBlank || undefined}>{piece.label}</span>;
        })}
      </p>
      <p className={styles.facts}>
        {row.uses === 0 ? t('wording.unused') : t('wording.uses', { count: row.uses })}
        {pictures > 0 && <> · {t('wording.pictures', { count: pictures })}</>}
      </p>
    </div>
  );
};

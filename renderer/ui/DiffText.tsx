import type { DiffPiece } from './textDiff';
import styles from './DiffText.module.css';

/** Words that went are struck and words that came are underlined: the colour says it a second time. */
export const DiffText = ({ pieces }: { readonly pieces: readonly DiffPiece[] }) => (
  <span className={styles.text}>
    {pieces.map((piece, at) => (piece.kind === 'gone' ? <del key={at}>{piece.text}</del> : piece.kind === 'new' ? <ins key={at}>{piece.text}</ins> : <span key={at}>{piece.text}</span>))}
  </span>
);

import { accountColour } from './accountColour';
import styles from './AccountCode.module.css';

/** Glyph in a small coloured box and the short code beside it; without `code` only the box. */
export const AccountCode = ({ glyph, color, code, title }: {
  readonly glyph: string; readonly color: number; readonly code?: string; readonly title?: string;
}) => (
  <span className={styles.code} data-acc={accountColour(color)} data-bare={code === undefined || undefined} title={title}>
    <span className={styles.box} aria-hidden>{glyph}</span>
    {code !== undefined && <span className={styles.word}>{code}</span>}
  </span>
);

import { useDeferredValue, useMemo } from 'react';
import type { WordingRow } from '../archive/schema/wordingRows';
import { useT } from '../i18n/useT';
import { similarTo, wordsOf } from './similarWordings';
import type { WordingDraft } from './wordingDraft';
import styles from './WordingForm.module.css';

const MOST = 3;
/** Shorter texts are alike by chance: 好的 is in everything. */
const LEAST_CHARACTERS = 6;

/** Says while it is written that the like is there already. */
export const SimilarHint = ({ draft, rows }: { readonly draft: WordingDraft; readonly rows: readonly WordingRow[] }) => {
  const t = useT();
  const text = useDeferredValue(draft.messages.map((message) => message.text).join('\n'));
  const found = useMemo(() => (text.trim().length < LEAST_CHARACTERS ? [] : similarTo(text, draft.id, rows).slice(0, MOST)), [text, draft.id, rows]);
  if (found.length === 0) return null;
  return (
    <div className={styles.similar} role="status" data-testid="wording-similar">
      <b>{t('wording.similar.title')}</b>
      {found.map(({ row, likeness }) => (
        <p key={row.id}><span>{row.title}</span> <span className={styles.quiet}>{t('wording.similar.percent', { percent: Math.round(likeness * 100) })}</span> <span className={styles.quiet}>{wordsOf(row)}</span></p>
      ))}
    </div>
  );
};

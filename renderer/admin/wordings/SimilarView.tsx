import { useEffect, useState } from 'react';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { DiffText } from '../../ui/DiffText';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { textDiff } from '../../ui/textDiff';
import { similarWordings, wordsOf, type SimilarPair } from '../../wordings/similarWordings';
import { useScopeName } from '../../wordings/useScopeName';
import type { Reader } from './useReader';
import styles from './Wordings.module.css';

/** Pairs drawn at once; after those are mended the next come up. */
const MOST_PAIRS = 100;

/** Compared after the tab is on the screen: five thousand take a moment. */
const useSimilar = (rows: readonly WordingRow[] | undefined): readonly SimilarPair<WordingRow>[] | undefined => {
  const [pairs, setPairs] = useState<readonly SimilarPair<WordingRow>[]>();
  useEffect(() => {
    if (rows === undefined) return undefined;
    const timer = setTimeout(() => setPairs(similarWordings(rows)));
    return () => clearTimeout(timer);
  }, [rows]);
  return pairs;
};

/** Wordings that say nearly the same, so that one of them can go. */
export const SimilarView = ({ rows, reader, onChange }: { readonly rows: readonly WordingRow[] | undefined; readonly reader: Reader; readonly onChange: (row: WordingRow) => void }) => {
  const t = useT();
  const scopeName = useScopeName();
  const pairs = useSimilar(rows);
  const side = (row: WordingRow) => (
    <div className={styles.side}>
      <b>{row.title}</b> <small>{[row.category.join(' / '), scopeName(row)].filter((word) => word !== '').join(' · ')}</small>
      <Button size="small" icon="pencil" onPress={() => onChange(row)}>{t(reader.mayDecide ? 'wording.edit' : 'wording.proposeEdit')}</Button>
    </div>
  );
  return (
    <section className={styles.page} aria-label={t('wordings.view.similar')}>
      <p className={styles.quiet}>{t('wordings.similarAbout')}</p>
      {pairs === undefined && <SkeletonRows rows={4} label={t('wordings.view.similar')} />}
      {pairs?.length === 0 && <EmptyLine>{t('wordings.noSimilar')}</EmptyLine>}
      <ul className={styles.pairs}>
        {pairs?.slice(0, MOST_PAIRS).map(({ one, other, likeness }) => (
          <li key={`${one.id} ${other.id}`}>
            <div className={styles.pairHead}>{side(one)}<span className={styles.quiet}>{t('wording.similar.percent', { percent: Math.round(likeness * 100) })}</span>{side(other)}</div>
            <DiffText pieces={textDiff(wordsOf(one), wordsOf(other))} />
          </li>
        ))}
      </ul>
      {pairs !== undefined && pairs.length > MOST_PAIRS && <p className={styles.quiet}>{t('wordings.morePairs', { count: pairs.length - MOST_PAIRS })}</p>}
    </section>
  );
};

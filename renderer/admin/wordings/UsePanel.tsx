import { useMemo } from 'react';
import { figuresByPerson, type WordingFigures } from '../../archive/queries/wordingFigures';
import { usePeople } from '../../archive/queries/usePeople';
import { useSentTexts } from '../../archive/queries/useSentTexts';
import { useWordingPolicy } from '../../archive/queries/useWordingPolicy';
import { useUsesOf } from '../../archive/queries/useWordingUses';
import type { WordingRow, WordingUseRow } from '../../archive/schema/wordingRows';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { DiffText } from '../../ui/DiffText';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { textDiff } from '../../ui/textDiff';
import { shareOf } from './pickWordings';
import styles from './Wordings.module.css';

const MOST_EDITS = 20;

const percent = (share: number | undefined): string => (share === undefined ? '—' : `${Math.round(share * 100)}%`);

const PersonLine = ({ name, sum }: { readonly name: string; readonly sum: WordingFigures }) => (
  <tr><td>{name}</td><td data-number>{sum.uses}</td><td data-number>{percent(shareOf(sum, 'edited'))}</td><td data-number>{percent(shareOf(sum, 'answered'))}</td><td data-number>{percent(shareOf(sum, 'sold'))}</td></tr>
);

/** How people changed it before they sent it: what was offered against what went out. */
const Edits = ({ uses, nameOf }: { readonly uses: readonly WordingUseRow[]; readonly nameOf: (use: WordingUseRow) => string }) => {
  const t = useT();
  const edited = uses.filter((use) => use.offered !== undefined && !use.isWithdrawn).slice(0, MOST_EDITS);
  const sent = useSentTexts(edited);
  if (edited.length === 0) return null;
  return (
    <>
      <h3>{t('wordings.edits')}</h3>
      <ul className={styles.edits}>
        {edited.map((use) => (
          <li key={use.id}><small>{nameOf(use)} · {formatFull(use.at)}</small><DiffText pieces={textDiff(use.offered ?? '', sent?.get(use.client) ?? use.offered ?? '')} /></li>
        ))}
      </ul>
    </>
  );
};

/** What came of one wording, person by person; the last uses only. */
export const UsePanel = ({ row }: { readonly row: WordingRow }) => {
  const t = useT();
  const uses = useUsesOf(row.id);
  const people = usePeople();
  const policy = useWordingPolicy();
  const sums = useMemo(() => [...figuresByPerson(uses ?? [], policy)].sort(([, a], [, b]) => b.uses - a.uses), [uses, policy]);
  if (uses === undefined) return <SkeletonRows rows={3} label={t('wordings.tab.use')} />;
  const nameOf = (person: WordingUseRow['by']): string => (person === undefined ? t('wordings.bySystem') : people?.get(person)?.name ?? '—');
  if (sums.length === 0) return <EmptyLine>{t('wording.unused')}</EmptyLine>;
  return (
    <>
      <table className={styles.figures}>
        <thead><tr><th scope="col">{t('wordings.person')}</th><th scope="col" data-number>{t('wordings.col.uses')}</th><th scope="col" data-number>{t('wordings.col.edited')}</th><th scope="col" data-number>{t('wordings.col.answered')}</th><th scope="col" data-number>{t('wordings.col.sold')}</th></tr></thead>
        <tbody>{sums.map(([person, sum]) => <PersonLine key={person ?? ''} name={nameOf(person)} sum={sum} />)}</tbody>
      </table>
      <p className={styles.quiet}>{t('wordings.usesShown', { count: uses.length })} {t('wordings.definitions', { hours: policy.answeredHours, days: policy.soldDays })}</p>
      <Edits uses={uses} nameOf={(use) => nameOf(use.by)} />
    </>
  );
};

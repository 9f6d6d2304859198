import { memo } from 'react';
import { TableVirtuoso, type TableComponents } from 'react-virtuoso';
import type { WordingId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import { isExpired, messagesOf } from '#shared/domain/wording';
import { noFigures } from '../../archive/queries/wordingFigures';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { formatFull, formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useScopeName } from '../../wordings/useScopeName';
import { shareOf, type Figures, type Sorting, type SortKey } from './pickWordings';
import styles from './Wordings.module.css';

const columns: readonly SortKey[] = ['title', 'uses', 'edited', 'answered', 'sold', 'lastAt'];

/** First press: the most (the first letter) on top, then the other way round, then as it was. */
const nextSorting = (now: Sorting | undefined, key: SortKey): Sorting | undefined => {
  const isDownFirst = key !== 'title';
  if (now?.key !== key) return { key, isDown: isDownFirst };
  return now.isDown === isDownFirst ? { key, isDown: !isDownFirst } : undefined;
};

const percent = (share: number | undefined): string => (share === undefined ? '—' : `${Math.round(share * 100)}%`);

const Head = ({ sorting, onSort }: { readonly sorting: Sorting | undefined; readonly onSort: (sorting: Sorting | undefined) => void }) => {
  const t = useT();
  const cell = (key: SortKey) => {
    const order = sorting?.key === key ? (sorting.isDown ? 'descending' : 'ascending') : undefined;
    return (
      <th key={key} scope="col" aria-sort={order ?? 'none'} data-number={key !== 'title' || undefined}>
        <button type="button" onClick={() => onSort(nextSorting(sorting, key))} data-testid={`wordings-sort-${key}`}>{t(`wordings.col.${key}`)}<span aria-hidden>{order === undefined ? '' : order === 'descending' ? ' ↓' : ' ↑'}</span></button>
      </th>
    );
  };
  const [title, ...numbers] = columns;
  return <tr>{title !== undefined && cell(title)}<th scope="col">{t('wording.field.scope')}</th>{numbers.map(cell)}</tr>;
};

const Cells = memo(({ row, figures, scope }: { readonly row: WordingRow; readonly figures: Figures; readonly scope: string }) => {
  const t = useT();
  const sum = figures.get(row.id) ?? noFigures;
  return (
    <>
      <td>
        <button type="button" className={styles.name}>
          <span>{row.title}{row.shortcut !== '' && <small>/{row.shortcut}</small>}{isExpired(row, Date.now()) && <i>{t('wordings.expired')}</i>}</span>
          <small>{[row.category.length === 0 ? t('wording.uncategorised') : row.category.join(' / '), ...messagesOf(row).map(textOf)].join(' · ')}</small>
        </button>
      </td>
      <td className={styles.quiet} title={scope}>{scope}</td>
      <td data-number>{sum.uses}</td>
      <td data-number>{percent(shareOf(sum, 'edited'))}</td>
      <td data-number>{percent(shareOf(sum, 'answered'))}</td>
      <td data-number>{percent(shareOf(sum, 'sold'))}</td>
      <td data-number className={styles.quiet} title={sum.lastAt > 0 ? formatFull(sum.lastAt) : undefined}>{sum.lastAt > 0 ? formatShort(sum.lastAt) : '—'}</td>
    </>
  );
});
Cells.displayName = 'Cells';

type Choice = { readonly chosen: WordingId | undefined; readonly onChoose: (id: WordingId) => void };

// Made once: another component each time would build the whole table anew.
const parts: TableComponents<WordingRow, Choice> = {
  Table: ({ context: _context, children, ...props }) => <table {...props}><colgroup><col /><col width={124} /><col width={56} /><col width={64} /><col width={64} /><col width={56} /><col width={84} /></colgroup>{children}</table>,
  TableRow: ({ item, context, ...props }) => <tr {...props} aria-selected={item.id === context.chosen} onClick={() => context.onChoose(item.id)} data-wording={item.id} />,
};

/** The library as a table; only rows in sight are drawn. A row opens its wording beside it. */
export const WordingTable = ({ rows, figures, chosen, sorting, onSort, onChoose }: Choice & {
  readonly rows: readonly WordingRow[]; readonly figures: Figures; readonly sorting: Sorting | undefined; readonly onSort: (sorting: Sorting | undefined) => void;
}) => {
  const scopeName = useScopeName();
  return (
    <TableVirtuoso
      className={styles.table} data={rows} context={{ chosen, onChoose }} components={parts} computeItemKey={(_, row) => row.id} data-testid="wordings-table"
      fixedHeaderContent={() => <Head sorting={sorting} onSort={onSort} />}
      itemContent={(_, row) => <Cells row={row} figures={figures} scope={scopeName(row)} />}
    />
  );
};

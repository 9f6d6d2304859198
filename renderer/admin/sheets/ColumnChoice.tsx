import { useT } from '../../i18n/useT';
import type { SheetRows } from '../../sheets/sheetRows';
import { Select } from '../../ui/Select';
import { chosenTwice, type ColumnPlan } from './columnPlan';
import type { SheetColumn } from './mapColumns';
import styles from './Sheets.module.css';

const EXAMPLES = 3;
const LEFT_OUT = '';

/** The file's columns, each with what stands in it, and which of ours it is. */
export const ColumnChoice = ({ rows: [header = [], ...rows], plan, columns, onChange }: {
  readonly rows: SheetRows; readonly plan: ColumnPlan; readonly columns: readonly SheetColumn<string>[]; readonly onChange: (plan: ColumnPlan) => void;
}) => {
  const t = useT();
  const twice = chosenTwice(plan);
  const options = [{ value: LEFT_OUT, label: t('sheet.leaveOut') }, ...columns.map(({ key, titles, isRequired }) => ({ value: key, label: `${titles[0] ?? key}${isRequired === true ? ' *' : ''}` }))];
  const choose = (at: number, key: string): void => onChange(header.map((_, place) => (place === at ? (key === LEFT_OUT ? null : key) : plan[place] ?? null)));
  return (
    <div className={styles.preview}>
      <p className={styles.quiet}>{t('sheet.columnsAbout')}</p>
      <div className={styles.scroll} tabIndex={0}>
        <table className={styles.table} data-testid="import-columns">
          <colgroup><col width={180} /><col /><col width={200} /></colgroup>
          <thead><tr><th>{t('sheet.col.theirs')}</th><th>{t('sheet.col.examples')}</th><th>{t('sheet.col.ours')}</th></tr></thead>
          <tbody>
            {header.map((title, at) => {
              const key = plan[at] ?? null;
              const isTwice = key !== null && twice.has(key);
              const name = title.trim() === '' ? t('sheet.unnamed', { place: at + 1 }) : title;
              return (
                <tr key={`${at} ${title}`} className={styles.choice}>
                  <td title={name}>{name}</td>
                  <td className={styles.examples}>{rows.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '').slice(0, EXAMPLES).join(' · ')}</td>
                  <td>
                    <Select size="small" className={styles.column} showSearch optionFilterProp="label" value={key ?? LEFT_OUT} status={isTwice ? 'error' : ''} options={options} aria-label={t('sheet.columnFor', { name })} onChange={(value) => choose(at, value)} data-testid={`column-${at}`} />
                    {isTwice && <p className={styles.problem} role="alert">{t('sheet.chosenTwice')}</p>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
};

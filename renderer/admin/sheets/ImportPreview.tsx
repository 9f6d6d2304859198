import { useState } from 'react';
import { joinWords } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { DiffText } from '../../ui/DiffText';
import { textDiff } from '../../ui/textDiff';
import { countOf, verdicts, type ImportPlan, type PlannedRow, type Verdict } from './importPlan';
import type { ReadSheet } from './readSheet';
import styles from './Sheets.module.css';

/** Rows drawn at once; the counts are of all. */
const MOST_SHOWN = 200;

const weight: Readonly<Record<Verdict, number>> = { refused: 0, changed: 1, new: 2, unchanged: 3 };

/** What a person has to look at comes first; within that the order of the file. */
const importantFirst = (rows: readonly PlannedRow[]): readonly PlannedRow[] => [...rows].sort((a, b) => weight[a.verdict] - weight[b.verdict] || a.line - b.line);

/** What each row of the file would do, by verdict, before anything is applied. */
export const ImportPreview = ({ name, sheet, plan }: { readonly name: string; readonly sheet: ReadSheet; readonly plan: ImportPlan<unknown> }) => {
  const t = useT();
  const [only, setOnly] = useState<Verdict>();
  const rows = only === undefined ? importantFirst(plan.rows) : plan.rows.filter((row) => row.verdict === only);
  const refused = countOf(plan, 'refused');
  return (
    <div className={styles.preview}>
      <p className={styles.quiet}>
        {t('sheet.readFile', { name })}{sheet.encoding !== undefined && <> · {t('sheet.encoding', { encoding: sheet.encoding.toUpperCase() })}</>}
        {plan.ignored.length > 0 && <> · {t('sheet.ignored', { columns: joinWords(plan.ignored) })}</>}
      </p>
      <div className={styles.counts} role="group" aria-label={t('sheet.col.verdict')}>
        {verdicts.map((verdict) => (
          <button key={verdict} type="button" aria-pressed={only === verdict} data-verdict={verdict} data-testid={`import-${verdict}`} onClick={() => setOnly(only === verdict ? undefined : verdict)}>
            {t(`sheet.${verdict}`)} <b>{countOf(plan, verdict)}</b>
          </button>
        ))}
      </div>
      <div className={styles.scroll} tabIndex={0}>
        <table className={styles.table}>
          <colgroup><col width={52} /><col width={64} /><col width={200} /><col /></colgroup>
          <thead><tr><th>{t('sheet.col.line')}</th><th>{t('sheet.col.verdict')}</th><th>{t('sheet.col.name')}</th><th>{t('sheet.col.detail')}</th></tr></thead>
          <tbody>{rows.slice(0, MOST_SHOWN).map((row) => <Row key={row.line} row={row} />)}</tbody>
        </table>
        {rows.length === 0 && <p className={styles.none}>{t('sheet.noneOfThese')}</p>}
      </div>
      {rows.length > MOST_SHOWN && <p className={styles.quiet}>{t('sheet.shown', { shown: MOST_SHOWN, total: rows.length })}</p>}
      {refused > 0 && <p className={styles.refusedNote} role="status">{t('sheet.refusedNote', { count: refused })}</p>}
    </div>
  );
};

const Row = ({ row }: { readonly row: PlannedRow }) => {
  const t = useT();
  return (
    <tr>
      <td className={styles.quiet}>{row.line}</td>
      <td data-verdict={row.verdict}>{t(`sheet.${row.verdict}`)}</td>
      <td title={row.name}>{row.name}</td>
      <td className={styles.detail}>
        {row.reason !== undefined && <span data-verdict="refused">{row.reason}</span>}
        {row.about !== undefined && <span className={styles.about} title={row.about}>{row.about}</span>}
        {row.changes?.map((change) => (
          <span key={change.label} className={styles.change}><b>{change.label}</b> <DiffText pieces={textDiff(change.before, change.after)} /></span>
        ))}
      </td>
    </tr>
  );
};

import { useMemo, useState } from 'react';
import { monthTotals, type MonthTotal, type RaisedReview } from '#shared/rules/regulation/monthTotals';
import { usePeople } from '../../archive/queries/usePeople';
import { useMonthViolations, useRegulation, useRegulationOf, useSettledReviews } from '../../archive/queries/useViolations';
import { reviewRowId } from '../../archive/schema/violationRows';
import type { ViolationRow } from '../../archive/schema/violationRows';
import { useT } from '../../i18n/useT';
import { saveSheet, writeSheet } from '../../sheets/writeSheet';
import type { SheetFormat } from '../../sheets/sheetRows';
import { useTask } from '../../state/useTask';
import { Button, LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { Tag } from '../../ui/Tag';
import { moneyOf, ruleName } from '../../violations/violationWords';
import { monthSheet } from './monthSheet';
import { ReviewDialog } from './ReviewDialog';
import { showViolations } from './violationPlace';
import styles from './Violations.module.css';

type Asked = { readonly total: MonthTotal; readonly review: RaisedReview };

const Export = ({ month, rows }: { readonly month: string; readonly rows: readonly ViolationRow[] }) => {
  const t = useT();
  const people = usePeople();
  const packOf = useRegulationOf();
  const { run, isBusy, problem } = useTask();
  const save = (format: SheetFormat): void => run(async () => {
    const name = t('violations.export.name', { month });
    saveSheet(format, await writeSheet(format, monthSheet(rows, { t, packOf, people }), name), name);
  });
  return (
    <div className={styles.buttons}>
      <Button icon="download" onPress={() => save('xlsx')} isDisabled={isBusy || rows.length === 0} testId="violations-xlsx">{t('violations.export.xlsx')}</Button>
      <Button icon="download" onPress={() => save('csv')} isDisabled={isBusy || rows.length === 0} testId="violations-csv">{t('violations.export.csv')}</Button>
      {problem !== undefined && <span className={styles.problem} role="alert">{problem}</span>}
    </div>
  );
};

const Reviews = ({ total, month, onSettle }: { readonly total: MonthTotal; readonly month: string; readonly onSettle: (asked: Asked) => void }) => {
  const t = useT();
  const pack = useRegulation();
  const settled = useSettledReviews(month);
  return (
    <ul className={styles.reviews}>
      {total.reviews.map((review) => {
        const done = settled?.get(reviewRowId(total.person, month, review.rule));
        return (
          <li key={review.rule} data-testid="raised-review">
            <Tag tone={done === undefined ? 'bad' : 'plain'} small>{t(`violations.review.${review.of}`)}</Tag>
            <span>{t('violations.review.why', { rule: ruleName(pack, review.rule), count: review.count, limit: review.limit })}</span>
            {done === undefined
              ? <LinkButton onPress={() => onSettle({ total, review })} testId="review-settle">{t('violations.review.settle')}</LinkButton>
              : <span className={styles.settled} title={done.note}>{t(`violations.review.${done.verdict}`)} · {done.note}</span>}
          </li>
        );
      })}
    </ul>
  );
};

const TotalRow = ({ total, month, onSettle }: { readonly total: MonthTotal; readonly month: string; readonly onSettle: (asked: Asked) => void }) => {
  const t = useT();
  const pack = useRegulation();
  const people = usePeople();
  return (
    <tr data-testid="total-row">
      <th scope="row"><LinkButton onPress={() => showViolations({ view: 'decided', person: total.person, chosen: undefined })}>{people?.get(total.person)?.name ?? t('timeline.somebody')}</LinkButton></th>
      <td className={styles.number}>{total.standing}</td>
      <td className={styles.number}>{total.open}</td>
      <td className={styles.number}>{total.dismissed}</td>
      <td className={styles.number}><b>{moneyOf(t, total.fen)}</b></td>
      <td><ul className={styles.rules}>{total.rules.filter(({ standing, open }) => standing + open > 0).map(({ rule, standing, open, fen }) => (
        <li key={rule}>{ruleName(pack, rule)} <b>{standing}</b>{open > 0 && <small> +{open} {t('violations.state.proposed')}</small>}{fen > 0 && <small> {moneyOf(t, fen)}</small>}</li>))}</ul></td>
      <td>{total.reviews.length === 0 ? '—' : <Reviews total={total} month={month} onSettle={onSettle} />}</td>
    </tr>
  );
};

/** A month by person: what stands, what it costs, which reviews it raises; and its table to take away. */
export const Totals = ({ month }: { readonly month: string }) => {
  const t = useT();
  const rows = useMonthViolations(month);
  const packOf = useRegulationOf();
  const [asked, setAsked] = useState<Asked>();
  const totals = useMemo(() => rows && monthTotals(rows.map((row) => ({ ...row, fen: row.fen })), month, packOf), [rows, month, packOf]);
  if (rows === undefined || totals === undefined) return <div className={styles.wide}><SkeletonRows rows={8} label={t('violations.loading')} /></div>;
  if (totals.length === 0) return <div className={styles.wide}><EmptyLine>{t('violations.total.none', { month })}</EmptyLine></div>;
  const sum = (of: (total: MonthTotal) => number): number => totals.reduce((all, total) => all + of(total), 0);
  return (
    <div className={styles.totals}>
      <div className={styles.scroll}>
        <table className={styles.table} data-testid="violation-totals">
          <thead><tr>{(['person', 'standing', 'open', 'dismissed', 'fen', 'rules', 'reviews'] as const).map((head) => <th key={head} scope="col">{t(`violations.total.${head}`)}</th>)}</tr></thead>
          <tbody>{totals.map((total) => <TotalRow key={total.person} total={total} month={month} onSettle={setAsked} />)}</tbody>
          <tfoot><tr><th scope="row">{t('violations.total.all')}</th><td className={styles.number}>{sum(({ standing }) => standing)}</td><td className={styles.number}>{sum(({ open }) => open)}</td><td className={styles.number}>{sum(({ dismissed }) => dismissed)}</td><td className={styles.number}><b>{moneyOf(t, sum(({ fen }) => fen))}</b></td><td /><td>{sum(({ reviews }) => reviews.length)}</td></tr></tfoot>
        </table>
      </div>
      <footer className={styles.foot}><p className={styles.hint}>{t('violations.review.hint')}</p><span className={styles.stretch} /><Export month={month} rows={rows} /></footer>
      {asked !== undefined && <ReviewDialog person={asked.total.person} month={month} review={asked.review} onClose={() => setAsked(undefined)} />}
    </div>
  );
};

import { useDeferredValue, useMemo, useState } from 'react';
import type { WordingId } from '#shared/domain/ids';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useWordingPolicy } from '../../archive/queries/useWordingPolicy';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { emptyDraft, type WordingDraft } from '../../wordings/wordingDraft';
import { newWordingId } from '../../wordings/WordingForm';
import { CategoryPane } from './CategoryPane';
import { pickWordings, wholeLibrary, type LibraryFilter, type ScopeFilter, type Sorting } from './pickWordings';
import { spans, useFigures, type Span } from './useFigures';
import type { Reader } from './useReader';
import { WordingDetail } from './WordingDetail';
import { WordingTable } from './WordingTable';
import styles from './Wordings.module.css';

const scopeKey = (scope: ScopeFilter): string => (scope.kind === 'account' ? `account:${scope.account}` : scope.kind);

/** Search, for whom, and how far back the figures count. */
const FilterBar = ({ filter, span, onFilter, onSpan }: { readonly filter: LibraryFilter; readonly span: Span; readonly onFilter: (filter: LibraryFilter) => void; readonly onSpan: (span: Span) => void }) => {
  const t = useT();
  const accounts = useAccounts() ?? [];
  const scopes: readonly { readonly scope: ScopeFilter; readonly label: string }[] = [
    { scope: { kind: 'all' }, label: t('wordings.scope.all') }, { scope: { kind: 'shared' }, label: t('wording.shared') },
    ...accounts.map((account) => ({ scope: { kind: 'account' as const, account: account.id }, label: account.name })),
    { scope: { kind: 'personal' }, label: t('wordings.scope.personal') },
  ];
  return (
    <div className={styles.filter}>
      <input type="search" value={filter.text} placeholder={t('wording.search')} aria-label={t('wording.search')} onChange={(event) => onFilter({ ...filter, text: event.target.value })} data-testid="wordings-search" />
      <select value={scopeKey(filter.scope)} aria-label={t('wording.field.scope')} onChange={(event) => onFilter({ ...filter, scope: scopes.find(({ scope }) => scopeKey(scope) === event.target.value)?.scope ?? { kind: 'all' } })}>
        {scopes.map(({ scope, label }) => <option key={scopeKey(scope)} value={scopeKey(scope)}>{label}</option>)}
      </select>
      <span className={styles.grow} />
      <span className={styles.quiet}>{t('wordings.figuresOf')}</span>
      <select value={span} aria-label={t('wordings.figuresOf')} onChange={(event) => onSpan(spans.find((one) => String(one) === event.target.value) ?? 30)}>
        {spans.map((one) => <option key={one} value={one}>{one === 0 ? t('wordings.span.ever') : t('wordings.span.days', { count: one })}</option>)}
      </select>
    </div>
  );
};

/** Categories, the wordings in them with their figures, and one of them beside. */
export const LibraryView = ({ rows, reader, onChange, onNew }: {
  readonly rows: readonly WordingRow[] | undefined; readonly reader: Reader; readonly onChange: (row: WordingRow) => void; readonly onNew: (draft: WordingDraft) => void;
}) => {
  const t = useT();
  const [filter, setFilter] = useState(wholeLibrary);
  const [sorting, setSorting] = useState<Sorting>();
  const [span, setSpan] = useState<Span>(30);
  const [chosen, setChosen] = useState<WordingId>();
  const policy = useWordingPolicy();
  const figures = useFigures(span);
  const wanted = useDeferredValue(filter);
  const shown = useMemo(() => pickWordings(rows ?? [], wanted, sorting, figures), [rows, wanted, sorting, figures]);
  const detail = rows?.find((row) => row.id === chosen);
  const newHere = (): void => onNew({ ...emptyDraft(newWordingId()), category: filter.path.join('/') });
  return (
    <div className={styles.library} data-detail={detail !== undefined || undefined}>
      <CategoryPane rows={rows ?? []} path={filter.path} mayMove={reader.mayDecide} onPath={(path) => setFilter({ ...filter, path })} />
      <section className={styles.middle} aria-label={t('wordings.view.library')}>
        <FilterBar filter={filter} span={span} onFilter={setFilter} onSpan={setSpan} />
        {rows === undefined && <SkeletonRows rows={8} label={t('nav.wordings')} />}
        {rows !== undefined && shown.length === 0 && (
          <div className={styles.empty}>
            {rows.length === 0 || filter.text === ''
              ? <EmptyLine action={<LinkButton onPress={newHere}>{t(reader.mayDecide ? 'wording.new' : 'wording.proposeNew')}</LinkButton>}>{t('wording.noneYet')}</EmptyLine>
              : <EmptyLine action={<LinkButton onPress={() => setFilter(wholeLibrary)}>{t('wordings.clearFilter')}</LinkButton>}>{t('wording.noMatch', { query: filter.text })}</EmptyLine>}
          </div>
        )}
        {shown.length > 0 && <WordingTable rows={shown} figures={figures} chosen={chosen} sorting={sorting} onSort={setSorting} onChoose={setChosen} />}
        <p className={styles.definitions}>
          <span>{t('wordings.count', { count: shown.length })}</span>
          {t('wordings.definitions', { hours: policy.answeredHours, days: policy.soldDays })}
        </p>
      </section>
      {detail !== undefined && <WordingDetail key={detail.id} row={detail} reader={reader} onChange={() => onChange(detail)} onClose={() => setChosen(undefined)} />}
    </div>
  );
};

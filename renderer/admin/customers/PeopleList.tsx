import { Dropdown, Input, Table } from 'antd';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useCustomerPolicy } from '../../archive/queries/customerPolicy';
import { useSegments } from '../../archive/queries/useSegments';
import type { CustomerFieldRow } from '../../archive/schema/customerRows';
import { useT } from '../../i18n/useT';
import { useGlyph } from '../../state/forms';
import { useRole } from '../../state/session';
import { openTab } from '../../state/tabs';
import { showDesk } from '../../state/view';
import { Button, LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { clearable } from '../../ui/theme';
import { BulkBar } from './BulkBar';
import { shownColumns, tableColumns, type ColumnContext } from './columns';
import { ConditionBar } from './ConditionBar';
import styles from './Customers.module.css';
import { editCondition, everybody, searchFor, setColumns, setCondition, useCustomersView } from './customersStore';
import { TransferButtons } from './TransferButtons';
import { narrowed, type People, type PersonLine } from './usePeople';

const openChat = ({ person }: PersonLine): void => {
  const [latest] = person.conversations.toSorted((a, b) => b.lastAt - a.lastAt);
  if (latest === undefined) return;
  openTab(latest.id);
  showDesk();
};

/** Height left for the rows: a virtual table needs it in px. */
const useHeight = () => {
  const ref = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(480);
  useEffect(() => {
    const { current } = ref;
    if (current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setHeight(Math.max(120, Math.floor(entry?.contentRect.height ?? 480))));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return { ref, height };
};

const HEAD_PX = 34;

/** The table of people: search, conditions, columns, choosing many, opening a chat. */
export const PeopleList = ({ people, fields }: { readonly people: People; readonly fields: readonly CustomerFieldRow[] }) => {
  const t = useT();
  const { place, text, condition, isEditing, columns } = useCustomersView();
  const segments = useSegments();
  const policy = useCustomerPolicy();
  const role = useRole();
  const glyph = useGlyph();
  const { ref, height } = useHeight();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const all = people.lines ?? [];
  const typed = useDeferredValue(text);
  const shown = useMemo(() => narrowed(all, condition, typed, people.now), [all, condition, typed, people.now]);
  const context: ColumnContext = { accounts: people.accountById, glyph, policy, role, now: people.now, open: openChat };
  const segment = place.kind === 'segment' ? segments?.find(({ id }) => id === place.id) : undefined;
  const title = segment?.name ?? t(place.kind === 'starred' ? 'customers.starred' : 'customers.all');
  const chosenLines = useMemo(() => {
    const ids = new Set(chosen);
    return all.filter((line) => ids.has(line.id));
  }, [all, chosen]);
  // antd's own names of the boxes are English in every language.
  const boxNames = useMemo(() => ({ getTitleCheckboxProps: () => ({ 'aria-label': t('customers.chooseAll') }), getCheckboxProps: (line: PersonLine) => ({ 'aria-label': t('customers.chooseOne', { name: line.person.title }) }) }), [t]);
  const clear = (): void => { searchFor(''); setCondition(segment?.condition ?? everybody); };
  return (
    <section className={styles.list} aria-label={title}>
      <div className={styles.head}>
        <h1>{title}</h1><span className={styles.aside} data-testid="people-count">{t('customers.count', { shown: shown.length, total: all.length })}</span>
        <span className={styles.grow} />
        <Input className={styles.search} allowClear={clearable} value={text} placeholder={t('customers.search')} aria-label={t('customers.search')} onChange={(event) => searchFor(event.target.value)} data-testid="people-search" />
        <Button icon="template" onPress={() => editCondition(!isEditing)} testId="condition-open">{t('customers.conditions')}{condition.of.length > 0 ? ` ${condition.of.length}` : ''}</Button>
        <Dropdown trigger={['click']} menu={{ multiple: true, selectable: true, selectedKeys: [...columns], items: shownColumns(fields).map(({ key, title: label }) => ({ key, label })), onSelect: ({ selectedKeys }) => setColumns(selectedKeys), onDeselect: ({ selectedKeys }) => setColumns(selectedKeys), style: { maxHeight: 420, overflow: 'auto' } }}>
          <span><Button icon="drawer">{t('customers.columns')}</Button></span>
        </Dropdown>
        <TransferButtons lines={chosenLines.length > 0 ? chosenLines : shown} all={all} fields={fields} context={context} />
      </div>
      {isEditing && <ConditionBar people={people} fields={fields} segment={segment} />}
      <div className={styles.table} ref={ref} data-testid="people-table">
        <Table<PersonLine>
          virtual size="small" rowKey="id" pagination={false} dataSource={[...shown]} columns={tableColumns(columns, fields, context)} scroll={{ x: 900, y: height - HEAD_PX }} showSorterTooltip={false}
          rowSelection={{ columnWidth: 40, selectedRowKeys: [...chosen], preserveSelectedRowKeys: false, onChange: (keys) => setChosen(keys.map(String)), ...boxNames }}
          locale={{ emptyText: <EmptyLine action={all.length > 0 && <LinkButton onPress={clear}>{t('customers.clear')}</LinkButton>}>{t(all.length === 0 ? 'customers.nobody' : 'customers.noMatch')}</EmptyLine> }}
        />
      </div>
      {chosenLines.length > 0 && <BulkBar lines={chosenLines} all={all} fields={fields} onClear={() => setChosen([])} />}
    </section>
  );
};

import { Dropdown } from 'antd';
import { useState } from 'react';
import { maskedFields, isCovered } from '#shared/rules/customerPolicy';
import type { CustomerFieldRow } from '../../archive/schema/customerRows';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { ImportDialog } from '../sheets/ImportDialog';
import { headerOf } from '../sheets/mapColumns';
import type { SheetFormat } from '../../sheets/sheetRows';
import { saveSheet, writeSheet } from '../../sheets/writeSheet';
import type { ColumnContext } from './columns';
import styles from './Customers.module.css';
import { peopleColumns, peopleRows, peopleTemplate, planPeople, type ImportItem } from './peopleSheet';
import { offerBack } from '../undo/undoOffer';
import type { PersonLine } from './usePeople';
import { useRun } from './useRun';

/** The shown or chosen people as a file (recorded, covered like the screen), and tables taken in with a preview. */
export const TransferButtons = ({ lines, all, fields, context }: {
  readonly lines: readonly PersonLine[]; readonly all: readonly PersonLine[]; readonly fields: readonly CustomerFieldRow[]; readonly context: ColumnContext;
}) => {
  const t = useT();
  const { run, isBusy, problem } = useRun();
  const [isImporting, setImporting] = useState(false);
  const mayMove = context.role !== 'agent';
  const save = (format: SheetFormat): Promise<boolean> => run(async () => {
    const bytes = await writeSheet(format, peopleRows(lines, fields, context), t('nav.customers'));
    const covered = maskedFields.some((field) => isCovered(context.policy, field, context.role));
    // Recorded before the file is there: nothing leaves unnoticed.
    await desk.call('customer.noteExport', { count: lines.length, columns: [...headerOf(peopleColumns(fields))], covered });
    saveSheet(format, bytes, t('nav.customers'));
  });
  const apply = async (items: readonly ImportItem[]): Promise<void> => {
    const action = crypto.randomUUID();
    await desk.call('customer.import', { action, file: t('peopleSheet.file'), rows: [...items] });
    offerBack(t('peopleSheet.done', { count: items.length }), () => desk.call('customer.revert', { action }));
  };
  if (!mayMove) return null;
  return (
    <>
      <Dropdown trigger={['click']} disabled={isBusy || lines.length === 0} menu={{ items: [{ key: 'xlsx', label: 'Excel (.xlsx)' }, { key: 'csv', label: 'CSV (.csv)' }], onClick: ({ key }) => void save(key === 'csv' ? 'csv' : 'xlsx') }}>
        <span><Button icon="download" isDisabled={isBusy || lines.length === 0} title={t('peopleSheet.exportNoted', { count: lines.length })} testId="people-export">{t('peopleSheet.export')}</Button></span>
      </Dropdown>
      <Button icon="file" onPress={() => setImporting(true)} testId="people-import">{t('peopleSheet.import')}</Button>
      {problem !== undefined && <span className={styles.problem} role="alert">{problem}</span>}
      {isImporting && (
        <ImportDialog<ImportItem>
          kind="people" columns={peopleColumns(fields)} title={t('peopleSheet.import')} help={t('peopleSheet.help')} template={peopleTemplate(fields)} templateName={t('nav.customers')}
          planOf={(rows) => planPeople(rows, all, fields, context)} apply={apply} onClose={() => setImporting(false)}
        />
      )}
    </>
  );
};

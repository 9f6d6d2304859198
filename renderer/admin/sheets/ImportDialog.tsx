import { Modal } from 'antd';
import { useRef, useState, type ChangeEvent, type DragEvent } from 'react';
import { AppError } from '#shared/domain/errors';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button, LinkButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { restingDialog } from '../../ui/theme';
import { ColumnChoice } from './ColumnChoice';
import { chosenTwice, guessColumns, leftOut, renamedSheet, type ColumnPlan } from './columnPlan';
import type { ImportPlan } from './importPlan';
import { ImportPreview } from './ImportPreview';
import { keepPlan, planKeptFor } from './keptPlans';
import type { SheetColumn } from './mapColumns';
import { readSheet, type ReadSheet } from './readSheet';
import type { SheetRows } from '../../sheets/sheetRows';
import styles from './Sheets.module.css';
import { saveSheet, writeSheet } from '../../sheets/writeSheet';

/** `columns`: which of the file's are which of ours, as far as it is known; `plan` once they are settled. */
type Loaded<Item> = { readonly name: string; readonly sheet: ReadSheet; readonly columns: ColumnPlan; readonly plan?: ImportPlan<Item> };

/** The header is not ours: a person says which column is which. */
const asksForColumns = (cause: unknown): boolean => cause instanceof AppError && (cause.code === 'sheet.missingColumn' || cause.code === 'sheet.doubleColumn');

const sentence = (cause: unknown): string => (cause instanceof AppError ? errorSentence(cause.code, cause.data) : errorSentence('internal.bug'));

/** Busy or not, and the sentence of what went wrong last. */
const useWork = () => {
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly problem?: string }>({ isBusy: false });
  const run = async (work: () => Promise<void>): Promise<void> => {
    setState({ isBusy: true });
    try {
      await work();
      setState({ isBusy: false });
    } catch (cause) {
      setState({ isBusy: false, problem: sentence(cause) });
    }
  };
  return { ...state, run };
};

/**
 * Takes a table in: choose a file, say which column is which where its header does not, see what each row would do,
 * apply all of it or nothing. `kind` names what was chosen for a header, which is remembered. `planOf` throws an `AppError`
 * where the whole file is no use (a column is missing); `apply` resolves when everything is kept. `template` is what
 * an empty table looks like.
 */
export const ImportDialog = <Item,>({ kind, columns, title, help, template, templateName, planOf, apply, onClose }: {
  readonly kind: string; readonly columns: readonly SheetColumn<string>[]; readonly title: string; readonly help: string; readonly template: SheetRows; readonly templateName: string;
  readonly planOf: (rows: SheetRows) => ImportPlan<Item> | Promise<ImportPlan<Item>>;
  readonly apply: (items: readonly Item[]) => Promise<void>; readonly onClose: (applied?: number) => void;
}) => {
  const t = useT();
  const { isBusy, problem, run } = useWork();
  const [loaded, setLoaded] = useState<Loaded<Item>>();
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    setLoaded(undefined);
    void run(async () => {
      const sheet = await readSheet(new Uint8Array(await file.arrayBuffer()));
      const [header = []] = sheet.rows;
      const kept = await planKeptFor(kind, header, columns);
      const guessed = kept ?? guessColumns(header, columns);
      try {
        setLoaded({ name: file.name, sheet, columns: guessed, plan: kept === undefined ? await planOf(sheet.rows) : await planWith(sheet, kept) });
      } catch (cause) {
        if (!asksForColumns(cause)) throw cause;
        setLoaded({ name: file.name, sheet, columns: guessed });
      }
    });
  };
  const planWith = async (sheet: ReadSheet, chosen: ColumnPlan): Promise<ImportPlan<Item>> =>
    ({ ...await planOf(renamedSheet(sheet.rows, chosen, columns)), ignored: leftOut(sheet.rows[0] ?? [], chosen) });
  const settle = ({ name, sheet, columns: chosen }: Loaded<Item>): void => void run(async () => {
    const plan = await planWith(sheet, chosen);
    await keepPlan(kind, sheet.rows[0] ?? [], chosen);
    setLoaded({ name, sheet, columns: chosen, plan });
  });
  const saveTemplate = (): void => void run(async () => saveSheet('xlsx', await writeSheet('xlsx', template, templateName), templateName));
  const plan = loaded?.plan;
  const count = plan?.items.length ?? 0;
  return (
    <Modal {...restingDialog} open centered width={760} title={title} onCancel={() => onClose()} mask={{ closable: false }} keyboard={!isBusy} footer={null} destroyOnHidden>
      {loaded === undefined
        ? <Chooser help={help} isBusy={isBusy} onFile={take} onTemplate={saveTemplate} />
        : plan === undefined ? <ColumnChoice rows={loaded.sheet.rows} plan={loaded.columns} columns={columns} onChange={(chosen) => setLoaded({ ...loaded, columns: chosen })} />
          : <ImportPreview name={loaded.name} sheet={loaded.sheet} plan={plan} />}
      {problem !== undefined && <p className={styles.problem} role="alert"><Icon name="alert" size={14} /> {problem}</p>}
      {loaded !== undefined && (
        <div className={styles.foot}>
          <span className={styles.quiet}>{plan === undefined ? t('sheet.columnsKept') : count === 0 ? t('sheet.nothing') : t('sheet.allOrNone')}</span>
          <span className={styles.grow} />
          <Button onPress={() => setLoaded(undefined)} isDisabled={isBusy}>{t('sheet.again')}</Button>
          {plan !== undefined && <Button onPress={() => setLoaded({ name: loaded.name, sheet: loaded.sheet, columns: loaded.columns })} isDisabled={isBusy} testId="import-columns-open">{t('sheet.columns')}</Button>}
          {plan === undefined ? <Button kind="primary" isDisabled={isBusy || chosenTwice(loaded.columns).size > 0} testId="import-columns-go" onPress={() => settle(loaded)}>{t('sheet.columnsGo')}</Button> : (
            <Button kind="primary" isDisabled={isBusy || count === 0} testId="import-apply" onPress={() => void run(async () => { await apply(plan.items); onClose(count); })}>
              {isBusy ? t('sheet.applying') : t('sheet.apply', { count })}
            </Button>
          )}
        </div>
      )}
    </Modal>
  );
};

const Chooser = ({ help, isBusy, onFile, onTemplate }: { readonly help: string; readonly isBusy: boolean; readonly onFile: (file: File | undefined) => void; readonly onTemplate: () => void }) => {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const pick = (event: ChangeEvent<HTMLInputElement>): void => {
    onFile(event.target.files?.[0]);
    event.target.value = '';
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
    <div className={styles.chooser}>
      <p>{help}</p>
      <div className={styles.drop} data-over={isOver || undefined} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
        {isBusy ? <span role="status">{t('sheet.reading')}</span> : <><span>{t('sheet.drop')}</span> <Button icon="file" onPress={() => input.current?.click()}>{t('sheet.choose')}</Button></>}
      </div>
      <input ref={input} type="file" accept=".csv,.xlsx,.xls,.txt" hidden tabIndex={-1} onChange={pick} data-testid="import-file" />
      <LinkButton onPress={onTemplate} isDisabled={isBusy}>{t('sheet.template')}</LinkButton>
    </div>
  );
};

import { useState } from 'react';
import { useAccounts } from '../../archive/queries/useAccounts';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { desk } from '../../bridge/desk';
import { translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { MenuItem } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { useWork } from '../../wordings/useWork';
import { dayOf } from '../../wordings/wordingDraft';
import { newWordingId } from '../../wordings/WordingForm';
import { ImportDialog } from '../sheets/ImportDialog';
import type { SheetFormat } from '../../sheets/sheetRows';
import { saveSheet, writeSheet } from '../../sheets/writeSheet';
import { offerBack } from '../undo/undoOffer';
import { undoImport } from './undoImport';
import { planWordings, sheetOfWordings, sheetTemplate, wordingColumns, type ImportedWording, type PlanTexts, type SheetNames } from './wordingSheet';
import styles from './Wordings.module.css';

const useSheetNames = (): SheetNames => {
  const accounts = useAccounts() ?? [];
  return {
    shopName: (id) => accounts.find((account) => account.id === id)?.name,
    shopOf: (name) => accounts.find((account) => account.name === name)?.id,
  };
};

/** Shared and shop wording as CSV or XLSX, out for everybody, in for supervisors. */
export const SheetMenu = ({ rows, mayImport }: { readonly rows: readonly WordingRow[]; readonly mayImport: boolean }) => {
  const t = useT();
  const menu = usePopover();
  const names = useSheetNames();
  const work = useWork();
  const [isImporting, setImporting] = useState(false);
  const texts: PlanTexts = {
    refusal: (code, facts) => translateMaybe(`wordings.refused.${code}`, facts) ?? code,
    label: (column) => t(`wordings.column.${column}`),
  };
  const save = (format: SheetFormat): void => {
    menu.setOpen(false);
    const name = t('nav.wordings');
    void work.run(async () => saveSheet(format, await writeSheet(format, sheetOfWordings(rows, names), name), `${name} ${dayOf(Date.now())}`));
  };
  const apply = async (items: readonly ImportedWording[]): Promise<void> => {
    await desk.call('wording.saveMany', { origin: 'imported', wordings: [...items] });
    const changed = items.filter(({ base }) => base !== undefined).length;
    offerBack(t('wordings.imported', { added: items.length - changed, changed }), () => undoImport(items, rows));
  };
  return (
    <>
      <span className={styles.anchor}>
        <button ref={menu.anchor} type="button" className={styles.menuButton} aria-haspopup="menu" aria-expanded={menu.isOpen} onClick={menu.toggle} data-testid="wordings-sheets"><Icon name="download" size={14} />{t('wordings.tables')}<Icon name="chevronDown" size={12} /></button>
        <Popover handle={menu} align="end" label={t('wordings.tables')} role="menu">
          <MenuItem onPress={() => save('xlsx')}>{t('sheet.exportXlsx')}</MenuItem>
          <MenuItem onPress={() => save('csv')}>{t('sheet.exportCsv')}</MenuItem>
          {mayImport && <MenuItem onPress={() => { menu.setOpen(false); setImporting(true); }}>{t('wordings.import')}</MenuItem>}
        </Popover>
      </span>
      {work.problem !== undefined && <span className={styles.problem} role="alert">{work.problem}</span>}
      {isImporting && (
        <ImportDialog
          kind="wordings" columns={wordingColumns} title={t('wordings.import')} help={t('wordings.importHelp')} template={sheetTemplate} templateName={t('nav.wordings')}
          planOf={(table) => planWordings(table, rows, newWordingId, names, texts)}
          apply={apply} onClose={() => setImporting(false)}
        />
      )}
    </>
  );
};

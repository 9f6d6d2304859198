import type { FigureAnswer } from '../archive/queries/useFigures';
import { useWordingPolicy } from '../archive/queries/useWordingPolicy';
import { useT } from '../i18n/useT';
import type { SheetFormat, SheetRows } from '../sheets/sheetRows';
import { saveSheet, writeSheet } from '../sheets/writeSheet';
import { Icon } from '../ui/Icon';
import { MenuItem } from '../ui/Menu';
import { Popover, usePopover } from '../ui/Popover';
import { useWork } from '../wordings/useWork';
import { useReasonName } from './FigureBoard';
import { figureRows } from './figureRows';
import styles from './Figures.module.css';
import { dayField } from './figureWords';

/** Rows as CSV or XLSX; `name` is the file's, the period is added. */
export const ExportSheet = ({ name, period, rowsOf }: { readonly name: string; readonly period: { readonly from: number; readonly to: number }; readonly rowsOf: () => SheetRows }) => {
  const t = useT();
  const menu = usePopover();
  const work = useWork();
  const save = (format: SheetFormat): void => {
    menu.setOpen(false);
    void work.run(async () => saveSheet(format, await writeSheet(format, rowsOf(), name), `${name} ${dayField(period.from)}_${dayField(period.to - 1)}`));
  };
  return (
    <>
      {work.problem !== undefined && <span role="alert" className={styles.problem}>{work.problem}</span>}
      <button ref={menu.anchor} type="button" className={styles.export} aria-haspopup="menu" aria-expanded={menu.isOpen} onClick={menu.toggle} data-testid="figures-export"><Icon name="download" size={14} />{t('figures.export')}<Icon name="chevronDown" size={12} /></button>
      <Popover handle={menu} align="end" label={t('figures.export')} role="menu">
        <MenuItem onPress={() => save('xlsx')}>{t('sheet.exportXlsx')}</MenuItem>
        <MenuItem onPress={() => save('csv')}>{t('sheet.exportCsv')}</MenuItem>
      </Popover>
    </>
  );
};

/** The page as a table. */
export const ExportFigures = ({ answer, name }: { readonly answer: FigureAnswer; readonly name: string }) => {
  const policy = useWordingPolicy();
  const reasonOf = useReasonName();
  return <ExportSheet name={name} period={answer.question.period} rowsOf={() => figureRows(answer, policy, reasonOf)} />;
};

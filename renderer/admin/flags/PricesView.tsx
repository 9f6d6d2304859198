import { Input } from 'antd';
import { useMemo, useState } from 'react';
import type { PriceList, PriceRow } from '#shared/rules/flags/priceList';
import { desk } from '../../bridge/desk';
import { joinWords } from '../../i18n/format';
import { sentenceOf } from '../../i18n/sentenceOf';
import { useT } from '../../i18n/useT';
import { saveSheet, writeSheet } from '../../sheets/writeSheet';
import { Button, IconButton } from '../../ui/Button';
import { Popconfirm } from '../../ui/Popconfirm';
import { clearable } from '../../ui/theme';
import { ImportDialog } from '../sheets/ImportDialog';
import styles from './Flags.module.css';
import { planPrices, priceColumns, priceTable, priceTemplate, withRows, yuanAligned } from './priceSheet';

const SHOWN = 200;

/** What products may be quoted at: looked through, taken in from a sheet, written to one. */
export const PricesView = ({ prices }: { readonly prices: PriceList }) => {
  const t = useT();
  const [isImporting, setImporting] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [text, setText] = useState('');
  const found = useMemo(() => prices.rows.filter(({ name, aliases }) => [name, ...aliases].some((each) => each.toLowerCase().includes(text.trim().toLowerCase()))), [prices, text]);
  const keep = async (rows: readonly PriceRow[], file: string): Promise<void> => {
    await desk.call('priceList.save', { based: prices.version, list: { version: prices.version, file, rows: rows.map((row) => ({ ...row, aliases: [...row.aliases] })) } });
  };
  const remove = (name: string): void => {
    setProblem(undefined);
    keep(prices.rows.filter((row) => row.name !== name), prices.file).catch((cause: unknown) => setProblem(sentenceOf(cause)));
  };
  const write = (): void => {
    setProblem(undefined);
    writeSheet('xlsx', priceTable(prices), t('prices.title')).then((bytes) => saveSheet('xlsx', bytes, t('prices.title'))).catch((cause: unknown) => setProblem(sentenceOf(cause)));
  };
  return (
    <div className={styles.wide}>
      <p className={styles.quiet}>{t('prices.about')}</p>
      <div className={styles.tools}>
        <Button kind="primary" icon="file" onPress={() => setImporting(true)} testId="prices-import">{t('prices.import')}</Button>
        <Button icon="download" onPress={write} isDisabled={prices.rows.length === 0}>{t('prices.export')}</Button>
        {prices.rows.length > 8 && <Input className={styles.find} size="small" allowClear={clearable} value={text} placeholder={t('prices.find')} aria-label={t('prices.find')} onChange={({ target }) => setText(target.value)} />}
        {prices.rows.length > 0 && <span className={styles.quiet}>{t('prices.count', { count: prices.rows.length, version: prices.version })}</span>}
      </div>
      {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
      {prices.rows.length === 0 ? <p className={styles.quiet}>{t('prices.none')}</p> : <PriceTable rows={found.slice(0, SHOWN)} onRemove={remove} />}
      {found.length > SHOWN && <p className={styles.quiet}>{t('prices.more', { count: found.length - SHOWN })}</p>}
      {isImporting && (
        <ImportDialog<PriceRow>
          kind="prices" columns={priceColumns} title={t('prices.import')} help={t('prices.help')} template={priceTemplate} templateName={t('prices.title')}
          planOf={(rows) => planPrices(rows, prices, t)} apply={(items) => keep(withRows(prices.rows, items), t('prices.title'))} onClose={() => setImporting(false)}
        />
      )}
    </div>
  );
};

const PriceTable = ({ rows, onRemove }: { readonly rows: readonly PriceRow[]; readonly onRemove: (name: string) => void }) => {
  const t = useT();
  return (
    <table className={styles.table} data-testid="prices">
      <thead><tr><th>{t('prices.name')}</th><th>{t('prices.aliases')}</th><th className={styles.number}>{t('prices.lowest')}</th><th className={styles.number}>{t('prices.list')}</th><th /></tr></thead>
      <tbody>{rows.map((row) => (
        <tr key={row.name}>
          <td>{row.name}</td><td>{joinWords(row.aliases)}</td><td className={styles.number}>{yuanAligned(row.lowest)}</td><td className={styles.number}>{yuanAligned(row.list)}</td>
          <td><Popconfirm title={t('prices.removeSure', { name: row.name })} okText={t('flagRules.remove')} cancelText={t('common.cancel')} onConfirm={() => onRemove(row.name)}><span><IconButton icon="trash" size={24} label={t('prices.remove', { name: row.name })} /></span></Popconfirm></td>
        </tr>
      ))}</tbody>
    </table>
  );
};

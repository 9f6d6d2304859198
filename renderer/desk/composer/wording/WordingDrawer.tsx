import { useEffect, useMemo, useRef, useState } from 'react';
import { matchWording } from '../../../archive/queries/wordingSearch';
import { useWordings } from '../../../archive/queries/useWordings';
import type { AccountRow, WordingRow } from '../../../archive/schema/rows';
import { useT } from '../../../i18n/useT';
import { Button, IconButton } from '../../../ui/Button';
import { EmptyLine } from '../../../ui/EmptyLine';
import type { Variables } from '../wordingFill';
import { WordingForm } from './WordingForm';
import { WordingList } from './WordingList';
import styles from './WordingDrawer.module.css';

/**
 * All prepared answers at hand: to look through, put in, and for those who may, to keep. `canManage` only hides
 * what the engine would refuse.
 */
export const WordingDrawer = ({ account, canManage, startsWithNew, variables, onPick, onClose }: {
  readonly account: AccountRow | undefined; readonly canManage: boolean; readonly startsWithNew: boolean; readonly variables: Variables;
  readonly onPick: (row: WordingRow) => void; readonly onClose: () => void;
}) => {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  const rows = useWordings();
  const [typed, setTyped] = useState('');
  const [form, setForm] = useState<WordingRow | 'new' | undefined>(startsWithNew && canManage ? 'new' : undefined);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const shown = useMemo(() => {
    const usable = (rows ?? []).filter((row) => row.accounts.length === 0 || account === undefined || row.accounts.includes(account.id));
    return typed.trim() === '' ? usable : matchWording(typed, usable).map((match) => match.row);
  }, [rows, account, typed]);
  const insert = (row: WordingRow): void => {
    onClose();
    // The text area takes input again only when the modal layer is gone.
    requestAnimationFrame(() => onPick(row));
  };
  return (
    <dialog ref={dialog} className={styles.drawer} aria-label={t('wording.title')} data-testid="wording-drawer" onCancel={(event) => { event.preventDefault(); if (form === undefined) onClose(); else setForm(undefined); }} onClick={(event) => { if (event.target === event.currentTarget) onClose(); }}>
      <div className={styles.sheet}>
        <header className={styles.head}>
          <h1>{form === undefined ? t('wording.title') : form === 'new' ? t('wording.new') : t('wording.edit')}</h1>
          {form === undefined && canManage && <Button size="small" icon="plus" onPress={() => setForm('new')} testId="wording-new">{t('wording.new')}</Button>}
          <IconButton icon="close" label={t('common.close')} onPress={onClose} />
        </header>
        {form === undefined
          ? (
            <>
              <input className={styles.search} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t('wording.search')} aria-label={t('wording.search')} autoFocus />
              {rows !== undefined && shown.length === 0 && <EmptyLine action={canManage && rows.length === 0 ? <Button size="small" onPress={() => setForm('new')}>{t('wording.new')}</Button> : undefined}>{rows.length === 0 ? t('wording.noneYet') : t('wording.noMatch', { query: typed })}</EmptyLine>}
              <WordingList rows={shown} isGrouped={typed.trim() === ''} canManage={canManage} variables={variables} onInsert={insert} onEdit={setForm} />
            </>
          )
          : <WordingForm row={form === 'new' ? undefined : form} account={account} categories={rows ?? []} onDone={() => setForm(undefined)} />}
      </div>
    </dialog>
  );
};

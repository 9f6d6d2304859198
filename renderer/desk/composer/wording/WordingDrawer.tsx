import { useMemo, useState } from 'react';
import type { Variables } from '#shared/text/wordingText';
import { matchWording } from '../../../archive/queries/wordingSearch';
import { useWordings, useWordingShelf } from '../../../archive/queries/useWordings';
import type { AccountRow } from '../../../archive/schema/accountRows';
import type { WordingRow } from '../../../archive/schema/wordingRows';
import { useT } from '../../../i18n/useT';
import { Button, IconButton } from '../../../ui/Button';
import { EmptyLine } from '../../../ui/EmptyLine';
import { useModal } from '../../../ui/useModal';
import { useOffered } from '../../../wordings/useOffered';
import { draftOf, emptyDraft, type WordingDraft } from '../../../wordings/wordingDraft';
import { newWordingId, WordingForm, type FormResult, type FormStart } from '../../../wordings/WordingForm';
import { WordingList } from './WordingList';
import styles from './WordingDrawer.module.css';

/** What the drawer opens with: the list, or the form with these first words. */
export type DrawerStart = 'list' | { readonly text: string };

const newStart = (text: string, account: AccountRow | undefined): FormStart => {
  const draft: WordingDraft = emptyDraft(newWordingId());
  return { draft: { ...draft, messages: draft.messages.map((message) => ({ ...message, text })), accounts: account === undefined ? [] : [account.id] } };
};

const editStart = (row: WordingRow): FormStart => ({ draft: draftOf(row), base: row.version, ...(row.owner !== undefined && { owner: row.owner }) });

/**
 * Prepared answers at hand: to look through, put in, and to write or change. What an agent writes goes to the
 * supervisor; the engine decides, the words here only say it.
 */
export const WordingDrawer = ({ account, canManage, start, variables, onPick, onClose }: {
  readonly account: AccountRow | undefined; readonly canManage: boolean; readonly start: DrawerStart; readonly variables: Variables;
  readonly onPick: (row: WordingRow) => void; readonly onClose: () => void;
}) => {
  const t = useT();
  const dialog = useModal();
  const [form, setForm] = useState<FormStart | undefined>(() => (start === 'list' ? undefined : newStart(start.text, account)));
  const [result, setResult] = useState<FormResult>();
  const write = (begin: FormStart): void => {
    setResult(undefined);
    setForm(begin);
  };
  const done = (outcome: FormResult | undefined): void => {
    setResult(outcome);
    setForm(undefined);
  };
  const insert = (row: WordingRow): void => {
    onClose();
    // The text area takes input again only when the modal layer is gone.
    requestAnimationFrame(() => onPick(row));
  };
  const title = form === undefined ? t('wording.title') : form.base === undefined ? t('wording.new') : t('wording.edit');
  return (
    <dialog ref={dialog} className={styles.drawer} aria-label={t('wording.title')} data-testid="wording-drawer" onCancel={(event) => { event.preventDefault(); if (form === undefined) onClose(); else setForm(undefined); }} onClick={(event) => { if (event.target === event.currentTarget) onClose(); }}>
      <div className={styles.sheet}>
        <header className={styles.head}>
          <h1>{title}</h1>
          {form === undefined && <Button size="small" icon="plus" onPress={() => write(newStart('', undefined))} testId="wording-new">{t(canManage ? 'wording.new' : 'wording.proposeNew')}</Button>}
          <IconButton icon="close" label={t('common.close')} onPress={onClose} />
        </header>
        {result !== undefined && form === undefined && <p className={styles.result} role="status">{t(result === 'saved' ? 'wording.savedNow' : 'wording.proposedNow')}</p>}
        {form === undefined
          ? <Shelf account={account} canManage={canManage} variables={variables} onInsert={insert} onEdit={(row) => write(editStart(row))} />
          : <WordingForm start={form} onDone={done} />}
      </div>
    </dialog>
  );
};

const Shelf = ({ account, canManage, variables, onInsert, onEdit }: {
  readonly account: AccountRow | undefined; readonly canManage: boolean; readonly variables: Variables;
  readonly onInsert: (row: WordingRow) => void; readonly onEdit: (row: WordingRow) => void;
}) => {
  const t = useT();
  const all = useWordings();
  const shelf = useWordingShelf();
  const usable = useOffered(true, account?.id);
  const [typed, setTyped] = useState('');
  const shown = useMemo(
    () => (typed.trim() === '' ? usable : matchWording(typed, usable, (id) => shelf?.counts.get(id)?.uses ?? 0).map((match) => match.row)),
    [usable, typed, shelf],
  );
  return (
    <>
      <input className={styles.search} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t('wording.search')} aria-label={t('wording.search')} autoFocus />
      {all !== undefined && shown.length === 0 && <EmptyLine>{usable.length === 0 ? t('wording.noneYet') : t('wording.noMatch', { query: typed })}</EmptyLine>}
      <WordingList rows={shown} isGrouped={typed.trim() === ''} canManage={canManage} variables={variables} onInsert={onInsert} onEdit={onEdit} />
    </>
  );
};

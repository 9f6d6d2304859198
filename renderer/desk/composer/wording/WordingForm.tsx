import { useId, useRef, useState, type ChangeEvent, type FormEvent } from 'react';
import { AppError } from '#shared/domain/errors';
import type { WordingId } from '#shared/domain/ids';
import { desk } from '../../../bridge/desk';
import type { AccountRow, WordingRow } from '../../../archive/schema/rows';
import { errorSentence } from '../../../i18n/translate';
import { useT } from '../../../i18n/useT';
import { Button, IconButton } from '../../../ui/Button';
import { TextField } from '../../../ui/TextField';
import { useCommand } from '../../conversation/useCommand';
import { blobUrl } from '../../timeline/mediaText';
import { LARGEST_ATTACHMENT } from '../attachFiles';
import { draftOf, troubleOf, wordingOf, type WordingDraft, type WordingField } from './wordingDraft';
import styles from './WordingDrawer.module.css';

const newId = (): WordingId => crypto.randomUUID() as WordingId; // the window names new wording

/** Adds or changes one prepared answer. What is wrong is said at its field, after the first try to save. */
export const WordingForm = ({ row, account, categories, onDone }: { readonly row: WordingRow | undefined; readonly account: AccountRow | undefined; readonly categories: readonly WordingRow[]; readonly onDone: () => void }) => {
  const t = useT();
  const listId = useId();
  const [draft, setDraft] = useState(() => draftOf(row, newId));
  const [isTried, setTried] = useState(false);
  const saving = useCommand();
  const trouble = troubleOf(draft, categories);
  const change = (part: Partial<WordingDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const errorOf = (field: WordingField): string | undefined => (isTried && trouble[field] !== undefined ? t(`wording.trouble.${trouble[field]}`) : undefined);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(trouble).length > 0) return;
    if (await saving.run(() => desk.call('wording.save', { wording: wordingOf(draft) }))) onDone();
  };
  const known = [...new Set(categories.map((one) => one.category.join('/')).filter((one) => one !== ''))];
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <TextField label={t('wording.field.title')} value={draft.title} onChange={(title) => change({ title })} error={errorOf('title')} hasFocus />
      <label className={styles.field}>
        <span>{t('wording.field.category')}</span>
        <input list={listId} value={draft.category} placeholder={t('wording.field.categoryHelp')} onChange={(event) => change({ category: event.target.value })} autoComplete="off" />
        <datalist id={listId}>{known.map((one) => <option key={one} value={one} />)}</datalist>
        {errorOf('category') !== undefined && <small role="alert">{errorOf('category')}</small>}
      </label>
      <TextField label={t('wording.field.shortcut')} value={draft.shortcut} onChange={(shortcut) => change({ shortcut })} error={errorOf('shortcut')} help={t('wording.field.shortcutHelp')} />
      <label className={styles.field}>
        <span>{t('wording.field.text')}</span>
        <textarea className={styles.text} value={draft.text} onChange={(event) => change({ text: event.target.value })} rows={6} />
        <small data-help>{t('wording.field.textHelp')}</small>
        {errorOf('text') !== undefined && <small role="alert">{errorOf('text')}</small>}
      </label>
      <Pictures draft={draft} onChange={(pictures) => change({ pictures })} />
      {account !== undefined && (
        <label className={styles.check}>
          <input type="checkbox" checked={draft.accounts.length > 0} onChange={(event) => change({ accounts: event.target.checked ? [account.id] : [] })} />
          {t('wording.field.onlyAccount', { account: account.name })}
        </label>
      )}
      {saving.error !== undefined && <p className={styles.trouble} role="alert">{errorSentence(saving.error.code, saving.error.data)}</p>}
      <div className={styles.actions}>
        <Button type="submit" kind="primary" isDisabled={saving.isRunning} testId="wording-save">{t('wording.save')}</Button>
        <Button onPress={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
};

const Pictures = ({ draft, onChange }: { readonly draft: WordingDraft; readonly onChange: (pictures: WordingDraft['pictures']) => void }) => {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const storing = useCommand();
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (file === undefined) return;
    void storing.run(async () => {
      if (file.size > LARGEST_ATTACHMENT) throw new AppError('media.tooLarge', { limit: LARGEST_ATTACHMENT, size: file.size });
      const { media } = await desk.call('blob.put', { name: file.name, mime: file.type, bytes: new Uint8Array(await file.arrayBuffer()) });
      onChange([...draft.pictures, media]);
    });
  };
  return (
    <div className={styles.pictures}>
      {draft.pictures.map((picture, at) => (
        <span key={picture.blob ?? at} className={styles.picture}>
          {picture.blob !== undefined && <img src={blobUrl(picture.blob, picture.mime)} alt={picture.name} />}
          <IconButton icon="close" size={18} label={t('composer.detach', { name: picture.name })} onPress={() => onChange(draft.pictures.filter((_, other) => other !== at))} />
        </span>
      ))}
      <Button size="small" icon="image" onPress={() => input.current?.click()} isDisabled={storing.isRunning}>{t('wording.addPicture')}</Button>
      <input ref={input} type="file" accept="image/*" hidden tabIndex={-1} onChange={take} />
      {storing.error !== undefined && <span className={styles.trouble} role="alert">{errorSentence(storing.error.code, storing.error.data)}</span>}
    </div>
  );
};

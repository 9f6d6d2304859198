import { useRef, type ChangeEvent } from 'react';
import { AppError } from '#shared/domain/errors';
import { strayMarks, variables } from '#shared/text/wordingText';
import { desk } from '../bridge/desk';
import { useT } from '../i18n/useT';
import { blobUrl, plainName } from '../ui/blobUrl';
import { Button, IconButton } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { useWork } from './useWork';
import type { DraftMessage } from './wordingDraft';
import styles from './WordingForm.module.css';

/** Largest file of a wording, bytes: what every platform takes. */
const LARGEST = 20 * 1024 * 1024;

/** Puts a mark at the caret, so that Ctrl+Z takes it back; what stands between `?` and `}` is selected to be written over. */
const insertMark = (area: HTMLTextAreaElement, mark: string): void => {
  area.focus();
  const start = area.selectionStart;
  if (!document.execCommand('insertText', false, mark)) return;
  if (mark.startsWith('{?')) area.setSelectionRange(start + 2, start + mark.length - 1);
};

/** One message of a wording: its words with buttons for the marks, its pictures and files. */
export const MessageEditor = ({ message, number, count, onChange, onRemove, onMove }: {
  readonly message: DraftMessage; readonly number: number; readonly count: number;
  readonly onChange: (change: Partial<DraftMessage>) => void; readonly onRemove: () => void; readonly onMove: (by: -1 | 1) => void;
}) => {
  const t = useT();
  const area = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const storing = useWork();
  const stray = strayMarks(message.text);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = [...(event.target.files ?? [])];
    event.target.value = '';
    void storing.run(async () => {
      const media = [...message.media];
      for (const file of chosen) {
        if (file.size > LARGEST) throw new AppError('media.tooLarge', { limit: LARGEST, size: file.size });
        media.push((await desk.call('blob.put', { name: file.name.slice(-255), mime: file.type.slice(0, 127), bytes: new Uint8Array(await file.arrayBuffer()) })).media);
      }
      onChange({ media });
    });
  };
  const mark = (text: string): void => { if (area.current !== null) insertMark(area.current, text); };
  const label = count === 1 ? t('wording.field.text') : t('wording.messageNumber', { number });
  return (
    <fieldset className={styles.message}>
      <legend>{label}</legend>
      <div className={styles.marks}>
        {variables.map((name) => <button key={name} type="button" onClick={() => mark(`{${name}}`)} title={`{${name}}`}>{t(`wording.variable.${name}`)}</button>)}
        <button type="button" data-blank onClick={() => mark(`{?${t('wording.blankLabel')}}`)} title={t('wording.blankHelp')}>{t('wording.blank')}</button>
        <span className={styles.grow} />
        {count > 1 && (
          <>
            <IconButton icon="chevronUp" size={22} label={t('wording.moveUp')} isDisabled={number === 1} onPress={() => onMove(-1)} />
            <IconButton icon="chevronDown" size={22} label={t('wording.moveDown')} isDisabled={number === count} onPress={() => onMove(1)} />
            <IconButton icon="trash" size={22} label={t('wording.removeMessage', { number })} onPress={onRemove} />
          </>
        )}
      </div>
      <textarea ref={area} className={styles.text} aria-label={label} value={message.text} onChange={(event) => onChange({ text: event.target.value })} rows={count === 1 ? 5 : 3} maxLength={20_000} data-testid={`wording-text-${number}`} />
      {stray.length > 0 && <small data-tone="warn">{t('wording.stray', { marks: stray.join(' ') })}</small>}
      <div className={styles.media}>
        {message.media.map((media, at) => (
          <span key={media.blob ?? at} className={styles.one}>
            {media.blob !== undefined && media.mime.startsWith('image/') ? <img src={blobUrl(media.blob, media.mime)} alt="" /> : <Icon name="file" size={14} />}
            <span>{plainName(media.name)}</span>
            <IconButton icon="close" size={18} label={t('composer.detach', { name: media.name })} onPress={() => onChange({ media: message.media.filter((_, other) => other !== at) })} />
          </span>
        ))}
        <Button size="small" icon="clip" onPress={() => files.current?.click()} isDisabled={storing.isRunning}>{t('wording.addFile')}</Button>
        <input ref={files} type="file" multiple hidden tabIndex={-1} onChange={take} data-testid={`wording-file-${number}`} />
        {storing.problem !== undefined && <small data-tone="error" role="alert">{storing.problem}</small>}
      </div>
    </fieldset>
  );
};

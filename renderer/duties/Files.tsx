import { useRef } from 'react';
import type { Media } from '#shared/domain/message';
import { useT } from '../i18n/useT';
import type { Task } from '../state/useTask';
import { blobUrl, plainName } from '../ui/blobUrl';
import { Button, IconButton } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { attachFile } from './attachFile';
import styles from './Duties.module.css';

/** Attachments of a notice or a duty, each to be saved. */
export const FileLinks = ({ files, onRemove }: { readonly files: readonly Media[]; readonly onRemove?: (file: Media) => void }) => {
  const t = useT();
  if (files.length === 0) return null;
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={`${file.blob}${file.name}`}>
          <Icon name={file.mime.startsWith('image/') ? 'image' : 'file'} size={14} />
          {file.blob === undefined ? <span>{plainName(file.name)}</span> : <a href={blobUrl(file.blob, file.mime, file.name)} download={plainName(file.name)}>{plainName(file.name)}</a>}
          {onRemove !== undefined && <IconButton icon="close" size={18} label={t('duties.removeFile', { name: plainName(file.name) })} onPress={() => onRemove(file)} />}
        </li>
      ))}
    </ul>
  );
};

/** Takes files into a form; trouble is the form's own sentence. */
export const FileField = ({ files, task, onChange }: { readonly files: readonly Media[]; readonly task: Task; readonly onChange: (files: readonly Media[]) => void }) => {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const take = (list: FileList | null): void => task.run(async () => {
    const taken: Media[] = [];
    for (const file of [...list ?? []].slice(0, 20 - files.length)) taken.push(await attachFile(file));
    onChange([...files, ...taken]);
    if (input.current !== null) input.current.value = '';
  });
  return (
    <div className={styles.field}>
      <FileLinks files={files} onRemove={(gone) => onChange(files.filter((file) => file !== gone))} />
      <span><input ref={input} type="file" multiple hidden onChange={(event) => take(event.target.files)} data-testid="duty-file" />
        <Button size="small" icon="clip" onPress={() => input.current?.click()} isDisabled={task.isBusy || files.length >= 20}>{t('duties.addFile')}</Button></span>
    </div>
  );
};

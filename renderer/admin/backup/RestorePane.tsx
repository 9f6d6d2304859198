import { Input } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import type { BackupShelf } from '#shared/ipc/desk/backupRoutes';
import { app } from '../../bridge/app';
import { desk } from '../../bridge/desk';
import { formatCount, formatFull, formatSize } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { useTask } from '../../state/useTask';
import styles from './Backup.module.css';
import { useBackupWork } from './useBackupWork';
import { WorkBar } from './WorkBar';

type Done = { readonly repeated: number };
type Copy = { readonly repository: string; readonly generation: string };

const Copies = ({ shelves, chosen, onChoose }: { readonly shelves: readonly BackupShelf[]; readonly chosen: Copy | undefined; readonly onChoose: (copy: Copy) => void }) => {
  const t = useT();
  const unreadable = shelves.reduce((sum, shelf) => sum + shelf.unreadable, 0);
  return (
    <fieldset className={styles.copies} data-testid="restore-copies">
      <legend>{t('restore.choose')}</legend>
      <div className={styles.copiesList}>
        {shelves.flatMap(({ repository, generations }) => generations.map(({ id, at, head, bytes, company }) => (
          <label key={`${repository} ${id}`}>
            <input type="radio" name="restore-copy" checked={chosen?.repository === repository && chosen.generation === id} onChange={() => onChoose({ repository, generation: id })} />
            {t('restore.generation', { time: formatFull(at), company: company ?? '–', head: formatCount(head), size: formatSize(bytes) })}
          </label>
        )))}
      </div>
      {shelves.map(({ repository, erased }) => (
        <p key={repository} className={erased.list === 'read' ? styles.note : styles.bad} data-testid="restore-erased">
          {erased.list === 'read' ? t('restore.erased.read', { time: formatFull(erased.at), count: erased.count }) : t(`restore.erased.${erased.list}`)}
        </p>
      ))}
      {unreadable > 0 && <p className={styles.bad}>{t('restore.unreadable', { count: unreadable })}</p>}
    </fieldset>
  );
};

const newestOf = ([shelf]: readonly BackupShelf[]): Copy | undefined => {
  const [newest] = shelf?.generations ?? [];
  return shelf && newest && { repository: shelf.repository, generation: newest.id };
};

/** Folder, passphrase, copy: brought here, proven, and the app starts again with it. `asks`: see `useBackupWork`. */
export const RestorePane = ({ asks }: { readonly asks: boolean }) => {
  const t = useT();
  const id = useId();
  const work = useBackupWork(asks);
  const [folder, setFolder] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [shelves, setShelves] = useState<readonly BackupShelf[]>();
  const [chosen, setChosen] = useState<Copy>();
  const [done, setDone] = useState<Done>();
  const { run, isBusy, problem, setProblem } = useTask();
  const choose = (): void => run(async () => {
    const found = await app.request('dialog.folder', { title: t('backup.folder.title') });
    if (!found) return;
    setFolder(found.path);
    setShelves(undefined);
  });
  const look = (event: FormEvent): void => {
    event.preventDefault();
    if (folder === '' || passphrase === '') return;
    run(async () => {
      const found = await desk.call('backup.look', { folder, passphrase });
      setShelves(found);
      setChosen(newestOf(found));
    });
  };
  const restore = (): void => { if (chosen) run(async () => setDone(await desk.call('backup.restore', { folder, passphrase, ...chosen }))); };
  if (done) {
    return <><p className={styles.said} role="status" data-testid="restore-done">{done.repeated > 0 ? t('restore.doneRepeated', { count: done.repeated }) : t('restore.done')}</p><div className={styles.tools}><Button kind="primary" onPress={() => { app.request('app.relaunch').catch(setProblem); }} testId="restore-relaunch">{t('restore.relaunch')}</Button></div></>;
  }
  return (
    <form onSubmit={look}>
      <div className={styles.row}><span>{t('backup.folder')}</span><div><span className={styles.path}>{folder === '' ? t('backup.folder.none') : folder}</span><Button onPress={choose} isDisabled={isBusy} testId="restore-choose">{t('backup.folder.choose')}</Button></div></div>
      <div className={styles.row}><label htmlFor={id}>{t('backup.passphrase')}</label><div>
        <Input.Password id={id} className={styles.field} value={passphrase} maxLength={256} autoComplete="off" onChange={(event) => { setPassphrase(event.target.value); setShelves(undefined); }} data-testid="restore-passphrase" />
        <Button type="submit" isDisabled={isBusy || folder === '' || passphrase === ''} testId="restore-open">{t('restore.open')}</Button>
      </div></div>
      {shelves !== undefined && <Copies shelves={shelves} chosen={chosen} onChoose={setChosen} />}
      {problem !== undefined && <p className={styles.said} data-bad role="alert">{problem}</p>}
      {(work?.kind === 'restore' || work?.kind === 'repeat') && <WorkBar work={work} />}
      {shelves !== undefined && <div className={styles.tools}><Button kind="primary" isDisabled={isBusy || chosen === undefined} onPress={restore} testId="restore-go">{t('restore.go')}</Button></div>}
    </form>
  );
};

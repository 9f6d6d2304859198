import type { TimelineRow } from '../../archive/schema/timelineRows';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Popover, usePopover } from '../../ui/Popover';
import { noteTextOf } from '../composer/mentions';
import styles from './NoteLine.module.css';

/** "改过 n 次": opens every earlier version, oldest first. */
export const NoteVersions = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  const popover = usePopover();
  const versions = row.versions ?? [];
  if (versions.length === 0) return null;
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.versions} onClick={popover.toggle} aria-expanded={popover.isOpen} data-testid="note-versions">{t('note.revised', { count: versions.length })}</button>
      <Popover handle={popover} label={t('timeline.edited.title')}>
        <ol className={styles.history}>
          {versions.map((version, at) => (
            <li key={at}><span className={styles.when}>{t('timeline.edited.version', { number: at + 1, time: formatFull(version.at) })}</span><p>{noteTextOf(version.parts)}</p></li>
          ))}
        </ol>
      </Popover>
    </>
  );
};

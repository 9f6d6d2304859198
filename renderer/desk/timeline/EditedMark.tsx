import type { TimelineRow } from '../../archive/schema/timelineRows';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Popover, usePopover } from '../../ui/Popover';
import { bubbleLayout } from './bubbleLayout';
import { InlineText } from './parts/InlineText';
import { PartView } from './parts/PartView';
import styles from './EditedMark.module.css';

/** "已修改": opens every earlier version with its time, oldest first. Nothing where nothing was edited. */
export const EditedMark = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  const popover = usePopover();
  const versions = row.versions ?? [];
  if (versions.length === 0) return null;
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.mark} onClick={popover.toggle} aria-expanded={popover.isOpen} title={t('timeline.edited.show')}>{t('timeline.edited')}</button>
      <Popover handle={popover} label={t('timeline.edited.title')}>
        <ol className={styles.versions}>
          {versions.map((version, at) => (
            <li key={at}>
              <span className={styles.when}>{t('timeline.edited.version', { number: at + 1, time: formatFull(version.at) })}</span>
              <div className={styles.words}>
                {bubbleLayout(version.parts).blocks.map((block, place) => block.kind === 'inline'
                  ? <InlineText key={place} parts={block.parts} />
                  : <PartView key={place} part={block.part} at={block.at} row={row} />)}
              </div>
            </li>
          ))}
        </ol>
      </Popover>
    </>
  );
};

import { useCover } from '../../../cover/coverContext';
import { useT } from '../../../i18n/useT';
import type { QuotePart } from '../bubbleLayout';
import { useTimelineScene } from '../timelineScene';
import styles from './Parts.module.css';

/** What a message answers, in one line; pressing it goes there and flashes it. */
export const Quote = ({ part }: { readonly part: QuotePart }) => {
  const t = useT();
  const { jumpTo } = useTimelineScene();
  const cover = useCover();
  const excerpt = cover(part.excerpt?.trim() ?? '');
  const words = excerpt === '' ? t('timeline.quote.untold') : excerpt;
  return (
    <button type="button" className={styles.quote} onClick={() => jumpTo(part.id)} title={t('timeline.quote.jump')}>
      {part.author === undefined ? words : t('timeline.quote.by', { author: part.author, words })}
    </button>
  );
};

import { useMemo, useState, type KeyboardEvent } from 'react';
import type { Media } from '#shared/domain/message';
import { useT } from '../../i18n/useT';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { blobUrl, plainName } from '../../ui/blobUrl';
import { useModal } from '../../ui/useModal';
import type { TimelineItem } from './timelineItems';
import styles from './PictureViewer.module.css';

/** Pictures kept here, in the order they were sent. */
const picturesOf = (items: readonly TimelineItem[]): readonly Media[] =>
  items.flatMap(({ row }) => (row.parts ?? []).flatMap((part) => (part.kind === 'image' && part.media.state === 'stored' && part.media.blob !== undefined ? [part.media] : [])));

/**
 * Large view over the whole window. ← and → go through the pictures of the lines loaded, Space switches between
 * fitting and true size, Escape closes and gives the focus back.
 */
export const PictureViewer = ({ items, first, onClose }: { readonly items: readonly TimelineItem[]; readonly first: Media; readonly onClose: () => void }) => {
  const t = useT();
  const dialog = useModal();
  const pictures = useMemo(() => picturesOf(items), [items]);
  const [blob, setBlob] = useState(first.blob);
  const [isFull, setFull] = useState(false);
  const at = Math.max(0, pictures.findIndex((picture) => picture.blob === blob));
  const picture = pictures[at] ?? first;
  const go = (by: number): void => {
    const next = pictures[at + by];
    if (next === undefined) return;
    setBlob(next.blob);
    setFull(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') go(-1);
    else if (event.key === 'ArrowRight') go(1);
    else if (event.key === ' ' && !(event.target instanceof HTMLAnchorElement)) setFull(!isFull);
    else return;
    event.preventDefault();
  };
  if (picture.blob === undefined) return null;
  return (
    <dialog ref={dialog} className={styles.viewer} aria-label={t('timeline.picture.title')} onClose={onClose} onKeyDown={onKeyDown} onClick={(event) => { if (event.target === event.currentTarget) onClose(); }}>
      <div className={styles.bar}>
        <span className={styles.name}>{plainName(picture.name)}</span>
        <span>{t('timeline.picture.count', { at: at + 1, total: Math.max(1, pictures.length) })}</span>
        <a className={styles.save} href={blobUrl(picture.blob, picture.mime, picture.name)} download={plainName(picture.name)} title={t('timeline.file.save')} aria-label={t('timeline.file.saveNamed', { name: picture.name })}><Icon name="download" /></a>
        <IconButton icon="close" label={t('common.close')} onPress={onClose} />
      </div>
      <div className={styles.stage} data-full={isFull || undefined}>
        <img src={blobUrl(picture.blob, picture.mime)} alt={picture.name} draggable={false} onClick={() => setFull(!isFull)} />
      </div>
    </dialog>
  );
};

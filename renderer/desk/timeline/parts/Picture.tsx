import { useState } from 'react';
import type { Media } from '#shared/domain/message';
import { useT } from '../../../i18n/useT';
import { pictureSize } from '../mediaText';
import { blobUrl } from '../../../ui/blobUrl';
import { useTimelineScene } from '../timelineScene';
import type { MediaOrigin } from './mediaOrigin';
import { MissingMedia } from './MissingMedia';
import styles from './Parts.module.css';

/** A picture kept here; pressing it opens the large view. Anything not kept says why and what can be done. */
export const Picture = ({ media, at, row, isSticker }: { readonly media: Media; readonly at: number; readonly row: MediaOrigin; readonly isSticker: boolean }) => {
  const t = useT();
  const { openPicture } = useTimelineScene();
  const [isBroken, setBroken] = useState(false);
  if (media.state !== 'stored' || media.blob === undefined || isBroken) return <MissingMedia media={media} at={at} row={row} icon="image" isBroken={isBroken} />;
  const size = pictureSize(media.width, media.height);
  const name = media.name === '' ? t('lead.image') : media.name;
  return (
    <button type="button" className={styles.picture} data-sticker={isSticker || undefined} onClick={() => openPicture(media)} aria-label={t('timeline.picture.enlarge', { name })}>
      <img src={blobUrl(media.blob, media.mime)} alt={name} width={size?.width} height={size?.height} draggable={false} decoding="async" onError={() => setBroken(true)} />
    </button>
  );
};

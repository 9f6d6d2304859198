import { useState } from 'react';
import type { Media } from '#shared/domain/message';
import { useT } from '../../../i18n/useT';
import { LinkButton } from '../../../ui/Button';
import { canPlay } from '../mediaText';
import { blobUrl } from '../../../ui/blobUrl';
import { FileCard } from './FileCard';
import { MissingMedia } from './MissingMedia';
import type { MediaOrigin } from './mediaOrigin';
import styles from './Parts.module.css';

/** A film as a file card; the player is made only when somebody wants to see it. */
export const FilmCard = ({ media, at, row }: { readonly media: Media; readonly at: number; readonly row: MediaOrigin }) => {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const [isMute, setMute] = useState(false);
  if (media.state !== 'stored' || media.blob === undefined) return <MissingMedia media={media} at={at} row={row} icon="play" />;
  return (
    <span className={styles.stack}>
      {isOpen && !isMute && (
        // No captions exist for what a peer filmed.
        <video className={styles.film} src={blobUrl(media.blob, media.mime)} controls autoPlay onError={() => setMute(true)} />
      )}
      <FileCard media={media} at={at} row={row} />
      {isMute && <span className={styles.reason} data-trouble>{t('timeline.film.cannotPlay')}</span>}
      {!isOpen && canPlay(media.mime) && <LinkButton onPress={() => setOpen(true)}>{t('timeline.film.play')}</LinkButton>}
    </span>
  );
};

import type { Media } from '#shared/domain/message';
import { formatSize } from '../../../i18n/format';
import { useT } from '../../../i18n/useT';
import { Icon } from '../../../ui/Icon';
import { blobUrl, plainName } from '../../../ui/blobUrl';
import { FileName } from './FileName';
import { MissingMedia } from './MissingMedia';
import type { MediaOrigin } from './mediaOrigin';
import styles from './Parts.module.css';

/** A file kept here, saved by its link; never opened by the app. */
export const FileCard = ({ media, at, row }: { readonly media: Media; readonly at: number; readonly row: MediaOrigin }) => {
  const t = useT();
  if (media.state !== 'stored' || media.blob === undefined) return <MissingMedia media={media} at={at} row={row} icon="file" />;
  return (
    <span className={styles.file}>
      <Icon name="file" />
      <FileName name={media.name} size={media.size === undefined ? undefined : formatSize(media.size)} />
      <a className={styles.save} href={blobUrl(media.blob, media.mime, media.name)} download={plainName(media.name)} aria-label={t('timeline.file.saveNamed', { name: media.name })} title={t('timeline.file.save')}><Icon name="download" size={14} /></a>
    </span>
  );
};

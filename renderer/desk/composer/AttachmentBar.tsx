import type { ConversationId } from '#shared/domain/ids';
import { formatSize } from '../../i18n/format';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { blobUrl } from '../../ui/blobUrl';
import { FileName } from '../timeline/parts/FileName';
import type { Attachment } from './composerReducer';
import { changeComposer } from './composerStore';
import styles from './AttachmentBar.module.css';

/** What goes along with the next reply: thumbnails and files, each can be taken out, each says its own trouble. */
export const AttachmentBar = ({ conversation, attachments }: { readonly conversation: ConversationId; readonly attachments: readonly Attachment[] }) => {
  const t = useT();
  if (attachments.length === 0) return null;
  return (
    <ul className={styles.bar} aria-label={t('composer.attachments')}>
      {attachments.map((attachment) => (
        <li key={attachment.id} className={styles.one} data-trouble={attachment.error !== undefined || undefined} data-testid="attachment">
          <Thumbnail attachment={attachment} />
          <span className={styles.words}>
            <FileName name={attachment.name} />
            <span className={styles.aside} role={attachment.error === undefined ? undefined : 'alert'}>{asideOf(attachment, t('composer.storing'))}</span>
          </span>
          <IconButton icon="close" size={22} label={t('composer.detach', { name: attachment.name })} onPress={() => changeComposer(conversation, { type: 'detach', id: attachment.id })} />
        </li>
      ))}
    </ul>
  );
};

const asideOf = ({ error, media, size }: Attachment, storing: string): string => {
  if (error !== undefined) return errorSentence(error.code, { ...error.data, ...(typeof error.data['limit'] === 'number' ? { limitText: formatSize(error.data['limit']) } : {}) });
  return media === undefined ? storing : formatSize(size);
};

const Thumbnail = ({ attachment: { media, mime } }: { readonly attachment: Attachment }) =>
  media?.blob !== undefined && mime.startsWith('image/')
    ? <img className={styles.picture} src={blobUrl(media.blob, media.mime)} alt="" draggable={false} />
    : <span className={styles.icon}><Icon name={mime.startsWith('image/') ? 'image' : 'file'} /></span>;

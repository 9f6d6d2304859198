import { isMediaPart, type Part } from '#shared/domain/message';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { blobUrl } from '../../ui/blobUrl';
import { Marked, type MarkedWords } from '../search/Marked';
import styles from './Reader.module.css';

/** A part that is no running text. Pictures are shown where their bytes are kept; nothing is fetched for reading. */
export const ReadPart = ({ part, words }: { readonly part: Part; readonly words: MarkedWords }) => {
  const t = useT();
  if (part.kind === 'image' && part.media.blob !== undefined) return <img className={styles.picture} src={blobUrl(part.media.blob, part.media.mime)} alt={part.media.name} loading="lazy" />;
  if (isMediaPart(part)) {
    const { media } = part;
    const name = <Marked text={media.name} words={words} />;
    return (
      <span className={styles.file}>
        <Icon name="file" size={14} />
        {media.blob === undefined ? <>{name} <small>{t('reader.notKept')}</small></> : <a href={blobUrl(media.blob, media.mime, media.name)} download={media.name}>{name}</a>}
      </span>
    );
  }
  switch (part.kind) {
    case 'text': return <p><Marked text={part.text} words={words} /></p>;
    case 'mention': return <b>@{part.name ?? part.target} </b>;
    case 'emoji': return <span>[{part.name ?? part.id}]</span>;
    case 'quote': return <blockquote>{part.author !== undefined && `${part.author}：`}{part.excerpt}</blockquote>;
    case 'link': return <span className={styles.card}><Marked text={[part.title, part.description, part.url].filter((text) => text !== undefined).join('\n')} words={words} /></span>;
    case 'location': return <span className={styles.card}><Marked text={[part.title, part.address].filter((text) => text !== undefined).join('\n')} words={words} /></span>;
    case 'order': return <span className={styles.card}><Marked text={[part.order, part.title, part.amount, part.state].filter((text) => text !== undefined).join(' · ')} words={words} /></span>;
    case 'forward': return <span className={styles.card}>{t('lead.forward')}</span>;
    default: return <span className={styles.card}>{t('lead.unsupported')}</span>;
  }
};

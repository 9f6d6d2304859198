import { Fragment, useMemo } from 'react';
import { isMediaPart, textOf, type Media, type Parts } from '#shared/domain/message';
import { messagesOf, type Wording } from '#shared/domain/wording';
import { wordingPieces, type Piece, type Variables } from '#shared/text/wordingText';
import { useT } from '../i18n/useT';
import { blobUrl, plainName } from '../ui/blobUrl';
import { Icon } from '../ui/Icon';
import styles from './WordingWords.module.css';

type Words = Pick<Wording, 'parts' | 'more'>;

/** Each message with its values filled in: pieces of text, and its pictures and files. */
export const useMessagePieces = (wording: Words | undefined, variables: Variables): readonly { readonly pieces: readonly Piece[]; readonly media: readonly Media[] }[] => {
  const t = useT();
  return useMemo(() => {
    const one = (parts: Parts) => ({
      pieces: wordingPieces(textOf(parts), variables, (name) => t(`wording.variable.${name}`)),
      media: parts.flatMap((part) => (isMediaPart(part) ? [part.media] : [])),
    });
    return wording === undefined ? [] : messagesOf(wording).map(one);
  }, [wording, variables, t]);
};

const Attached = ({ media }: { readonly media: Media }) =>
  media.blob !== undefined && media.mime.startsWith('image/')
    ? <img className={styles.picture} src={blobUrl(media.blob, media.mime)} alt={plainName(media.name)} title={plainName(media.name)} draggable={false} />
    : <span className={styles.file}><Icon name={media.mime.startsWith('video/') ? 'play' : 'file'} size={12} />{plainName(media.name)}</span>;

/**
 * How a wording reads: variables as chips (with a value where one is known, else as a blank), blanks as fields, the
 * first one outlined when `marksBlank`. A rule between messages.
 */
export const WordingWords = ({ wording, variables, marksBlank = false }: { readonly wording: Words; readonly variables: Variables; readonly marksBlank?: boolean }) => {
  const messages = useMessagePieces(wording, variables);
  const firstBlank = messages.flatMap(({ pieces }) => pieces).find((piece) => piece.kind === 'blank');
  return (
    <div className={styles.words}>
      {messages.map(({ pieces, media }, at) => (
        <Fragment key={at}>
          {at > 0 && <hr className={styles.break} />}
          {pieces.length > 0 && (
            <p>
              {pieces.map((piece, place) => (piece.kind === 'text'
                ? <span key={place}>{piece.text}</span>
                : piece.kind === 'variable'
                  ? <span key={place} className={styles.variable}>{piece.text}</span>
                  : <span key={place} className={styles.blank} data-current={(marksBlank && piece === firstBlank) || undefined}>{piece.label}</span>))}
            </p>
          )}
          {media.length > 0 && <div className={styles.media}>{media.map((one, place) => <Attached key={one.blob ?? place} media={one} />)}</div>}
        </Fragment>
      ))}
    </div>
  );
};

import { useT } from '../../../i18n/useT';
import type { BlockPart } from '../bubbleLayout';
import { FileCard } from './FileCard';
import { FilmCard } from './FilmCard';
import { LinkCard } from './LinkCard';
import type { MediaOrigin } from './mediaOrigin';
import { OrderCard } from './OrderCard';
import { Picture } from './Picture';
import { PlaceCard } from './PlaceCard';
import { RawCard } from './RawCard';
import { VoiceClip } from './VoiceClip';

/** One part of a message that is no running text. `at` = its index in the message. */
export const PartView = ({ part, at, row }: { readonly part: BlockPart; readonly at: number; readonly row: MediaOrigin }) => {
  const t = useT();
  switch (part.kind) {
    case 'image': return <Picture media={part.media} at={at} row={row} isSticker={part.sticker === true} />;
    case 'file': return <FileCard media={part.media} at={at} row={row} />;
    case 'voice': return <VoiceClip media={part.media} seconds={part.seconds} at={at} row={row} />;
    case 'video': return <FilmCard media={part.media} at={at} row={row} />;
    case 'link': return <LinkCard part={part} />;
    case 'location': return <PlaceCard part={part} />;
    case 'order': return <OrderCard part={part} />;
    case 'forward': return <RawCard words={part.count === undefined ? t('timeline.forward') : t('timeline.forwardCount', { count: part.count })} />;
    case 'unsupported': return <RawCard words={t('timeline.unsupported', { type: part.type })} raw={part.raw} />;
  }
};

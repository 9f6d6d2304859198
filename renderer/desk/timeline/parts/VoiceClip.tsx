import { useRef, useState } from 'react';
import type { Media } from '#shared/domain/message';
import { useT } from '../../../i18n/useT';
import { Icon } from '../../../ui/Icon';
import { canPlay, secondsText } from '../mediaText';
import { blobUrl } from '../../../ui/blobUrl';
import { FileCard } from './FileCard';
import { MissingMedia } from './MissingMedia';
import type { MediaOrigin } from './mediaOrigin';
import styles from './Parts.module.css';

/** A voice message: play, how far, how long. A format Chromium cannot play is offered as a file and says so. */
export const VoiceClip = ({ media, seconds, at, row }: { readonly media: Media; readonly seconds?: number; readonly at: number; readonly row: MediaOrigin }) => {
  const t = useT();
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [length, setLength] = useState(seconds ?? 0);
  const [isMute, setMute] = useState(() => !canPlay(media.mime));
  if (media.state !== 'stored' || media.blob === undefined) return <MissingMedia media={media} at={at} row={row} icon="voice" />;
  if (isMute) {
    return (
      <span className={styles.stack}>
        <FileCard media={media} at={at} row={row} />
        <span className={styles.reason}>{t('timeline.voice.cannotPlay', { length: secondsText(length) })}</span>
      </span>
    );
  }
  const toggle = (): void => {
    const element = audio.current;
    if (element === null) return;
    if (element.paused) element.play().catch(() => setMute(true));
    else element.pause();
  };
  const learnLength = (value: number): void => {
    if (Number.isFinite(value) && value > 0) setLength(value);
  };
  return (
    <span className={styles.voice}>
      <button type="button" className={styles.play} onClick={toggle} aria-label={isPlaying ? t('timeline.voice.pause') : t('timeline.voice.play', { length: secondsText(length) })}><Icon name={isPlaying ? 'pause' : 'play'} size={14} solid={!isPlaying} /></button>
      <progress className={styles.progress} max={Math.max(length, 0.1)} value={Math.min(position, length)} aria-hidden />
      <span className={styles.seconds}>{secondsText(isPlaying || position > 0 ? length - position : length)}</span>
      <audio
        ref={audio} src={blobUrl(media.blob, media.mime)} preload="none"
        onPlay={() => setPlaying(true)} onPause={() => setPlaying(false)} onEnded={() => setPosition(0)}
        onTimeUpdate={(event) => setPosition(event.currentTarget.currentTime)} onLoadedMetadata={(event) => learnLength(event.currentTarget.duration)}
        onError={() => setMute(true)}
      />
    </span>
  );
};

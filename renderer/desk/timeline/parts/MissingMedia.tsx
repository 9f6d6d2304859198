import type { Media } from '#shared/domain/message';
import { errorSentence } from '../../../i18n/translate';
import { formatSize } from '../../../i18n/format';
import { useT } from '../../../i18n/useT';
import { desk } from '../../../bridge/desk';
import { LinkButton } from '../../../ui/Button';
import { Icon, type IconName } from '../../../ui/Icon';
import { useCommand } from '../../conversation/useCommand';
import { useTimelineScene } from '../timelineScene';
import { FileName } from './FileName';
import type { MediaOrigin } from './mediaOrigin';
import styles from './Parts.module.css';

/** Media that is not on this computer: left on the platform, refused or failed. Says why, offers to fetch it. */
export const MissingMedia = ({ media, at, row, icon, isBroken = false }: {
  readonly media: Media; readonly at: number; readonly row: MediaOrigin; readonly icon: IconName; readonly isBroken?: boolean;
}) => {
  const t = useT();
  const { conversation } = useTimelineScene();
  const fetching = useCommand();
  const id = row.remote;
  const canFetch = id !== undefined && !isBroken && media.ref !== undefined && media.state !== 'refused';
  const fetch = (): void => {
    if (id !== undefined) void fetching.run(() => desk.call('media.fetch', { conversation, id, part: at }));
  };
  return (
    <span className={styles.missing}>
      <Icon name={icon} />
      <span className={styles.missingWords}>
        <FileName name={media.name} size={media.size === undefined ? undefined : formatSize(media.size)} />
        <span className={styles.reason} data-trouble={media.state !== 'remote' || isBroken || fetching.error !== undefined || undefined}>
          {fetching.error !== undefined ? errorSentence(fetching.error.code, fetching.error.data) : whyMissing(t, media, isBroken)}
          {canFetch && <LinkButton onPress={fetch} isDisabled={fetching.isRunning}>{fetching.isRunning ? t('timeline.media.fetching') : fetchWords(t, media, icon)}</LinkButton>}
        </span>
      </span>
    </span>
  );
};

type T = ReturnType<typeof useT>;

const whyMissing = (t: T, media: Media, isBroken: boolean): string => {
  if (isBroken || media.state === 'stored') return t('timeline.media.broken');
  if (media.state === 'remote') return t('timeline.media.remote');
  return media.reason === undefined ? t('timeline.media.failed') : errorSentence(media.reason);
};

const fetchWords = (t: T, media: Media, icon: IconName): string => {
  if (media.state === 'failed') return t('common.retry');
  return icon === 'image' ? t('timeline.media.loadPicture') : t('timeline.media.load');
};

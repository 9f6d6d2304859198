import { useT } from '../i18n/useT';
import { isAvailable, runAction, useKeyWords } from '../state/keys';
import { toggleDoNotDisturb, usePreferences } from '../state/preferences';
import { useTabs } from '../state/tabs';
import { togglePeak, useView } from '../state/view';
import { Icon } from '../ui/Icon';
import { Kbd } from '../ui/Kbd';
import styles from './TitleModes.module.css';

/** In peak mode one thing follows the other: done and next, and the way out. */
const Peak = () => {
  const t = useT();
  const words = useKeyWords();
  const hasConversation = useTabs((tabs) => tabs.active !== null);
  return (
    <span className={styles.group} data-testid="peak-on">
      <b>{t('peak.on')}</b>
      {hasConversation && <button type="button" className={styles.next} onClick={() => { if (isAvailable('doneAndNext')) runAction('doneAndNext'); }}>{t('key.doneAndNext')} <Kbd>{words('doneAndNext')}</Kbd></button>}
      <button type="button" onClick={togglePeak} data-testid="peak-leave">{t('peak.leave')} <Kbd>{words('peakMode')}</Kbd></button>
    </span>
  );
};

/** What is switched on for the whole desk and could be forgotten: peak mode, do not disturb. */
export const TitleModes = () => {
  const t = useT();
  const isPeak = useView((view) => view.isPeak);
  const isSilent = usePreferences((preferences) => preferences.alerts.doNotDisturb);
  return (
    <>
      {isPeak && <Peak />}
      {isSilent && <button type="button" className={styles.silent} onClick={toggleDoNotDisturb} title={t('dnd.leave')} data-testid="dnd-on"><Icon name="moon" size={14} />{t('dnd.on')}</button>}
    </>
  );
};

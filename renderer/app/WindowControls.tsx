import { app } from '../bridge/app';
import { useIsMaximized } from '../bridge/useBridge';
import { useT } from '../i18n/useT';
import { Icon, type IconName } from '../ui/Icon';
import styles from './WindowControls.module.css';

type Action = 'minimize' | 'maximize' | 'close';

const Control = ({ action, icon, label }: { readonly action: Action; readonly icon: IconName; readonly label: string }) => (
  <button
    type="button" tabIndex={-1} className={styles.control} data-action={action} aria-label={label} title={label}
    onClick={() => { app.request('window.control', { action }).catch(() => undefined); /* a window that is going has no answer */ }}
  >
    <Icon name={icon} size={14} />
  </button>
);

/** Minimise, maximise, close. Left out on a Mac, where the system draws its own at the left. */
export const WindowControls = () => {
  const t = useT();
  const isMaximized = useIsMaximized();
  if (navigator.userAgent.includes('Mac OS')) return null;
  return (
    <div className={styles.controls}>
      <Control action="minimize" icon="minimize" label={t('window.minimize')} />
      <Control action="maximize" icon={isMaximized ? 'restore' : 'maximize'} label={t(isMaximized ? 'window.restore' : 'window.maximize')} />
      <Control action="close" icon="close" label={t('window.close')} />
    </div>
  );
};

import { useState, type ReactNode } from 'react';
import { app } from '../../../bridge/app';
import { useT } from '../../../i18n/useT';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { Popover, usePopover } from '../../../ui/Popover';
import { hostOf } from '../bubbleLayout';
import styles from './Parts.module.css';

/** A web address from a peer: it opens only after its host was shown and confirmed, and never inside the app. */
export const WebLink = ({ url, children, isBlock = false }: { readonly url: string; readonly children: ReactNode; readonly isBlock?: boolean }) => {
  const t = useT();
  const popover = usePopover();
  const [hasFailed, setFailed] = useState(false);
  const host = hostOf(url);
  if (host === null) return <span className={styles.deadLink} title={t('timeline.link.notWeb')}>{children}</span>;
  const open = (): void => {
    app.request('app.openExternal', { url }).then(() => popover.setOpen(false), () => setFailed(true));
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={isBlock ? styles.blockLink : styles.link} onClick={popover.toggle} aria-expanded={popover.isOpen}>{children}</button>
      <Popover handle={popover} label={t('timeline.link.title')}>
        <div className={styles.confirm}>
          <p>{t('timeline.link.ask')}</p>
          <p className={styles.host}><Icon name="globe" size={14} /><b>{host}</b></p>
          <p className={styles.fullUrl}>{url}</p>
          {hasFailed && <p className={styles.trouble} role="alert">{t('timeline.link.failed')}</p>}
          <div className={styles.buttons}>
            <Button size="small" onPress={() => popover.setOpen(false)}>{t('common.cancel')}</Button>
            <Button size="small" kind="primary" onPress={open}>{t('timeline.link.open')}</Button>
          </div>
        </div>
      </Popover>
    </>
  );
};

import { useT } from '../../i18n/useT';
import { keyWords, useKey } from '../../state/keys';
import { Icon } from '../../ui/Icon';
import { MenuGroup } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { SendTimes } from './SendTimes';
import styles from './Composer.module.css';

/** The arrow beside the send button: the same reply, later. */
export const SendMenu = ({ onLater, isDisabled }: { readonly onLater: (at: number) => void; readonly isDisabled: boolean }) => {
  const t = useT();
  const popover = usePopover();
  useKey('sendLater', () => { if (!isDisabled) popover.setOpen(true); });
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.later} disabled={isDisabled} aria-haspopup="dialog" aria-expanded={popover.isOpen} aria-label={t('schedule.menu')} title={`${t('schedule.title')} ${keyWords('sendLater')}`} onClick={popover.toggle} data-testid="send-menu"><Icon name="chevronDown" size={12} /></button>
      <Popover handle={popover} align="end" label={t('schedule.title')}>
        <MenuGroup label={t('schedule.title')}>
          <SendTimes onPick={(at) => { popover.setOpen(false); onLater(at); }} />
        </MenuGroup>
      </Popover>
    </>
  );
};

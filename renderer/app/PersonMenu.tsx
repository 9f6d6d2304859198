import { useT } from '../i18n/useT';
import { keyShortcut, keyWords, useKey } from '../state/keys';
import { leaveDesk, useSeat } from '../state/seat';
import { closeProfile, openProfile, useView } from '../state/view';
import { Icon } from '../ui/Icon';
import { MenuItem, MenuLine } from '../ui/Menu';
import { Popover, usePopover } from '../ui/Popover';
import { StateDot } from '../ui/StateDot';
import { ProfileDialog } from './ProfileDialog';
import styles from './TitleStatus.module.css';

/** Who sits here, and the ways to go: lock, make room for somebody else, sign out. */
export const PersonMenu = () => {
  const t = useT();
  const popover = usePopover();
  const person = useSeat(({ session }) => (session.kind === 'open' ? session.person : undefined));
  const isProfileOpen = useView((view) => view.isProfileOpen);
  useKey('lock', () => leaveDesk('lock'));
  useKey('switchPerson', () => leaveDesk('switch'));
  if (person === undefined) return null;
  const role = t(`role.${person.role}`);
  const profile = (): void => {
    popover.setOpen(false);
    openProfile();
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.person} aria-haspopup="menu" aria-expanded={popover.isOpen} aria-label={t('me.menu', { name: person.name, role })} onClick={popover.toggle} data-testid="person-menu">
        <StateDot shape="on" /><span>{person.name} · {role}</span><Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} align="end" label={t('me.menu', { name: person.name, role })} role="menu">
        <MenuItem start={<Icon name="lock" size={14} />} aside={<span aria-keyshortcuts={keyShortcut('lock')}>{keyWords('lock')}</span>} onPress={() => leaveDesk('lock')}>{t('me.lock')}</MenuItem>
        <MenuItem start={<Icon name="transfer" size={14} />} onPress={() => leaveDesk('switch')}>{t('me.switch')}</MenuItem>
        <MenuItem start={<Icon name="key" size={14} />} onPress={profile}>{t('me.password')}</MenuItem>
        <MenuLine />
        <MenuItem start={<Icon name="user" size={14} />} onPress={() => leaveDesk('signOut')}>{t('me.signOut')}</MenuItem>
      </Popover>
      {isProfileOpen && <ProfileDialog onClose={closeProfile} />}
    </>
  );
};

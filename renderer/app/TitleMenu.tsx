import { useT } from '../i18n/useT';
import { locales } from '../i18n/catalog/all';
import { chooseLocale, chooseTheme, usePreferences, useResolvedTheme, type ThemeChoice } from '../state/preferences';
import type { KeyAction } from '../state/keyMap';
import { runAction, useKeyWords } from '../state/keys';
import { useView } from '../state/view';
import { IconButton } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Kbd } from '../ui/Kbd';
import { MenuGroup, MenuItem, MenuLine } from '../ui/Menu';
import { Popover, usePopover } from '../ui/Popover';
import styles from './TitleMenu.module.css';

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];

const Languages = () => {
  const t = useT();
  const locale = usePreferences((preferences) => preferences.locale);
  return (
    <MenuGroup label={t('locale.label')}>
      {locales.map((choice) => <MenuItem key={choice} isChosen={choice === locale} onPress={() => void chooseLocale(choice)}>{t(`locale.${choice}`)}</MenuItem>)}
    </MenuGroup>
  );
};

/** The language by name, where a person is met for the first time. */
export const LanguageMenu = () => {
  const t = useT();
  const popover = usePopover();
  const locale = usePreferences((preferences) => preferences.locale);
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.language} aria-haspopup="menu" aria-expanded={popover.isOpen} aria-label={`${t(`locale.${locale}`)} ${t('locale.label')}`} onClick={popover.toggle} data-testid="language">
        <Icon name="globe" size={12} />{t(`locale.${locale}`)}<Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} align="end" label={t('locale.label')} role="menu"><Languages /></Popover>
    </>
  );
};

/** One action of the registry as a line of the menu, with its keys. */
const ActionItem = ({ action, name, isChecked, onDone }: { readonly action: KeyAction; readonly name?: string; readonly isChecked?: boolean; readonly onDone: () => void }) => {
  const t = useT();
  const keys = useKeyWords()(action);
  return <MenuItem isChecked={isChecked} aside={keys === '' ? undefined : <Kbd>{keys}</Kbd>} onPress={() => { onDone(); runAction(action); }}>{name ?? t(`key.${action}`)}</MenuItem>;
};

/** Appearance, language, what calls for attention, settings and help. */
export const TitleMenu = () => {
  const t = useT();
  const popover = usePopover();
  const theme = usePreferences((preferences) => preferences.theme);
  const isSilent = usePreferences((preferences) => preferences.alerts.doNotDisturb);
  const isPeak = useView((view) => view.isPeak);
  const resolved = useResolvedTheme();
  const close = (): void => popover.setOpen(false);
  return (
    <>
      <IconButton ref={popover.anchor} icon={resolved === 'dark' ? 'moon' : 'sun'} label={t('title.menu')} size={24} expanded={popover.isOpen} onPress={popover.toggle} testId="title-menu" />
      <Popover handle={popover} align="end" label={t('title.menu')} role="menu">
        <MenuGroup label={t('theme.label')}>
          {themes.map((choice) => <MenuItem key={choice} isChosen={choice === theme} onPress={() => chooseTheme(choice)}>{t(`theme.${choice}`)}</MenuItem>)}
        </MenuGroup>
        <Languages />
        <MenuLine />
        <ActionItem action="doNotDisturb" name={t('settings.doNotDisturb')} isChecked={isSilent} onDone={close} />
        <ActionItem action="peakMode" name={t('peak.on')} isChecked={isPeak} onDone={close} />
        <MenuLine />
        <ActionItem action="showSettings" onDone={close} />
        <ActionItem action="keyHelp" onDone={close} />
        <ActionItem action="help" onDone={close} />
      </Popover>
    </>
  );
};

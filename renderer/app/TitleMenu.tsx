import { useT } from '../i18n/useT';
import { locales } from '../i18n/catalog/all';
import { chooseLocale, chooseTheme, usePreferences, useResolvedTheme, type ThemeChoice } from '../state/preferences';
import { IconButton } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { MenuGroup, MenuItem } from '../ui/Menu';
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
      <button ref={popover.anchor} type="button" className={styles.language} aria-haspopup="menu" aria-expanded={popover.isOpen} aria-label={t('locale.label')} onClick={popover.toggle} data-testid="language">
        <Icon name="globe" size={12} />{t(`locale.${locale}`)}<Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} align="end" label={t('locale.label')} role="menu"><Languages /></Popover>
    </>
  );
};

/** Appearance and language. */
export const TitleMenu = () => {
  const t = useT();
  const popover = usePopover();
  const theme = usePreferences((preferences) => preferences.theme);
  const resolved = useResolvedTheme();
  return (
    <>
      <IconButton ref={popover.anchor} icon={resolved === 'dark' ? 'moon' : 'sun'} label={t('title.menu')} size={24} expanded={popover.isOpen} onPress={popover.toggle} testId="title-menu" />
      <Popover handle={popover} align="end" label={t('title.menu')} role="menu">
        <MenuGroup label={t('theme.label')}>
          {themes.map((choice) => <MenuItem key={choice} isChosen={choice === theme} onPress={() => chooseTheme(choice)}>{t(`theme.${choice}`)}</MenuItem>)}
        </MenuGroup>
        <Languages />
      </Popover>
    </>
  );
};

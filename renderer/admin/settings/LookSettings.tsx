import { Segmented } from 'antd';
import { locales } from '../../i18n/catalog/all';
import { useT } from '../../i18n/useT';
import { MESSAGE_SIZES, ZOOMS, type Density, type SendWith, type ThemeChoice } from '../../state/preferenceFields';
import { chooseLocale, choosePreferences, chooseTheme, usePreferences } from '../../state/preferences';
import { Select } from '../../ui/Select';
import { SettingGroup, SettingRow } from './SettingRow';
import styles from './Settings.module.css';

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];
const densities: readonly Density[] = ['auto', 'compact', 'roomy'];

const Sample = () => {
  const t = useT();
  return <p className={styles.sample}>{t('settings.messageSample')}</p>;
};

/** How the desk looks and speaks. */
export const LookSettings = () => {
  const t = useT();
  const { theme, locale, zoom, density, messageSize } = usePreferences();
  return (
    <SettingGroup title={t('settings.look')}>
      <SettingRow label={t('settings.language')}>
        {(id) => <Segmented aria-labelledby={id} value={locale} options={locales.map((value) => ({ value, label: t(`locale.${value}`) }))} onChange={(value) => void chooseLocale(value)} />}
      </SettingRow>
      <SettingRow label={t('settings.theme')}>
        {(id) => <Segmented aria-labelledby={id} value={theme} options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))} onChange={chooseTheme} />}
      </SettingRow>
      <SettingRow label={t('settings.zoom')}>
        {(id) => <Segmented aria-labelledby={id} value={zoom} options={ZOOMS.map((value) => ({ value, label: `${Math.round(value * 100)}%` }))} onChange={(value) => choosePreferences({ zoom: value })} />}
      </SettingRow>
      <SettingRow label={t('settings.density')}>
        {(id) => <Segmented aria-labelledby={id} value={density} options={densities.map((value) => ({ value, label: t(`settings.density.${value}`) }))} onChange={(value) => choosePreferences({ density: value })} />}
      </SettingRow>
      <SettingRow label={t('settings.messageSize')}>
        {(id) => (
          <>
            <Segmented aria-labelledby={id} value={messageSize} options={MESSAGE_SIZES.map((value) => ({ value, label: String(value) }))} onChange={(value) => choosePreferences({ messageSize: value })} />
            <Sample />
          </>
        )}
      </SettingRow>
    </SettingGroup>
  );
};

const sendings: readonly SendWith[] = ['enter', 'modEnter'];

/** How replies are written. */
export const WritingSettings = () => {
  const t = useT();
  const sendWith = usePreferences((preferences) => preferences.sendWith);
  return (
    <SettingGroup title={t('settings.writing')}>
      <SettingRow label={t('settings.sendWith')}>
        {(id) => <Select className={styles.wide} aria-labelledby={id} value={sendWith} options={sendings.map((value) => ({ value, label: t(`settings.sendWith.${value}`) }))} onChange={(value) => choosePreferences({ sendWith: value })} />}
      </SettingRow>
    </SettingGroup>
  );
};

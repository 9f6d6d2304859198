import { useT } from '../../i18n/useT';
import { resetPreferences } from '../../state/preferences';
import { Button } from '../../ui/Button';
import { Popconfirm } from '../../ui/Popconfirm';
import page from '../../ui/Page.module.css';
import { AlertSettingsPart } from './AlertSettingsPart';
import { LookSettings, WritingSettings } from './LookSettings';
import styles from './Settings.module.css';

/** A person's own choices; each acts at once. */
export const SettingsPage = () => {
  const t = useT();
  return (
    <div className={page.text} data-testid="settings">
      <header className={styles.head}>
        <h1>{t('settings.title')}</h1>
        <Popconfirm title={t('settings.resetAsk')} okText={t('settings.reset')} cancelText={t('common.cancel')} onConfirm={resetPreferences}>
          <Button>{t('settings.reset')}</Button>
        </Popconfirm>
      </header>
      <p className={page.lead}>{t('settings.intro')}</p>
      <LookSettings />
      <WritingSettings />
      <AlertSettingsPart />
    </div>
  );
};

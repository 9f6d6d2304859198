import { Checkbox, Slider, Switch } from 'antd';
import { useState } from 'react';
import { alertKinds, soundNames, type AlertKind, type AlertSettings, type SoundChoice } from '#shared/domain/alert';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useT } from '../../i18n/useT';
import { choosePreferences, usePreferences } from '../../state/preferences';
import { Button } from '../../ui/Button';
import { HelpLink } from '../../ui/HelpLink';
import { playSound } from '../../ui/playSound';
import { Select } from '../../ui/Select';
import { SettingGroup, SettingRow } from './SettingRow';
import styles from './Settings.module.css';

const useAlerts = (): readonly [AlertSettings, (part: Partial<AlertSettings>) => void] => {
  const alerts = usePreferences((preferences) => preferences.alerts);
  return [alerts, (part) => choosePreferences({ alerts: { ...usePreferences.getState().alerts, ...part } })];
};

const OnOff = ({ label, note, isOn, isDisabled = false, onChange, testId }: {
  readonly label: string; readonly note?: string; readonly isOn: boolean; readonly isDisabled?: boolean; readonly onChange: (isOn: boolean) => void; readonly testId?: string;
}) => <SettingRow label={label} note={note}>{(id) => <Switch aria-labelledby={id} checked={isOn} disabled={isDisabled} onChange={onChange} data-testid={testId} />}</SettingRow>;

/** Notices of the system, flashing, do not disturb. */
const Calls = () => {
  const t = useT();
  const [alerts, change] = useAlerts();
  return (
    <SettingGroup title={t('settings.calls')} note={t('settings.callsNote')} aside={<HelpLink topic="keyboard" name={t('settings.calls')} />}>
      <OnOff label={t('settings.doNotDisturb')} note={t('settings.doNotDisturbNote')} isOn={alerts.doNotDisturb} onChange={(doNotDisturb) => change({ doNotDisturb })} testId="do-not-disturb" />
      <OnOff label={t('settings.notify')} isOn={alerts.notify} onChange={(notify) => change({ notify })} />
      <OnOff label={t('settings.content')} note={t('settings.contentNote')} isOn={alerts.content} isDisabled={!alerts.notify} onChange={(content) => change({ content })} testId="notify-content" />
      <OnOff label={t('settings.flash')} isOn={alerts.flash} onChange={(flash) => change({ flash })} />
    </SettingGroup>
  );
};

const SoundPicker = ({ labelId, value, volume, onChange, onFail, testId }: {
  readonly labelId: string; readonly value: SoundChoice; readonly volume: number; readonly onChange: (value: SoundChoice) => void; readonly onFail: () => void; readonly testId?: string;
}) => {
  const t = useT();
  const play = (sound: SoundChoice): void => {
    if (sound !== 'none') void playSound(sound, volume).then((isPlayed) => { if (!isPlayed) onFail(); });
  };
  return (
    <span className={styles.sound}>
      <Select<SoundChoice>
        className={styles.narrow} aria-labelledby={labelId} value={value} options={[...soundNames, 'none' as const].map((name) => ({ value: name, label: t(`settings.sound.${name}`) }))}
        onChange={(next) => { onChange(next); play(next); }}
      />
      <Button size="small" icon="play" onPress={() => play(value)} isDisabled={value === 'none'} testId={testId}>{t('settings.preview')}</Button>
    </span>
  );
};

const Repeats = () => {
  const t = useT();
  const [alerts, change] = useAlerts();
  const seconds = [0, 15, 30, 60, 120];
  return (
    <>
      <SettingRow label={t('settings.repeat')}>
        {(id) => <Select className={styles.narrow} aria-labelledby={id} value={alerts.repeatSeconds} options={seconds.map((value) => ({ value, label: value === 0 ? t('settings.repeat.0') : t('settings.repeat.seconds', { count: value }) }))} onChange={(repeatSeconds) => change({ repeatSeconds })} />}
      </SettingRow>
      {alerts.repeatSeconds > 0 && (
        <SettingRow label={t('settings.repeats')}>
          {(id) => <Checkbox.Group<AlertKind> className={styles.checks} aria-labelledby={id} value={[...alerts.repeats]} options={alertKinds.map((value) => ({ value, label: t(`alertKind.${value}`) }))} onChange={(repeats) => change({ repeats })} />}
        </SettingRow>
      )}
    </>
  );
};

const Quiet = () => {
  const t = useT();
  const [{ quiet }, change] = useAlerts();
  const set = (part: Partial<AlertSettings['quiet']>): void => change({ quiet: { ...quiet, ...part } });
  return (
    <SettingRow label={t('settings.quiet')}>
      {(id) => (
        <span className={styles.quiet}>
          <Switch aria-labelledby={id} checked={quiet.on} onChange={(on) => set({ on })} />
          {quiet.on && (
            <>
              <label>{t('settings.quietFrom')} <input type="time" className={styles.time} value={quiet.from} required onChange={(event) => { if (event.target.value !== '') set({ from: event.target.value }); }} /></label>
              <label>{t('settings.quietTo')} <input type="time" className={styles.time} value={quiet.to} required onChange={(event) => { if (event.target.value !== '') set({ to: event.target.value }); }} /></label>
              <Checkbox checked={quiet.overdue} onChange={(event) => set({ overdue: event.target.checked })}>{t('settings.quietOverdue')}</Checkbox>
            </>
          )}
        </span>
      )}
    </SettingRow>
  );
};

const AccountSounds = () => {
  const t = useT();
  const accounts = useAccounts();
  const [alerts, change] = useAlerts();
  const choose = (account: string, value: SoundChoice | 'default'): void => {
    const { [account]: _former, ...others } = alerts.accounts;
    change({ accounts: value === 'default' ? others : { ...others, [account]: value } });
    if (value !== 'default' && value !== 'none') void playSound(value, alerts.volume);
  };
  if (accounts === undefined || accounts.length === 0) return null;
  return (
    <SettingGroup title={t('settings.accounts')}>
      {accounts.map(({ id: account, name }) => (
        <SettingRow key={account} label={name}>
          {(id) => (
            <Select<SoundChoice | 'default'>
              className={styles.narrow} aria-labelledby={id} value={alerts.accounts[account] ?? 'default'} onChange={(value) => choose(account, value)}
              options={[{ value: 'default' as const, label: t('settings.accountDefault') }, ...soundNames.map((value) => ({ value, label: t(`settings.sound.${value}`) })), { value: 'none' as const, label: t('settings.accountNone') }]}
            />
          )}
        </SettingRow>
      ))}
    </SettingGroup>
  );
};

const Sounds = () => {
  const t = useT();
  const [alerts, change] = useAlerts();
  const [hasFailed, setFailed] = useState(false);
  return (
    <SettingGroup title={t('settings.sounds')}>
      <SettingRow label={t('settings.volume')}>
        {(id) => <Slider className={styles.slider} aria-labelledby={id} ariaLabelledByForHandle={id} min={0} max={100} value={Math.round(alerts.volume * 100)} onChange={(value) => change({ volume: value / 100 })} />}
      </SettingRow>
      {alertKinds.map((kind) => (
        <SettingRow key={kind} label={t(`alertKind.${kind}`)}>
          {(id) => <SoundPicker labelId={id} value={alerts.sounds[kind]} volume={alerts.volume} onChange={(sound) => change({ sounds: { ...alerts.sounds, [kind]: sound } })} onFail={() => setFailed(true)} testId={`play-${kind}`} />}
        </SettingRow>
      ))}
      {hasFailed && <p className={styles.problem} role="alert">{t('settings.noDevice')}</p>}
      <Repeats />
      <Quiet />
    </SettingGroup>
  );
};

/** How the desk calls for attention. */
export const AlertSettingsPart = () => <><Calls /><Sounds /><AccountSounds /></>;

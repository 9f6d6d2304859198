/** How one alert calls for attention, by a person's settings, the time of day and what they look at. Pure. */
import type { Alert, AlertSettings, SoundName } from '../domain/alert';

export type AlertPlan = { readonly sound: SoundName | null; readonly notify: boolean; readonly flash: boolean; readonly repeats: boolean };

export type AlertScene = {
  /** Local minutes since midnight. */
  readonly minute: number;
  /** The desk is the focused window. */
  readonly isFocused: boolean;
  /** The conversation of the alert is the one on the screen of the focused window. */
  readonly isLookedAt: boolean;
  /** Who sits here; null when nobody is signed in. */
  readonly person: string | null;
};

/** Whether an alert is none of the business of whose desk this is (null: nobody signed in, it may be anybody). */
export const isHiddenFrom = ({ hiddenFrom }: Pick<Alert, 'hiddenFrom'>, sitter: string | null): boolean => sitter !== null && hiddenFrom?.includes(sitter) === true;

const SILENT: AlertPlan = { sound: null, notify: false, flash: false, repeats: false };

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether `minute` lies in [from, to), also across midnight; the same time twice is the whole day. */
export const isQuietAt = ({ on, from, to }: AlertSettings['quiet'], minute: number): boolean => {
  if (!on) return false;
  const [start, end] = [minuteOf(from), minuteOf(to)];
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
};

const soundOf = (settings: AlertSettings, { kind, account }: Alert): SoundName | null => {
  const own = account === undefined ? undefined : settings.accounts[account];
  if (own === 'none') return null;
  const choice = kind === 'message' && own !== undefined ? own : settings.sounds[kind];
  return choice === 'none' ? null : choice;
};

/** What somebody already reads needs neither sound nor notice, unless it grows late. */
export const alertPlan = (settings: AlertSettings, alert: Alert, { minute, isFocused, isLookedAt, person }: AlertScene): AlertPlan => {
  if (alert.persons !== undefined && (person === null || !alert.persons.includes(person))) return SILENT;
  const isLate = alert.kind === 'overdue' || alert.kind === 'warning';
  if (settings.doNotDisturb) return SILENT;
  if (isQuietAt(settings.quiet, minute) && !(settings.quiet.overdue && alert.kind === 'overdue')) return SILENT;
  if (isLookedAt && !isLate) return SILENT;
  const isMuted = alert.account !== undefined && settings.accounts[alert.account] === 'none';
  const sound = soundOf(settings, alert);
  return {
    sound,
    notify: settings.notify && !isLookedAt && !isMuted,
    flash: settings.flash && alert.kind === 'overdue' && !isFocused,
    repeats: sound !== null && settings.repeatSeconds > 0 && settings.repeats.includes(alert.kind),
  };
};

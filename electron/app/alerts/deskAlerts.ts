/** The alert centre in Electron's world: notices, the window as loudspeaker and flashing button, the tray's switch. */
import { BrowserWindow } from 'electron';
import type { AlertSettings } from '#shared/domain/alert';
import type { ConversationId } from '#shared/domain/ids';
import { sendEvent, showWindow } from '../mainWindow';
import { AlertCentre } from './alertCentre';
import { createNotices } from './notices';
import { noticeWords, type NoticeLocale } from './noticeWords';

export type DeskAlerts = {
  readonly centre: AlertCentre;
  readonly configure: (settings: AlertSettings, locale: NoticeLocale) => void;
  readonly setDoNotDisturb: (on: boolean) => void;
  /** The conversation on the screen, null for none. The first word of a desk after it was locked brings what a notice led to. */
  readonly looking: (conversation: ConversationId | null) => void;
};

export type DeskAlertsOptions = {
  readonly icon: string;
  readonly locale: NoticeLocale;
  readonly window: () => BrowserWindow | null;
  /** Null while the desk is locked: then no notice carries a customer's words. */
  readonly person: () => string | null;
  /** Whose desk it is, locked or not. */
  readonly sitter: () => string | null;
  /** Tray and menu follow the person's language and switch. */
  readonly onConfigured: (settings: AlertSettings, locale: NoticeLocale) => void;
};

const minuteOfDay = (): number => {
  const now = new Date();
  return now.getHours() * 60 + now.getMinutes();
};

const after = (ms: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, ms);
  return () => { clearTimeout(timer); };
};

export const createDeskAlerts = (options: DeskAlertsOptions): DeskAlerts => {
  let locale = options.locale;
  /** A notice was opened while the desk was locked: where it leads once somebody signed in. */
  let wanted: ConversationId | undefined;
  let onMain: ConversationId | null = null;
  /** A window of its own says by its address which conversation it shows. */
  const lookedAt = (): ConversationId | null => {
    const focused = BrowserWindow.getFocusedWindow();
    if (!focused) return null;
    const own = new URL(focused.webContents.getURL()).searchParams.get('conversation');
    return own === null ? onMain : own as ConversationId; // compared only
  };
  const withWindow = (act: (window: BrowserWindow) => void): void => {
    const window = options.window();
    if (window) act(window);
  };
  const notices = createNotices(options.icon, () => {
    const conversation = centre.opened();
    withWindow((window) => {
      showWindow(window);
      if (conversation === undefined) return;
      if (options.person() === null) wanted = conversation;
      else sendEvent(window, 'alerts.open', { conversation });
    });
  });
  const centre: AlertCentre = new AlertCentre({
    notice: (alerts, settings) => { notices.show(noticeWords(alerts, locale, settings.content && options.person() !== null), alerts[0]?.kind === 'overdue'); },
    clearNotice: notices.clear,
    play: (sound, volume) => { withWindow((window) => { sendEvent(window, 'alerts.sound', { sound, volume }); }); },
    flash: (isOn) => { withWindow((window) => { window.flashFrame(isOn); }); },
    overdue: ({ conversation, title }) => {
      if (conversation !== undefined) withWindow((window) => { sendEvent(window, 'alerts.overdue', { conversation, title: title ?? '' }); });
    },
  }, { minute: minuteOfDay, isFocused: () => BrowserWindow.getFocusedWindow() !== null, lookedAt, person: options.person, sitter: options.sitter, after });
  return {
    centre,
    configure: (settings, chosen) => {
      locale = chosen;
      centre.configure(settings);
      options.onConfigured(settings, chosen);
    },
    looking: (conversation) => {
      onMain = conversation;
      centre.seen();
      const target = options.person() === null ? undefined : wanted;
      if (target === undefined) return;
      wanted = undefined;
      withWindow((window) => { sendEvent(window, 'alerts.open', { conversation: target }); });
    },
    setDoNotDisturb: (on) => { withWindow((window) => { sendEvent(window, 'alerts.doNotDisturb', { on }); }); },
  };
};

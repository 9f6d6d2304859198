/** Locks the desk when neither the computer nor our windows were touched for the minutes the administrator set. */
import { app, powerMonitor, type WebContents } from 'electron';
import type { Session } from './session';

const LOOK_EVERY_MS = 5_000;

/** Remembers when somebody last typed, clicked or moved in one of our windows. */
const watchTouches = (): (() => number) => {
  let touchedAt = Date.now();
  const touch = (): void => { touchedAt = Date.now(); };
  app.on('web-contents-created', (_event, contents: WebContents) => { contents.on('input-event', touch); });
  return () => touchedAt;
};

/** Call once, before the first window. Without a word of the system on idleness, touches of our windows alone count. */
export const watchIdle = (session: Session): void => {
  const touchedAt = watchTouches();
  setInterval(() => {
    const rule = session.idleRule();
    if (rule === undefined) return;
    const idleMs = Math.min(powerMonitor.getSystemIdleTime() * 1000, Date.now() - Math.max(touchedAt(), rule.since));
    if (idleMs >= rule.minutes * 60_000) void session.leave('idle');
  }, LOOK_EVERY_MS).unref();
  powerMonitor.on('suspend', () => { void session.leave('suspend'); });
};

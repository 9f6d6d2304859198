/** Window to main: windows, vault, nothing about customers. Carried by the preload's one generic forwarder. */
import { z } from 'zod';
import { alertSettingsSchema, type SoundName } from '../domain/alert';
import { passwordSchema } from '../domain/person';
import { defineRoute } from './route';
import type { PasswordVerdict, SessionState } from './session';

/**
 * `system`: the operating system's key store seals secrets. `passphrase`: it has none, the person chose a
 * passphrase. `none`: nothing chosen yet, secrets cannot be kept. `locked`: a passphrase is waited for.
 * `lost`: sealed with a key the system no longer has; secrets must be entered again.
 */
export type VaultState = { readonly kind: 'system' | 'passphrase' | 'none' | 'locked' | 'lost'; readonly backend: string };
/** `progress` 0..1: of a start that reads the records anew, after an update or a restore. */
export type EngineState = { readonly state: 'starting' | 'running' | 'restarting' | 'stopped' | 'fatal'; readonly attempt: number; readonly progress?: number; readonly code?: string; readonly data?: Readonly<Record<string, string | number | boolean>> };

export const appRoutes = {
  'app.info': defineRoute<{ readonly version: string; readonly electron: string; readonly platform: string; readonly locale: string; readonly dataDir: string; readonly firstStart: boolean }>()(z.void()),
  'app.openExternal': defineRoute<void>()(z.object({ url: z.url({ protocol: /^https?$/ }) })),
  /** Starts the app anew, in order: after a restore. */
  'app.relaunch': defineRoute<void>()(z.void()),
  /** The system's own dialog; null when it was cancelled. */
  'dialog.folder': defineRoute<{ readonly path: string } | null>()(z.object({ title: z.string().max(200) })),
  'dialog.save': defineRoute<{ readonly path: string } | null>()(z.object({ title: z.string().max(200), name: z.string().min(1).max(200) })),
  'dialog.openFile': defineRoute<{ readonly path: string } | null>()(z.object({ title: z.string().max(200), kind: z.enum(['zip']) })),
  'engine.state': defineRoute<EngineState>()(z.void()),
  'engine.restart': defineRoute<void>()(z.void()),
  /** Asks for fresh `archive` and `desk` ports; they arrive as window messages (see `PORT_MESSAGE` in appChannel). */
  'ports.request': defineRoute<void>()(z.void()),
  'vault.state': defineRoute<VaultState>()(z.void()),
  /** Chooses the passphrase where the system has no key store. `vault.weak` under 8 characters. */
  'vault.create': defineRoute<void>()(z.object({ passphrase: z.string().min(1).max(256) })),
  'vault.unlock': defineRoute<{ readonly ok: boolean }>()(z.object({ passphrase: z.string().max(256) })),
  'session.state': defineRoute<SessionState>()(z.void()),
  /** A wrong password is an answer with a delay. `session.unknownPerson`, `session.noPassword`. */
  'session.signIn': defineRoute<PasswordVerdict>()(z.object({ person: z.string().max(64), password: passwordSchema })),
  /** Where `change` or `claim` waits for one's own password. `person.weakPassword {min}`, `person.samePassword`. */
  'session.choose': defineRoute<void>()(z.object({ password: passwordSchema })),
  /**
   * A one-time recovery code for the administrator who sits here, by their present password; shown once, an older one
   * is void. `person.wrongPassword {waitMs}`, `session.notAdministrator`.
   */
  'recovery.make': defineRoute<{ readonly code: string }>()(z.object({ password: passwordSchema })),
  /** At the door: a new password by that code, which is used up. A wrong one is an answer with a delay. `person.weakPassword {min}`, `session.noRecovery`. */
  'recovery.use': defineRoute<PasswordVerdict>()(z.object({ person: z.string().max(64), code: z.string().min(1).max(80), password: passwordSchema })),
  'session.leave': defineRoute<void>()(z.object({ how: z.enum(['lock', 'signOut', 'switch']) })),
  /** The answer to `session.leaving`: what was open here is saved. */
  'session.saved': defineRoute<void>()(z.void()),
  'window.control': defineRoute<void>()(z.object({ action: z.enum(['minimize', 'maximize', 'close']) })),
  /** A conversation in a window of its own, or that window to the front; for the person who sits here. */
  'window.tearOff': defineRoute<void>()(z.object({ conversation: z.string().min(3).max(1024) })),
  /** Back into the main window, which shows it. */
  'window.dock': defineRoute<void>()(z.object({ conversation: z.string().min(3).max(1024) })),
  'window.torn': defineRoute<readonly string[]>()(z.void()),
  'window.theme': defineRoute<void>()(z.object({ theme: z.enum(['light', 'dark', 'system']) })),
  /** Factor of the whole page, 0.5 … 2. */
  'window.zoom': defineRoute<void>()(z.object({ zoom: z.number().min(0.5).max(2) })),
  /** How the person at this seat wants to be called; also the language of notices, tray and menu. */
  'alerts.configure': defineRoute<void>()(z.object({ settings: alertSettingsSchema, locale: z.enum(['zh-CN', 'en']) })),
  /** The conversation on the screen, null for none: what is looked at needs no notice. */
  'alerts.looking': defineRoute<void>()(z.object({ conversation: z.string().nullable() })),
} as const;

export type AppEvents = {
  readonly 'engine.state': EngineState;
  readonly 'vault.state': VaultState;
  readonly 'session.state': SessionState;
  /** The desk is about to be locked or left: save what is open, then answer `session.saved`. */
  readonly 'session.leaving': Record<string, never>;
  /** Conversations that have a window of their own now. */
  readonly 'window.torn': { readonly conversations: readonly string[] };
  /** One came back: show it. */
  readonly 'window.docked': { readonly conversation: string };
  readonly 'window.maximized': { readonly maximized: boolean };
  /** Play this now. Main decides, the window is the loudspeaker. */
  readonly 'alerts.sound': { readonly sound: SoundName; readonly volume: number };
  /** A notice was clicked. */
  readonly 'alerts.open': { readonly conversation: string };
  /** Switched in the tray. */
  readonly 'alerts.doNotDisturb': { readonly on: boolean };
  /** For read-out: a customer's wait passed its target. */
  readonly 'alerts.overdue': { readonly conversation: string; readonly title: string };
};

/** Window to main: windows, vault, nothing about customers. Carried by the preload's one generic forwarder. */
import { z } from 'zod';
import { defineRoute } from './route';

/**
 * `system`: the operating system's key store seals secrets. `passphrase`: it has none, the person chose a
 * passphrase. `none`: nothing chosen yet, secrets cannot be kept. `locked`: a passphrase is waited for.
 * `lost`: sealed with a key the system no longer has; secrets must be entered again.
 */
export type VaultState = { readonly kind: 'system' | 'passphrase' | 'none' | 'locked' | 'lost'; readonly backend: string };
export type EngineState = { readonly state: 'starting' | 'running' | 'restarting' | 'stopped' | 'fatal'; readonly attempt: number; readonly code?: string; readonly data?: Readonly<Record<string, string | number | boolean>> };

export const appRoutes = {
  'app.info': defineRoute<{ readonly version: string; readonly electron: string; readonly platform: string; readonly locale: string; readonly dataDir: string; readonly firstStart: boolean }>()(z.void()),
  'app.openExternal': defineRoute<void>()(z.object({ url: z.url({ protocol: /^https?$/ }) })),
  'engine.state': defineRoute<EngineState>()(z.void()),
  'engine.restart': defineRoute<void>()(z.void()),
  /** Asks for fresh `archive` and `desk` ports; they arrive as window messages (see `portMessage`). */
  'ports.request': defineRoute<void>()(z.void()),
  'vault.state': defineRoute<VaultState>()(z.void()),
  /** Chooses the passphrase where the system has no key store. `vault.weak` under 8 characters. */
  'vault.create': defineRoute<void>()(z.object({ passphrase: z.string().min(1).max(256) })),
  'vault.unlock': defineRoute<{ readonly ok: boolean }>()(z.object({ passphrase: z.string().max(256) })),
  'window.control': defineRoute<void>()(z.object({ action: z.enum(['minimize', 'maximize', 'close']) })),
  'window.theme': defineRoute<void>()(z.object({ theme: z.enum(['light', 'dark', 'system']) })),
} as const;

export type AppEvents = {
  readonly 'engine.state': EngineState;
  readonly 'vault.state': VaultState;
  readonly 'window.maximized': { readonly maximized: boolean };
};

export const APP_CHANNEL = 'zuoxi:request';
export const APP_EVENT_CHANNEL = 'zuoxi:event';
/** `window.postMessage({ type: PORT_MESSAGE, port }, origin, [messagePort])` from the preload. */
export const PORT_MESSAGE = 'zuoxi:port';
export type PortMessage = { readonly type: typeof PORT_MESSAGE; readonly port: 'archive' | 'desk' };

/** Answer of the one channel: never a rejected promise across the bridge. */
export type Envelope = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: import('../domain/errors').WireError };

/** What the preload puts on `window.zuoxi`. */
export type Bridge = {
  readonly request: (method: string, input: unknown) => Promise<Envelope>;
  readonly on: (listener: (event: string, data: unknown) => void) => () => void;
};

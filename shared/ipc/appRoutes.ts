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
  /** Asks for fresh `archive` and `desk` ports; they arrive as window messages (see `PORT_MESSAGE` in appChannel). */
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

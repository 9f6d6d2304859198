import { app, BrowserWindow, nativeTheme, shell, type WebContents } from 'electron';
import type { Vault } from '../vault/vault';
import type { EngineSupervisor } from './engineSupervisor';
import type { PortBroker } from './portBroker';
import type { AppHandlers } from './router';
import type { WindowMemory } from './windowMemory';

export type HandlerParts = {
  readonly dataDir: string;
  readonly engine: EngineSupervisor;
  readonly ports: PortBroker;
  readonly vault: Vault;
  readonly memory: WindowMemory;
};

const control = (contents: WebContents, action: 'minimize' | 'maximize' | 'close'): void => {
  const window = BrowserWindow.fromWebContents(contents);
  if (!window) return;
  if (action === 'minimize') window.minimize();
  else if (action === 'close') window.close();
  else if (window.isMaximized()) window.unmaximize();
  else window.maximize();
};

/** What the window may ask of main; input is already parsed by the route. */
export const createHandlers = ({ dataDir, engine, ports, vault, memory }: HandlerParts): AppHandlers => ({
  'app.info': async () => {
    await engine.settled();
    return {
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform,
      locale: app.getLocale(),
      dataDir,
      firstStart: engine.state().state === 'running' && engine.person() === null,
    };
  },
  'app.openExternal': ({ url }) => shell.openExternal(url),
  'engine.state': () => engine.state(),
  'engine.restart': () => { engine.restart(); },
  'ports.request': (_input, from) => { ports.request(from); },
  'vault.state': () => vault.state(),
  'vault.create': ({ passphrase }) => vault.create(passphrase),
  'vault.unlock': async ({ passphrase }) => ({ ok: await vault.unlock(passphrase) }),
  'window.control': ({ action }, from) => { control(from, action); },
  'window.theme': ({ theme }) => {
    nativeTheme.themeSource = theme;
    memory.change({ theme });
  },
});

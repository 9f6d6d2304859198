import { app, BrowserWindow, nativeTheme, shell, type WebContents } from 'electron';
import type { ConversationId } from '#shared/domain/ids';
import { AppError } from '#shared/domain/errors';
import type { Vault } from '../vault/vault';
import type { DeskAlerts } from './alerts/deskAlerts';
import { chooseFile, chooseFolder, chooseSave } from './nativeDialogs';
import type { EngineSupervisor } from './engineSupervisor';
import type { PortBroker } from './portBroker';
import type { AppHandlers } from './router';
import type { SavedWindows } from './savedWindows';
import type { Session } from './session';
import type { TornWindows } from './tornWindows';
import type { WindowMemory } from './windowMemory';

export type HandlerParts = {
  readonly dataDir: string;
  readonly engine: EngineSupervisor;
  readonly ports: PortBroker;
  readonly session: Session;
  readonly saved: SavedWindows;
  readonly torn: () => TornWindows;
  readonly docked: (conversation: string) => void;
  readonly vault: Vault;
  readonly memory: WindowMemory;
  /** Made after the window, which asks only once it runs. */
  readonly alerts: () => DeskAlerts;
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
export const createHandlers = ({ dataDir, engine, ports, session, saved, torn, docked, vault, memory, alerts }: HandlerParts): AppHandlers => ({
  'app.info': async () => {
    await engine.settled();
    return {
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform,
      locale: app.getLocale(),
      dataDir,
      firstStart: session.state().kind === 'firstStart',
    };
  },
  'app.openExternal': ({ url }) => shell.openExternal(url),
  'app.relaunch': () => { app.relaunch(); app.quit(); },
  'dialog.folder': ({ title }, from) => chooseFolder(from, title),
  'dialog.save': ({ title, name }, from) => chooseSave(from, title, name),
  'dialog.openFile': ({ title, kind }, from) => chooseFile(from, title, kind),
  'engine.state': () => engine.state(),
  'engine.restart': () => { engine.restart(); },
  'ports.request': (_input, from) => { ports.request(from); },
  'session.state': () => session.state(),
  'session.signIn': ({ person, password }) => session.signIn(person, password),
  'session.choose': ({ password }) => session.choose(password),
  'recovery.make': ({ password }) => session.makeRecovery(password),
  'recovery.use': ({ person, code, password }) => session.useRecovery(person, code, password),
  'session.leave': ({ how }) => session.leave(how),
  'session.saved': (_input, from) => { saved.tell(from); },
  'vault.state': () => vault.state(),
  'vault.create': ({ passphrase }) => {
    const role = session.person()?.role ?? 'administrator';
    // Before anybody signed in it is the first start that chooses it.
    if (role !== 'administrator') throw new AppError('port.forbidden', { method: 'vault.create', role });
    return vault.create(passphrase);
  },
  'vault.unlock': async ({ passphrase }) => ({ ok: await vault.unlock(passphrase) }),
  'window.control': ({ action }, from) => { control(from, action); },
  'window.tearOff': ({ conversation }) => { if (session.deskPerson()) torn().open(conversation); },
  'window.dock': ({ conversation }) => {
    docked(conversation);
    torn().close(conversation);
  },
  'window.torn': () => torn().list(),
  'window.theme': ({ theme }) => {
    nativeTheme.themeSource = theme;
    memory.change({ theme });
  },
  'window.zoom': ({ zoom }, from) => {
    from.setZoomFactor(zoom);
    memory.change({ zoom });
  },
  'alerts.configure': ({ settings, locale }) => { alerts().configure(settings, locale); },
  'alerts.looking': ({ conversation }) => { alerts().looking(conversation as ConversationId | null); }, // compared only
});

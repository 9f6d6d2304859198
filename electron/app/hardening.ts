/** Everything a page could do beyond showing the desk is denied here, for every window there will ever be. */
import { app, session, type WebContents } from 'electron';
import { APP_ORIGIN } from './appProtocol';
import type { MainLog } from './mainLog';

const ALLOWED: ReadonlySet<string> = new Set(['persistent-storage', 'clipboard-sanitized-write', 'notifications', 'fullscreen']);

export const isOurPage = (url: string): boolean => url.startsWith(`${APP_ORIGIN}/`);

/** No navigation away, no new windows, no embedded pages. */
const lockContents = (contents: WebContents, log: MainLog): void => {
  const deny = (event: { readonly preventDefault: () => void; readonly url: string }): void => {
    if (isOurPage(event.url)) return;
    event.preventDefault();
    log.error('navigation.denied', { scheme: event.url.split(':', 1)[0] ?? '' });
  };
  contents.on('will-navigate', deny);
  contents.on('will-redirect', deny);
  contents.on('will-frame-navigate', deny);
  contents.on('will-attach-webview', (event) => { event.preventDefault(); });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};

/** Call once `app` is ready, before the first window. */
export const hardenSession = (log: MainLog): void => {
  const main = session.defaultSession;
  main.setPermissionRequestHandler((contents, permission, answer, details) => {
    answer(ALLOWED.has(permission) && isOurPage(details.requestingUrl) && isOurPage(contents.getURL()));
  });
  main.setPermissionCheckHandler((_contents, permission, origin) => ALLOWED.has(permission) && isOurPage(`${origin.replace(/\/$/, '')}/`));
  main.setDevicePermissionHandler(() => false);
  // Its dictionaries would come from the network.
  main.setSpellCheckerEnabled(false);
  // The policy of the page says the same; this holds even if a page should lose its policy.
  main.webRequest.onBeforeRequest({ urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] }, (_details, answer) => { answer({ cancel: true }); });
  main.on('will-download', (event, item) => {
    const url = item.getURL();
    if (!isOurPage(url) && !url.startsWith(`blob:${APP_ORIGIN}/`)) {
      event.preventDefault();
      log.error('download.denied', { scheme: url.split(':', 1)[0] ?? '' });
    }
  });
};

/** Call before `app` is ready. */
export const hardenContents = (log: MainLog): void => {
  app.on('web-contents-created', (_event, contents) => { lockContents(contents, log); });
};

/** The one generic forwarder: knows no method and no event. What may be asked is decided in main. */
import { contextBridge, ipcRenderer } from 'electron';
import { APP_CHANNEL, APP_EVENT_CHANNEL, PORT_MESSAGE, type Bridge } from '#shared/ipc/appChannel';

const bridge: Bridge = {
  request: (method, input) => ipcRenderer.invoke(APP_CHANNEL, method, input),
  on: (listener) => {
    const forward = (_: unknown, event: string, data: unknown): void => { listener(event, data); };
    ipcRenderer.on(APP_EVENT_CHANNEL, forward);
    return () => { ipcRenderer.off(APP_EVENT_CHANNEL, forward); };
  },
};

contextBridge.exposeInMainWorld('zuoxi', bridge);

// The browser takes its time to open the storage of the page: begun here, it is open when the page's own code has loaded.
indexedDB.databases().catch(() => undefined); // refused or broken: the archive finds out and says so

// Ports cannot cross the context bridge; a window message is the only way to hand one to the page.
ipcRenderer.on(PORT_MESSAGE, (event, message: { readonly port: string }) => {
  window.postMessage({ type: PORT_MESSAGE, port: message.port }, location.origin, [...event.ports]);
});

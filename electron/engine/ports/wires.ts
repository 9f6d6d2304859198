/** Message ports of both worlds as `Wire`. */
import type { MessagePort as NodePort } from 'node:worker_threads';
import type { Wire } from '#shared/ipc/wire';

/** What the engine uses of Electron's `MessagePortMain`; `electron` itself is never imported here. */
export type ElectronPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: ((event: 'message', listener: (event: { readonly data: unknown }) => void) => unknown) & ((event: 'close', listener: () => void) => unknown);
  readonly start: () => void;
  readonly close: () => void;
};

export const wireOfElectronPort = (port: ElectronPort): Wire => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => {
    port.on('message', (event) => listener(event.data));
    port.start();
  },
  onClose: (listener) => { port.on('close', listener); },
  close: () => port.close(),
});

export const wireOfNodePort = (port: NodePort): Wire => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => {
    port.on('message', listener);
    port.start();
  },
  onClose: (listener) => { port.on('close', listener); },
  close: () => port.close(),
});

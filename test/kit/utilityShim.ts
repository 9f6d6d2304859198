/** Runs the engine's entry in a worker thread as Electron runs it in a utility process: same messages, same ports. */
import { parentPort, type MessagePort } from 'node:worker_threads';
import type { ElectronPort } from '#electron/engine/ports/wires';

const asElectronPort = (port: MessagePort): ElectronPort => ({
  postMessage: (message) => port.postMessage(message),
  on: ((event: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) =>
    event === 'message' ? port.on('message', (data: unknown) => listener({ data })) : port.on('close', () => listener({ data: null }))) as ElectronPort['on'], // one body for both shapes
  start: () => port.start(),
  close: () => port.close(),
});

const shim = {
  postMessage: (message: unknown) => parentPort?.postMessage(message),
  on: (_event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly ElectronPort[] }) => void) => {
    parentPort?.on('message', ({ data, ports }: { readonly data: unknown; readonly ports: readonly MessagePort[] }) => listener({ data, ports: ports.map(asElectronPort) }));
  },
};
Object.defineProperty(process, 'parentPort', { value: shim });
await import('#electron/engine/main');

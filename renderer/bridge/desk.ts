import type { DeskEvents } from '#shared/ipc/deskRoutes';
import type { Wire } from '#shared/ipc/wire';
import { app } from './app';
import { createDeskLink } from './deskLink';
import { onPort, requestPorts } from './ports';

const link = createDeskLink(requestPorts);

const wireOf = (port: MessagePort): Wire => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => {
    port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data));
    port.start();
  },
  onClose: (listener) => port.addEventListener('close', listener),
  close: () => port.close(),
});

/** Takes every desk port that arrives and drops it when the engine goes. Call once, early. */
export const startDesk = (): void => {
  onPort('desk', (port) => link.attach(wireOf(port)));
  app.on('engine.state', ({ state }) => {
    if (state !== 'running') link.detach();
  });
};

/** Listens to one event of the engine; returns the undoing. */
const on = <E extends keyof DeskEvents>(event: E, listener: (data: DeskEvents[E]) => void): (() => void) =>
  link.onEvent((name, data) => {
    if ((name as string) === event) listener(data as unknown as DeskEvents[E]); // same name, same data: the event table
  });

/** Commands to the engine. `desk.call('reply.submit', {...})` resolves when its entries are durable. */
export const desk = { call: link.call, on, dismiss: link.dismiss, isConnected: link.isAttached, onConnection: link.onChange } as const;

import { PORT_MESSAGE, type PortMessage } from '#shared/ipc/appChannel';
import { app } from './app';

type PortName = PortMessage['port'];
type PortListener = (port: MessagePort) => void;

const current = new Map<PortName, MessagePort>();
const listeners: Readonly<Record<PortName, Set<PortListener>>> = { archive: new Set(), desk: new Set() };
const takers: Readonly<Record<PortName, PortListener[]>> = { archive: [], desk: [] };

/** An asking without an answer is not repeated before this, in ms. */
const ANSWER_MS = 2_000;
let askedAt: number | undefined;

const isPortMessage = (data: unknown): data is PortMessage =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === PORT_MESSAGE && 'port' in data && (data.port === 'archive' || data.port === 'desk');

const receive = (event: MessageEvent<unknown>): void => {
  // Only our own preload posts into this window: same source, same origin, with a port.
  if (event.source !== window || event.origin !== location.origin || !isPortMessage(event.data)) return;
  const [port] = event.ports;
  if (port === undefined) return;
  askedAt = undefined;
  const { port: name } = event.data;
  const taker = takers[name].shift();
  if (taker !== undefined) return taker(port);
  if (listeners[name].size === 0) current.set(name, port);
  for (const listener of listeners[name]) listener(port);
};

/** Asks main for a fresh pair. Several losses of one restart are one wish: main answers once, when the engine runs. */
export const requestPorts = (): void => {
  const now = performance.now();
  if (askedAt !== undefined && now - askedAt < ANSWER_MS) return;
  askedAt = now;
  // Without main (a page in a test) nobody answers; calls then fail with `engine.unavailable` in time.
  app.request('ports.request').catch(() => undefined);
};

/**
 * Listens for every port of this name that nobody took, also one that came before. Ports are replaced when the
 * engine restarts: the newest counts. Whoever listens owns the port. Returns the undoing.
 */
export const onPort = (name: PortName, listener: PortListener): (() => void) => {
  listeners[name].add(listener);
  const waiting = current.get(name);
  current.delete(name);
  if (waiting !== undefined) listener(waiting);
  return () => listeners[name].delete(listener);
};

/** The port that lies here, or the next one; asks for it. Waits as long as the engine is away. */
export const takePort = (name: PortName): Promise<MessagePort> => {
  const waiting = current.get(name);
  current.delete(name);
  if (waiting !== undefined) return Promise.resolve(waiting);
  requestPorts();
  return new Promise((resolve) => takers[name].push(resolve));
};

/** Starts listening and asks for the first pair; main sends new ones by itself when the engine came back. Call once, early. */
export const startPorts = (): void => {
  window.addEventListener('message', receive);
  requestPorts();
};

/**
 * Messages on a port. Requests are answered exactly once by `ok` or `error` with the same id;
 * `event` flows from the engine only. Ports have no back-pressure: readers pull, nobody pushes bulk.
 */
import type { WireError } from '../domain/errors';

export type PortRequest = { readonly id: number; readonly method: string; readonly input: unknown };
export type PortReply =
  | { readonly id: number; readonly ok: unknown }
  | { readonly id: number; readonly error: WireError };
export type PortEvent = { readonly event: string; readonly data: unknown };
export type FromEngine = PortReply | PortEvent;

/** A MessagePort reduced to what both worlds have (Node's, Electron's and the browser's differ in names). */
export type Wire = {
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onClose: (listener: () => void) => void;
  readonly close: () => void;
};

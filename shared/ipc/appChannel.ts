/**
 * Names and shapes of the bridge between window and main. Apart from `appRoutes`, so that the sandboxed
 * preload carries no validator.
 */
import type { WireError } from '../domain/errors';

export const APP_CHANNEL = 'zuoxi:request';
export const APP_EVENT_CHANNEL = 'zuoxi:event';
/**
 * `window.postMessage({ type: PORT_MESSAGE, port }, origin, [messagePort])` from the preload. A pair arrives
 * after each `ports.request`, and again by itself after the engine restarted or the signed-in person changed;
 * a newer pair replaces the older one.
 */
export const PORT_MESSAGE = 'zuoxi:port';
export type PortMessage = { readonly type: typeof PORT_MESSAGE; readonly port: 'archive' | 'desk' };

/** Answer of the one channel: never a rejected promise across the bridge. */
export type Envelope = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: WireError };

/** What the preload puts on `window.zuoxi`. */
export type Bridge = {
  readonly request: (method: string, input: unknown) => Promise<Envelope>;
  readonly on: (listener: (event: string, data: unknown) => void) => () => void;
};

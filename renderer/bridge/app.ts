import { AppError, fromWireError } from '#shared/domain/errors';
import type { AppEvents, appRoutes } from '#shared/ipc/appRoutes';
import type { Bridge } from '#shared/ipc/appChannel';
import type { RouteInput, RouteOutput } from '#shared/ipc/route';

declare global {
  interface Window { readonly zuoxi?: Bridge }
}

type AppRoutes = typeof appRoutes;
export type AppMethod = keyof AppRoutes;
type Input<M extends AppMethod> = RouteInput<AppRoutes[M]>;
type Args<M extends AppMethod> = Input<M> extends void ? readonly [] : readonly [input: Input<M>];

/** Asks main. Rejects with `AppError`; `app.unavailable` when this page has no preload (a bug in packaging). */
const request = async <M extends AppMethod>(method: M, ...args: Args<M>): Promise<RouteOutput<AppRoutes[M]>> => {
  const bridge = window.zuoxi;
  if (bridge === undefined) throw new AppError('app.unavailable', { method });
  const envelope = await bridge.request(method, args[0]);
  if (!envelope.ok) throw fromWireError(envelope.error);
  return envelope.value as RouteOutput<AppRoutes[M]>; // main is trusted; the route table gives the type
};

type Listener<E extends keyof AppEvents> = (data: AppEvents[E]) => void;

/** Listens to one announcement of main; returns the undoing. */
const on = <E extends keyof AppEvents>(event: E, listener: Listener<E>): (() => void) =>
  window.zuoxi?.on((name, data) => {
    if (name === event) listener(data as AppEvents[E]); // main is trusted; the event table gives the type
  }) ?? (() => undefined);

/** Main: windows, vault, engine. */
export const app = { request, on } as const;

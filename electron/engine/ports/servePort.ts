/** Requests on a wire: parsed, allowed, handled, answered exactly once. */
import { z } from 'zod';
import { AppError, toWireError } from '#shared/domain/errors';
import type { RouteOutput, RouteParsed, Routes } from '#shared/ipc/route';
import type { FromEngine, Wire } from '#shared/ipc/wire';
import type { Logger } from '../channels/contract/channel';
import { errorFacts } from '../platform/errorFacts';

/** One handler for every route, with the caller's scope. */
export type Handlers<R extends Routes, C> = {
  readonly [M in keyof R]: (input: RouteParsed<R[M]>, caller: C) => Promise<RouteOutput<R[M]>> | RouteOutput<R[M]>;
};

export type PortScope<R extends Routes, C> = {
  readonly name: string;
  readonly routes: R;
  readonly handlers: Handlers<R, C>;
  readonly caller: C;
  /** Throws when the call may not go on; runs before the input is looked at. */
  readonly allow: (method: keyof R & string) => void;
  /** Throws when what the parsed input asks for is not the caller's to do. */
  readonly check?: (method: keyof R & string, input: unknown) => void;
  readonly log: Logger;
};

const requestSchema = z.object({ id: z.number().int(), method: z.string().max(64), input: z.unknown() });

/** Answers until the wire closes. Requests run side by side; order is the business of what they call. */
export const servePort = <R extends Routes, C>(wire: Wire, scope: PortScope<R, C>): void => {
  let isOpen = true;
  wire.onClose(() => { isOpen = false; });
  wire.onMessage((message) => {
    const request = requestSchema.safeParse(message);
    if (!request.success) {
      scope.log.warn('message is no request', { port: scope.name });
      return;
    }
    const { id, method, input } = request.data;
    void answer(scope, id, method, input).then((reply) => { if (isOpen) wire.post(reply); }); // answer never rejects
  });
};

const answer = async <R extends Routes, C>(scope: PortScope<R, C>, id: number, method: string, input: unknown): Promise<FromEngine> => {
  try {
    return { id, ok: await call(scope, method, input) };
  } catch (error) {
    if (!(error instanceof AppError)) scope.log.error('handler failed', { port: scope.name, method, ...errorFacts(error) });
    return { id, error: toWireError(error) };
  }
};

const call = async <R extends Routes, C>(scope: PortScope<R, C>, method: string, input: unknown): Promise<unknown> => {
  if (!Object.hasOwn(scope.routes, method)) throw new AppError('port.unknownMethod', {});
  const known = method as keyof R & string; // own property of the routes, checked above
  scope.allow(known);
  const parsed = scope.routes[known]?.input.safeParse(input);
  if (!parsed?.success) throw badInput(known, parsed?.error);
  scope.check?.(known, parsed.data);
  const handler = scope.handlers[known] as (input: unknown, caller: C) => unknown; // same key as the schema that parsed the input
  return handler(parsed.data, scope.caller);
};

/** Names the place, never the value: it may be a secret or a customer's words. */
const badInput = (method: string, error: z.ZodError | undefined): AppError => {
  const issue = error?.issues[0];
  return new AppError('port.badInput', { method, path: (issue?.path.map(String).join('.') ?? '').slice(0, 120), rule: issue?.code ?? 'unknown' });
};

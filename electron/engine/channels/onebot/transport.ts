/** Where links come from: we dial the gateway (forward) or it dials us (reverse). Tokens are shown and checked here. */
import { timingSafeEqual } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import type { Clock } from '../contract/channel';
import type { Link, LinkEnd } from '../kit/link';
import { createSocketClient } from '../kit/socketClient';
import { startSocketServer, type SocketServer, type Visitor } from '../kit/socketServer';
import type { ForwardConfig, OnebotConfig, ReverseConfig } from './config';
import { knownId } from './ids';

/** What a link carries. A universal one carries both. */
export type LinkRole = 'universal' | 'api' | 'event';
export type Arrival = { readonly role: LinkRole; readonly selfId?: string };

export type TransportHandlers = {
  readonly onOpen: (link: Link, arrival: Arrival) => void;
  readonly onText: (link: Link, text: string) => void;
  /** Without `link`: an attempt failed. `stop` = coming back is useless. */
  readonly onEnd: (end: LinkEnd, link: Link | undefined) => 'retry' | 'stop';
  readonly onListening: (port: number) => void;
  /** We cannot listen; nothing more happens. */
  readonly onBroken: (error: AppError) => void;
  /** Somebody knocked and was turned away. */
  readonly onTurnedAway: (code: 'onebot.badToken' | 'onebot.wrongPath', path: string) => void;
};

export type Transport = {
  readonly start: () => void;
  /** The peer proved right: the next outage starts with short waits again. */
  readonly healthy: () => void;
  readonly stop: () => Promise<void>;
};

const forwardTransport = (config: ForwardConfig, clock: Clock, handlers: TransportHandlers): Transport => {
  const target = (): { readonly url: string; readonly headers: Readonly<Record<string, string>> } => {
    if (!config.token) return { url: config.url, headers: {} };
    const url = new URL(config.url);
    // Header and query: LLOneBot prefers the first, NapCat the second, some know only one of them.
    if (!url.searchParams.has('access_token')) url.searchParams.set('access_token', config.token);
    return { url: url.href, headers: { Authorization: `Bearer ${config.token}` } };
  };
  const client = createSocketClient({
    target, clock,
    onOpen: (link) => handlers.onOpen(link, { role: 'universal' }),
    onText: handlers.onText,
    onEnd: handlers.onEnd,
  });
  return { start: client.start, healthy: client.healthy, stop: client.stop };
};

const isSame = (given: string, wanted: string): boolean => {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Bearer (spec), Token (old go-cqhttp), bare, or the query. */
const tokensOf = (visitor: Visitor): readonly string[] => [
  visitor.header('authorization')?.replace(/^(bearer|token)\s+/i, '').trim(),
  visitor.query.get('access_token'),
].filter((token): token is string => typeof token === 'string' && token !== '');

const roles: Readonly<Record<string, LinkRole>> = { api: 'api', event: 'event', universal: 'universal' };

const plainPath = (path: string): string => `/${path.replace(/^\/+|\/+$/g, '')}`;

/** `/x`, `/x/`, and with split roles `/x/api`, `/x/event`. */
const roleOfVisitor = (visitor: Visitor, base: string): LinkRole | undefined => {
  const path = plainPath(visitor.path);
  const named = roles[visitor.header('x-client-role')?.toLowerCase() ?? ''];
  if (path === base) return named ?? 'universal';
  const tail = base === '/' ? path : path.startsWith(`${base}/`) ? path.slice(base.length) : '';
  if (tail === '/api' || tail === '/event') return named ?? (tail === '/api' ? 'api' : 'event');
  // Every gateway's own default path is let in where no path was chosen.
  return base === '/' && /^\/onebot(\/v11)?(\/ws)?$/.test(path) ? named ?? 'universal' : undefined;
};

const reverseTransport = (config: ReverseConfig, clock: Clock, handlers: TransportHandlers): Transport => {
  let server: SocketServer | undefined;
  let stopped = false;
  const admit = (visitor: Visitor): number => {
    if (!roleOfVisitor(visitor, config.path)) {
      handlers.onTurnedAway('onebot.wrongPath', visitor.path);
      return 404;
    }
    const tokens = tokensOf(visitor);
    if (!config.token || tokens.some((token) => isSame(token, config.token))) return 101;
    handlers.onTurnedAway('onebot.badToken', visitor.path);
    return tokens.length === 0 ? 401 : 403;
  };
  const run = async (): Promise<void> => {
    try {
      const started = await startSocketServer({
        host: config.host, port: config.port, clock, admit,
        onOpen: (link, visitor) => handlers.onOpen(link, { role: roleOfVisitor(visitor, config.path) ?? 'universal', selfId: knownId(visitor.header('x-self-id')) }),
        onText: handlers.onText,
        onEnd: (link, end) => { handlers.onEnd(end, link); },
      });
      server = started;
      if (stopped) await started.stop();
      else handlers.onListening(started.port);
    } catch (error) {
      if (!stopped) handlers.onBroken(error instanceof AppError ? error : new AppError('channel.badListenHost', { host: config.host }, { cause: error }));
    }
  };
  let running: Promise<void> | undefined;
  return {
    start: () => { running = run(); },
    healthy: () => undefined,
    stop: async () => {
      stopped = true;
      await running;
      await server?.stop();
    },
  };
};

export const createTransport = (config: OnebotConfig, clock: Clock, handlers: TransportHandlers): Transport =>
  config.mode === 'forward' ? forwardTransport(config, clock, handlers) : reverseTransport(config, clock, handlers);

/** A WebSocket server for peers that dial us. Loopback unless told otherwise; the owner decides who may come in. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { AppError } from '#shared/domain/errors';
import type { Clock } from '../contract/channel';
import { linkOf, MAX_FRAME_BYTES, type Link, type LinkEnd } from './link';

export type Visitor = {
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names, first value. */
  readonly header: (name: string) => string | undefined;
};

export type SocketServerOptions = {
  readonly host?: string;
  /** 0 takes any free port (tests). */
  readonly port: number;
  readonly clock: Clock;
  /** 101 lets the visitor in; any other HTTP status turns it away. */
  readonly admit: (visitor: Visitor) => number;
  readonly onOpen: (link: Link, visitor: Visitor) => void;
  readonly onText: (link: Link, text: string) => void;
  readonly onEnd: (link: Link, end: LinkEnd) => void;
};

export type SocketServer = {
  readonly port: number;
  /** Closes every link and the listener; resolves when the port is free again. Idempotent. */
  readonly stop: () => Promise<void>;
};

const visitorOf = (request: IncomingMessage): Visitor => {
  const url = new URL(request.url ?? '/', 'http://visitor.invalid');
  return {
    path: url.pathname,
    query: url.searchParams,
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
  };
};

const turnAway = (socket: Socket, status: number): void => {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

const listenFailure = (error: NodeJS.ErrnoException, host: string, port: number): AppError => {
  if (error.code === 'EADDRINUSE') return new AppError('channel.portInUse', { port });
  if (error.code === 'EACCES') return new AppError('channel.portForbidden', { port });
  return new AppError('channel.badListenHost', { host }, { cause: error });
};

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, host, port)));
    try {
      server.listen({ host, port, exclusive: true }, () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    } catch (error) {
      reject(new AppError('channel.badListenHost', { host }, { cause: error }));
    }
  });

/** Listens, then resolves. Rejects with `channel.portInUse {port}`, `channel.portForbidden {port}` or `channel.badListenHost {host}`. */
export const startSocketServer = async (options: SocketServerOptions): Promise<SocketServer> => {
  const links = new Set<Link>();
  const sockets = new Set<Socket>();
  let onEmpty: (() => void) | undefined;
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  const server = createServer((_request, response) => { response.writeHead(426, { connection: 'close' }).end(); });
  server.headersTimeout = 5_000;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    let visitor: Visitor;
    try { visitor = visitorOf(request); } catch { return turnAway(socket, 400); }
    const status = options.admit(visitor);
    if (status !== 101) return turnAway(socket, status);
    upgrades.handleUpgrade(request, socket, head, (webSocket) => {
      const link = linkOf(webSocket, options.clock, {
        onText: options.onText,
        onEnd: (from, end) => {
          links.delete(from);
          options.onEnd(from, end);
          if (links.size === 0) onEmpty?.();
        },
      });
      links.add(link);
      options.onOpen(link, visitor);
    });
  });
  upgrades.on('wsClientError', (_error, socket) => socket.destroy());
  const port = await listen(server, options.host ?? '127.0.0.1', options.port);
  server.on('error', () => undefined); // after listening only accept() failures come here; the peer dials again

  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const emptied = links.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => { onEmpty = resolve; });
    for (const link of links) link.close(1001);
    const stopTimer = options.clock.after(1_000, () => { for (const socket of sockets) socket.destroy(); });
    for (const socket of sockets) if (links.size === 0) socket.destroy();
    await Promise.all([closed, emptied]);
    stopTimer();
    upgrades.close();
  };
  return {
    port,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
};

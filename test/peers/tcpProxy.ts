import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export type ProxyDirection = 'toServer' | 'toClient';

/** A link with a hand on it: sits between a client and a real server on loopback. */
export type TcpProxy = {
  readonly port: number;
  /** Holds bytes of one direction (or both) without closing anything: a silent link. Connections made later are held too. */
  readonly pause: (direction?: ProxyDirection) => void;
  readonly resume: () => void;
  /** The next bytes in this direction are thrown away and their connection is dropped with them. */
  readonly cutAtNext: (direction: ProxyDirection) => void;
  /** Slips bytes to every client as if the server had sent them. */
  readonly inject: (text: string) => void;
  /** Connections open right now. */
  readonly open: () => number;
  /** Drops every connection at once, bytes held included. New ones are taken unless `block` was called. */
  readonly cut: () => void;
  /** From now on new connections are dropped; with `cut` this is a dead line. */
  readonly block: () => void;
  readonly unblock: () => void;
  /** Points new connections at another port (a server that came back elsewhere). */
  readonly aim: (port: number) => void;
  /** Connections made since the start. */
  readonly accepted: () => number;
  /** Resolves at the next connection from a client. */
  readonly nextConnection: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Pair = { readonly client: Socket; readonly server: Socket };

/** Listens on a free loopback port and passes everything to `target` on 127.0.0.1. */
export const startTcpProxy = async (target: number): Promise<TcpProxy> => {
  const pairs = new Set<Pair>();
  const held = new Set<ProxyDirection>();
  const traps = new Set<ProxyDirection>();
  const waiters = new Set<() => void>();
  let aimed = target;
  let isBlocked = false;
  let count = 0;

  const pass = (from: Socket, to: Socket, direction: ProxyDirection): void => {
    const queue: Buffer[] = [];
    from.on('data', (bytes: Buffer) => {
      if (traps.delete(direction)) { from.destroy(); to.destroy(); } else if (held.has(direction)) queue.push(bytes);
      else to.write(bytes);
    });
    from.on('zuoxiRelease', () => { for (const bytes of queue.splice(0)) to.write(bytes); });
  };

  const take = (client: Socket): void => {
    if (isBlocked) { client.destroy(); return; }
    const server = connect(aimed, '127.0.0.1');
    const pair = { client, server };
    pairs.add(pair);
    count += 1;
    const drop = (): void => { pairs.delete(pair); client.destroy(); server.destroy(); };
    for (const end of [client, server]) end.on('error', drop).on('close', drop);
    pass(client, server, 'toServer');
    pass(server, client, 'toClient');
    for (const done of waiters) done();
    waiters.clear();
  };

  const listener: Server = createServer(take);
  await new Promise<void>((resolve, reject) => { listener.once('error', reject).listen(0, '127.0.0.1', resolve); });
  const { port } = listener.address() as AddressInfo; // a TCP listener's address is never a pipe name
  const cut = (): void => { for (const { client, server } of pairs) { client.destroy(); server.destroy(); } pairs.clear(); };

  return {
    port,
    pause: (direction) => { for (const each of direction ? [direction] : (['toServer', 'toClient'] as const)) held.add(each); },
    resume: () => { held.clear(); for (const { client, server } of pairs) { client.emit('zuoxiRelease'); server.emit('zuoxiRelease'); } },
    cutAtNext: (direction) => { traps.add(direction); },
    inject: (text) => { for (const { client } of pairs) client.write(text); },
    open: () => pairs.size,
    cut,
    block: () => { isBlocked = true; },
    unblock: () => { isBlocked = false; },
    aim: (next) => { aimed = next; },
    accepted: () => count,
    nextConnection: () => new Promise((resolve) => { waiters.add(resolve); }),
    close: () => new Promise((resolve) => { cut(); listener.close(() => resolve()); }),
  };
};

/** A port nobody listens on right now. */
export const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => { probe.once('error', reject).listen(0, '127.0.0.1', resolve); });
  const { port } = probe.address() as AddressInfo; // a TCP listener's address is never a pipe name
  await new Promise<void>((resolve) => { probe.close(() => resolve()); });
  return port;
};

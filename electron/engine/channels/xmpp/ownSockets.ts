/// <reference path="./xmppClient.d.ts" />
/** Puts our sockets under the library's transports, so that every dial goes through them and nothing global is set. */
import type { Client, Transport, TransportSocket } from '@xmpp/client';
import type { Endpoint } from './settings';
import { XmppSocket, type SocketPolicy } from './xmppSocket';
import { XmppWebSocket } from './xmppWebSocket';

export type AnySocket = XmppSocket | XmppWebSocket;

export const openSocket = (endpoint: Endpoint, policy: SocketPolicy): AnySocket =>
  endpoint.transport === 'websocket' ? new XmppWebSocket(endpoint, policy) : new XmppSocket(endpoint, policy);

/** The entity's only transport from now on; `open` is called once per connect. */
export const useSocket = (entity: Client, endpoint: Endpoint, open: () => AnySocket): void => {
  const Base: Transport | undefined = entity._findTransport(endpoint.transport === 'websocket' ? 'ws://any' : 'xmpp://any');
  if (!Base) throw new Error(`no transport for ${endpoint.url}`);
  class Own extends Base {
    override socketParameters(_service: string): unknown { return {}; }
  }
  Own.prototype.Socket = function Socket() { return open(); } as unknown as new () => TransportSocket; // `new` on a function that returns the socket
  entity.transports = [Own];
};

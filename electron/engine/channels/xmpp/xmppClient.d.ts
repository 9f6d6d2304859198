/** The part of @xmpp/client 0.14 this channel and its test peer use; the package ships no types. */
declare module '@xmpp/client' {
  import type { EventEmitter } from 'node:events';

  export type Attrs = Readonly<Record<string, string | undefined>>;
  export type Child = Element | string | undefined | null | readonly Child[];
  export type Element = {
    readonly name: string;
    attrs: Record<string, string>;
    readonly children: (Element | string)[];
    readonly is: (name: string, xmlns?: string) => boolean;
    readonly getName: () => string;
    readonly getNS: () => string | undefined;
    readonly getChild: (name: string, xmlns?: string) => Element | undefined;
    readonly getChildren: (name: string, xmlns?: string) => Element[];
    readonly getChildText: (name: string, xmlns?: string) => string | null;
    readonly getChildElements: () => Element[];
    readonly text: () => string;
    readonly toString: () => string;
  };
  export type Jid = { readonly local: string; readonly domain: string; readonly resource: string; readonly bare: () => Jid; readonly toString: () => string };
  export type Parser = EventEmitter & { readonly write: (text: string) => void };

  export const xml: {
    (name: string, attrs?: Attrs | null, ...children: readonly Child[]): Element;
    readonly Parser: new () => Parser;
  };
  export const jid: (text: string) => Jid;

  /** What a transport's socket must be: an emitter of connect, data (text or bytes), error and close. */
  export type TransportSocket = EventEmitter & {
    readonly secure: boolean;
    readonly connect: (parameters: unknown) => void;
    readonly write: (text: string, done?: (error?: Error | null) => void) => void;
    readonly end: () => void;
  };
  export class TransportBase {
    Socket: new () => TransportSocket;
    socketParameters(service: string): unknown;
  }
  export type Transport = typeof TransportBase;
  export type StreamManagement = EventEmitter & {
    enabled: boolean;
    id: string;
    inbound: number;
    outbound: number;
    outbound_q: { readonly stanza: Element; readonly stamp: string }[];
    timeout: number;
    requestAckInterval: number;
    requestAckDebounce: number;
  };
  export type IqContext = { readonly stanza: Element; readonly element: Element };
  export type SaslMechanism = {
    readonly name: string;
    readonly clientFirst: boolean;
    readonly response: (credentials: { readonly username: string; readonly password: string }) => string | Promise<string>;
    readonly challenge: (message: string) => void;
  };
  export type Client = EventEmitter & {
    jid: Jid | null;
    status: string;
    transports: Transport[];
    socket: TransportSocket | null;
    parser: Parser | null;
    readonly reconnect: { delay: number; readonly stop: () => void; readonly reconnect: () => Promise<void> };
    readonly streamManagement: StreamManagement;
    readonly saslFactory: { _mechs: { readonly name: string; readonly mech: new () => SaslMechanism }[] };
    readonly iqCaller: { readonly handlers: ReadonlyMap<string, { readonly reject: (error: unknown) => void }>; readonly request: (stanza: Element, timeout?: number) => Promise<Element> };
    readonly iqCallee: {
      readonly get: (xmlns: string, name: string, handler: (context: IqContext) => unknown) => void;
      readonly set: (xmlns: string, name: string, handler: (context: IqContext) => unknown) => void;
    };
    _onData: (data: string | Uint8Array) => void;
    readonly _findTransport: (service: string) => Transport | undefined;
    readonly start: () => Promise<Jid>;
    readonly stop: () => Promise<unknown>;
    readonly send: (stanza: Element) => Promise<void>;
  };
  export const client: (options: {
    readonly service: string;
    readonly domain: string;
    readonly username: string;
    readonly password: string;
    readonly resource?: string;
    readonly timeout?: number;
  }) => Client;
}

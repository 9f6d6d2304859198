/** The account form of this channel and what it becomes. Pure. */
import { z } from 'zod';
import { AppError } from '#shared/domain/errors';
import type { Secrets, Settings } from '#shared/domain/account';
import type { FormField } from '#shared/ipc/channelForm';
import { bareOf, domainOf, localOf } from './ids';

export const fields: readonly FormField[] = [
  { key: 'jid', type: 'text', required: true, placeholder: 'shop@example.org' },
  { key: 'password', type: 'password', required: true, secret: true },
  { key: 'service', type: 'text', required: false, placeholder: 'xmpp://chat.example.org:5222' },
  { key: 'resource', type: 'text', required: false, placeholder: 'zuoxi' },
  { key: 'fingerprint', type: 'text', required: false },
];

export type Endpoint = {
  readonly transport: 'tcp' | 'tls' | 'websocket';
  readonly host: string;
  readonly port: number;
  /** Full address; what a WebSocket opens and what sentences name. */
  readonly url: string;
};

export type XmppConfig = {
  readonly jid: string;
  readonly local: string;
  readonly domain: string;
  readonly password: string;
  /** Undefined: found by DNS (SRV), else the JID's domain on 5222. */
  readonly endpoint?: Endpoint;
  readonly resource?: string;
  /** SHA-256 of the only certificate to be accepted, upper-case hex without colons. */
  readonly fingerprint?: string;
};

const PORTS = { 'xmpp:': 5222, 'xmpps:': 5223, 'ws:': 80, 'wss:': 443 } as const;
const TRANSPORTS = { 'xmpp:': 'tcp', 'xmpps:': 'tls', 'ws:': 'websocket', 'wss:': 'websocket' } as const;
const isScheme = (text: string): text is keyof typeof PORTS => text in PORTS;

/** `host`, `host:port` or an address with xmpp, xmpps, ws or wss; undefined when it is none of them. */
export const parseService = (text: string): Endpoint | undefined => {
  const withScheme = text.includes('://') ? text : `xmpp://${text}`;
  try {
    const url = new URL(withScheme);
    // URL gives no default ports and no host checks for schemes it does not know.
    const { protocol } = url;
    if (!isScheme(protocol) || url.hostname === '' || url.username !== '') return undefined;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return { transport: TRANSPORTS[protocol], host, port: Number(url.port) || PORTS[protocol], url: TRANSPORTS[protocol] === 'websocket' ? url.href : `${protocol}//${url.hostname}:${Number(url.port) || PORTS[protocol]}` };
  } catch { return undefined; }
};

export const isLoopback = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

const blank = z.literal('').transform(() => undefined);
const jidSetting = z.string().trim().max(400).regex(/^[^\s@/]+@[^\s@/]+$/u).transform(bareOf);
const serviceSetting = z.string().trim().max(500).transform((text, issues) => {
  const endpoint = parseService(text);
  if (!endpoint) issues.addIssue({ code: 'custom', message: 'service' });
  return endpoint;
});
const fingerprintSetting = z.string().transform((text) => text.replace(/^sha-?256[=: ]*/i, '').replace(/[\s:]/g, '').toUpperCase()).pipe(z.string().regex(/^[0-9A-F]{64}$/));

const shape = z.object({
  jid: jidSetting,
  password: z.string().min(1).max(1024),
  service: blank.or(serviceSetting).optional(),
  resource: blank.or(z.string().trim().min(1).max(200)).optional(),
  fingerprint: blank.or(fingerprintSetting).optional(),
});

const configOf = (value: z.infer<typeof shape>): XmppConfig => ({
  jid: value.jid, local: localOf(value.jid), domain: domainOf(value.jid), password: value.password,
  ...(value.service ? { endpoint: value.service } : {}),
  ...(value.resource ? { resource: value.resource } : {}),
  ...(value.fingerprint ? { fingerprint: value.fingerprint } : {}),
});

/** Parses settings with the secrets merged in. */
export const config = shape.transform(configOf);

/** As `config`, with the failure as the contract wants it: `account.badSetting {field}`. */
export const readConfig = (settings: Settings, secrets: Secrets): XmppConfig => {
  const parsed = config.safeParse({ ...settings, ...secrets });
  if (parsed.success) return parsed.data;
  throw new AppError('account.badSetting', { field: String(parsed.error.issues[0]?.path[0] ?? 'jid') });
};

/** Names what went wrong before a socket was open. Pure. */
import type { LinkEnd } from './link';

const unreachable = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ENETDOWN', 'EADDRNOTAVAIL']);
const certificate = /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

/** A Node or ws error of a connection attempt as a `channel.*` code with host and, for TLS, the reason. */
export const connectFailure = (error: unknown, host: string): LinkEnd => {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  if (code === 'ECONNREFUSED') return { code: 'channel.refused', data: { host } };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { code: 'channel.hostNotFound', data: { host } };
  if (unreachable.has(code)) return { code: 'channel.unreachable', data: { host } };
  if (certificate.test(code)) return { code: 'channel.tls', data: { host, reason: code } };
  if (code.startsWith('HPE_') || code === 'WS_ERR_INVALID_OPCODE') return { code: 'channel.notWebSocket', data: { host } };
  if (inner instanceof Error && /Invalid (Sec-WebSocket|Upgrade)|Server sent/.test(inner.message)) return { code: 'channel.notWebSocket', data: { host } };
  return { code: 'channel.cut', data: { host } };
};

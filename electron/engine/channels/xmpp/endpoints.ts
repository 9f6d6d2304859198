/** Where to dial: what the person typed, else what DNS says (RFC 6120 §3.2, XEP-0368), else the JID's domain. */
import { resolveSrv } from 'node:dns/promises';
import type { Endpoint, XmppConfig } from './settings';

type Record = { readonly name: string; readonly port: number; readonly priority: number; readonly weight: number };

/** Candidates in order of preference; never empty, never rejects. */
export const endpointsOf = async (config: XmppConfig): Promise<readonly Endpoint[]> => {
  if (config.endpoint) return [config.endpoint];
  const ask = (service: string): Promise<readonly Record[]> => resolveSrv(`_${service}._tcp.${config.domain}`).catch(() => []);
  const [direct, plain] = await Promise.all([ask('xmpps-client'), ask('xmpp-client')]);
  const found = [...direct.map((record) => ({ record, scheme: 'xmpps' as const })), ...plain.map((record) => ({ record, scheme: 'xmpp' as const }))]
    .filter(({ record }) => record.name !== '' && record.name !== '.')
    .sort((a, b) => a.record.priority - b.record.priority || b.record.weight - a.record.weight)
    .map(({ record, scheme }) => endpointAt(scheme, record.name, record.port));
  return found.length > 0 ? found : [endpointAt('xmpp', config.domain, 5222)];
};

const endpointAt = (scheme: 'xmpp' | 'xmpps', host: string, port: number): Endpoint =>
  ({ transport: scheme === 'xmpps' ? 'tls' : 'tcp', host, port, url: `${scheme}://${host}:${port}` });

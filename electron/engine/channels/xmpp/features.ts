/** What our server can do, asked once per session before anything else. */
import { createHash } from 'node:crypto';
import { xml, type Element } from '@xmpp/client';
import { conditionOf } from './archive';
import { NS } from './namespaces';
import type { Session } from './session';
import { child, childrenOf } from './wire';

export type ServerFeatures = {
  readonly hasArchive: boolean;
  /** The server marks live messages with archive ids and removes forged ones. */
  readonly hasStableIds: boolean;
  readonly hasCarbons: boolean;
};

const featuresOf = async (session: Session, jid: string): Promise<ReadonlySet<string>> => {
  try {
    const answer = await session.request(xml('iq', { type: 'get', to: jid }, xml('query', { xmlns: NS.discoInfo })));
    return new Set(childrenOf(child(answer, 'query', NS.discoInfo), 'feature').map((feature) => feature.attrs['var'] ?? ''));
  } catch (error) {
    if (conditionOf(error)) return new Set(); // refused: offers nothing we could name
    throw error;
  }
};

export const readFeatures = async (session: Session, self: string, domain: string): Promise<ServerFeatures> => {
  const [account, server] = await Promise.all([featuresOf(session, self), featuresOf(session, domain)]);
  const hasArchive = account.has(NS.archive) || server.has(NS.archive);
  return { hasArchive, hasStableIds: hasArchive || account.has(NS.stableId), hasCarbons: server.has(NS.carbons) || account.has(NS.carbons) };
};

/** Ours, as others may ask for (XEP-0030); `+notify` asks for avatar news (XEP-0163). */
const OURS = [NS.discoInfo, NS.receipts, NS.markers, NS.chatStates, NS.correction, NS.retract, NS.reply, NS.outOfBand, NS.ping, `${NS.avatarMetadata}+notify`].toSorted();
const NODE = 'https://zuoxi.example/desk';
const NAME = 'Zuoxi';

const VERSION = createHash('sha1').update(`client/pc//${NAME}<${OURS.map((feature) => `${feature}<`).join('')}`).digest('base64');

/** XEP-0115. */
export const capsElement = (): Element => xml('c', { xmlns: NS.caps, hash: 'sha-1', node: NODE, ver: VERSION });

export const discoAnswer = (node: string | undefined): Element =>
  xml('query', { xmlns: NS.discoInfo, ...(node ? { node } : {}) },
    xml('identity', { category: 'client', type: 'pc', name: NAME }),
    ...OURS.map((feature) => xml('feature', { var: feature })));

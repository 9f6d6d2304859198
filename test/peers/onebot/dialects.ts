/** What differs between implementations. Sources: protocols.md §1.2 to §1.6. */
import { createHash } from 'node:crypto';

export type DialectName = 'napcat' | 'llonebot' | 'lagrange' | 'gocqhttp' | 'onebots';

export type Dialect = {
  readonly app: string;
  readonly format: 'array' | 'string';
  /** How a wrong token is refused on a WebSocket handshake. */
  readonly badToken: 'http' | 'frame' | 'lifecycleThenFrame' | 'close1008';
  readonly unknownAction: number;
  readonly failure: number;
  readonly hasWording: boolean;
  readonly hasStream: boolean;
  /** Answers without echo to requests that came without: `""` or nothing. */
  readonly emptyEcho: boolean;
  readonly hasRecentContacts: boolean;
  readonly history: { readonly friend: boolean; readonly group: boolean; readonly by: 'shortId' | 'seq' | 'messageId'; readonly limit: number };
  /** `message_sent`, or Lagrange's `message` with user_id = self_id. */
  readonly ownPost: 'message_sent' | 'message';
  readonly reportsOwn: boolean;
  /** target_id on received private messages. */
  readonly target: 'peer' | 'none' | 'receiver';
  readonly heartbeatMs: number;
  readonly messageId: (seq: number, chat: string) => number;
  readonly fileNotice: 'offline_file' | 'none';
};

const hash31 = (text: string): number => createHash('md5').update(text).digest().readUInt32BE(0) >>> 1;
const hash32 = (text: string): number => createHash('md5').update(text).digest().readInt32BE(0);

const napcat: Dialect = {
  app: 'NapCat.Onebot', format: 'array', badToken: 'frame', unknownAction: 1404, failure: 1200, hasWording: true, hasStream: true, emptyEcho: true,
  hasRecentContacts: true, history: { friend: true, group: true, by: 'shortId', limit: 5_000 }, ownPost: 'message_sent', reportsOwn: false, target: 'peer',
  heartbeatMs: 30_000, messageId: (seq, chat) => hash31(`${seq}|${chat}`), fileNotice: 'none',
};

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  napcat,
  llonebot: {
    ...napcat, app: 'LLOneBot', badToken: 'lifecycleThenFrame', hasStream: false, emptyEcho: false, hasRecentContacts: false, target: 'none', heartbeatMs: 60_000,
    history: { friend: true, group: true, by: 'seq', limit: 5_000 }, messageId: (seq, chat) => -Math.abs(hash32(`${seq}|${chat}`)) || -1,
  },
  lagrange: {
    ...napcat, app: 'Lagrange.OneBot', badToken: 'http', unknownAction: 404, failure: 200, hasWording: false, hasStream: false, emptyEcho: false, hasRecentContacts: false,
    history: { friend: true, group: true, by: 'messageId', limit: 5_000 }, ownPost: 'message', target: 'receiver', heartbeatMs: 5_000,
    messageId: (seq) => ((seq & 0xffff) << 16) | (hash31(String(seq)) & 0xffff), fileNotice: 'offline_file',
  },
  gocqhttp: {
    ...napcat, app: 'go-cqhttp', format: 'string', badToken: 'http', failure: 100, hasStream: false, emptyEcho: false, hasRecentContacts: false, heartbeatMs: 5_000,
    history: { friend: false, group: true, by: 'seq', limit: 20 }, messageId: (seq, chat) => hash32(`${seq}|${chat}`), fileNotice: 'offline_file',
  },
  onebots: {
    ...napcat, app: 'onebots', badToken: 'close1008', failure: -1, hasWording: false, hasStream: false, emptyEcho: false, hasRecentContacts: false, target: 'none',
    history: { friend: false, group: false, by: 'seq', limit: 0 }, heartbeatMs: 0, messageId: (seq, chat) => 90_000_000_000 + hash31(`${seq}|${chat}`),
  },
};

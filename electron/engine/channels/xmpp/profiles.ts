/**
 * Who the people are: roster names (RFC 6121 §2), vCards (XEP-0054/0153) and avatars (XEP-0084). Slow and unimportant
 * beside messages, so one request at a time, never in the way of a message; what is known is kept in cursors.
 */
import { xml, type Element } from '@xmpp/client';
import type { ChannelContext } from '../contract/channel';
import type { ChannelEvent } from '../contract/events';
import type { Media } from '#shared/domain/message';
import { sniffMime } from '../kit/mime';
import { conditionOf } from './archive';
import { bareOf, contactIdOf } from './ids';
import { NS } from './namespaces';
import type { Session } from './session';
import { child, childrenOf, childText, type XmlNode } from './wire';

const REFRESH_MS = 86_400_000;
const MAX_AVATAR = 2 * 1024 * 1024;
const MAX_WAITING = 500;

type Card = { readonly name?: string; readonly avatar?: Uint8Array };

export class Profiles {
  readonly #context: ChannelContext;
  readonly #self: string;
  readonly #keep: (events: readonly ChannelEvent[]) => Promise<void>;
  readonly #waiting = new Map<string, string | undefined>();
  readonly #checked = new Set<string>();
  #session: Session | undefined;
  #isRunning = false;

  constructor(context: ChannelContext, self: string, keep: (events: readonly ChannelEvent[]) => Promise<void>) {
    this.#context = context;
    this.#self = self;
    this.#keep = keep;
  }

  up(session: Session): void {
    this.#session = session;
    void this.#run();
  }

  down(): void { this.#session = undefined; }

  /** Names of the roster; its version is kept so that an unchanged roster costs nothing. */
  async loadRoster(session: Session): Promise<void> {
    const ver = this.#context.cursor('roster') ?? '';
    const answer = await session.request(xml('iq', { type: 'get' }, xml('query', { xmlns: NS.roster, ver })));
    const query = child(answer, 'query', NS.roster);
    if (!query) return;
    const version: readonly ChannelEvent[] = query.attrs['ver'] === undefined ? [] : [{ kind: 'cursor', key: 'roster', value: query.attrs['ver'] }];
    await this.#keep([...childrenOf(query, 'item').flatMap(contactOf), ...version]);
  }

  rosterPush(node: XmlNode): void {
    const news = childrenOf(node, 'item').flatMap(contactOf);
    if (news.length > 0) void this.#keep(news);
  }

  /** Somebody wrote: learn name and face if we have none or old ones. */
  meet(jid: string): void {
    if (this.#checked.has(jid)) return;
    this.#checked.add(jid);
    if (this.#context.clock.now() - this.#known(jid).at > REFRESH_MS) this.#ask(jid, this.#known(jid).hash || undefined);
  }

  /** A presence or PEP event named an avatar hash. */
  avatarSeen(jid: string, hash: string): void {
    if (hash !== '' && this.#known(jid).hash !== hash) this.#ask(jid, hash);
  }

  #known(jid: string): { readonly at: number; readonly hash: string } {
    const [at = '0', hash = ''] = (this.#context.cursor(`card:${jid}`) ?? '').split(' ');
    return { at: Number(at), hash };
  }

  #ask(jid: string, hash: string | undefined): void {
    if (this.#waiting.size >= MAX_WAITING) return;
    this.#waiting.set(jid, hash);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (const [jid, hash] of this.#waiting) {
      const live = this.#session;
      if (!live?.isUp()) break;
      this.#waiting.delete(jid);
      try { await this.#learn(live, jid, hash); } catch (error) {
        // A link that was cut tells so itself, perhaps only after this; the next session asks again.
        const condition = conditionOf(error);
        if (condition !== undefined && live.isUp()) this.#context.log.warn('profile not read', { condition });
      }
    }
    this.#isRunning = false;
  }

  async #learn(live: Session, jid: string, hash: string | undefined): Promise<void> {
    const isSelf = jid === this.#self;
    const card = await readCard(live, isSelf ? undefined : jid);
    const bytes = card.avatar ?? (hash ? await readAvatarData(live, jid, hash) : undefined);
    const avatar = bytes ? await storeAvatar(this.#context, jid, bytes) : undefined;
    const facts = { ...(card.name ? { [isSelf ? 'nickname' : 'name']: card.name } : {}), ...(avatar ? { avatar } : {}) };
    const news: ChannelEvent = isSelf ? { kind: 'identity', self: contactIdOf(jid), ...facts } : { kind: 'contact', contact: contactIdOf(jid), ...facts };
    const mark: ChannelEvent = { kind: 'cursor', key: `card:${jid}`, value: `${this.#context.clock.now()} ${hash ?? ''}` };
    await this.#keep(Object.keys(facts).length > 0 ? [news, mark] : [mark]);
  }
}

const contactOf = (item: XmlNode): readonly ChannelEvent[] => {
  const jid = bareOf(item.attrs['jid'] ?? '');
  const { name } = item.attrs;
  return jid === '' || !name || item.attrs['subscription'] === 'remove' ? [] : [{ kind: 'contact', contact: contactIdOf(jid), remark: name.slice(0, 200) }];
};

const readCard = async (session: Session, jid: string | undefined): Promise<Card> => {
  const request: Element = xml('iq', { type: 'get', ...(jid ? { to: jid } : {}) }, xml('vCard', { xmlns: NS.vcard }));
  const answer = await session.request(request).catch((error: unknown) => { if (conditionOf(error)) return undefined; throw error; });
  const card = child(answer, 'vCard', NS.vcard);
  const name = [childText(card, 'NICKNAME'), childText(card, 'FN')].map((word) => word?.trim().slice(0, 200)).find((word) => word);
  const avatar = bytesOf(childText(child(card, 'PHOTO'), 'BINVAL'));
  return { ...(name ? { name } : {}), ...(avatar ? { avatar } : {}) };
};

const readAvatarData = async (session: Session, jid: string, hash: string): Promise<Uint8Array | undefined> => {
  const request = xml('iq', { type: 'get', to: jid }, xml('pubsub', { xmlns: NS.pubsub }, xml('items', { node: NS.avatarData }, xml('item', { id: hash }))));
  const answer = await session.request(request).catch((error: unknown) => { if (conditionOf(error)) return undefined; throw error; });
  const item = child(child(child(answer, 'pubsub', NS.pubsub), 'items'), 'item');
  return bytesOf(childText(item, 'data', NS.avatarData));
};

const bytesOf = (base64: string | undefined): Uint8Array | undefined => {
  if (!base64 || base64.length > MAX_AVATAR * 1.4) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.byteLength > 0 && bytes.byteLength <= MAX_AVATAR ? bytes : undefined;
};

/** Only what really is a picture is kept, whatever the vCard calls it. */
const storeAvatar = async (context: ChannelContext, jid: string, bytes: Uint8Array): Promise<Media | undefined> => {
  const mime = sniffMime(bytes);
  if (!mime?.startsWith('image/')) return undefined;
  const media = await context.store(bytes, { name: `${jid}.${mime.slice('image/'.length)}`, mime });
  return media.state === 'stored' ? media : undefined;
};

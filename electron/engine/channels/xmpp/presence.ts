/** What a presence stanza tells the desk: who asks to be a contact, whose picture changed (XEP-0153). Pure. */
import type { ChannelContext } from '../contract/channel';
import type { ChannelEvent } from '../contract/events';
import { bareOf, chatIdOf, contactIdOf } from './ids';
import { NS } from './namespaces';
import { child, childText, type XmlNode } from './wire';

const NOTICES: Readonly<Record<string, string>> = { subscribe: 'xmpp.subscribe', unsubscribed: 'xmpp.unsubscribed' };

export type PresenceNews = { readonly events: readonly ChannelEvent[]; readonly avatar?: { readonly jid: string; readonly hash: string } };

/** A request still open comes again at every login: told once per person until it is withdrawn. */
export const presenceEvents = (node: XmlNode, self: string, context: Pick<ChannelContext, 'cursor' | 'clock'>): PresenceNews => {
  const jid = bareOf(node.attrs['from'] ?? '');
  const { type } = node.attrs;
  if (jid === '' || jid === self) return { events: [] };
  const notice = type === undefined ? undefined : NOTICES[type];
  if (notice) {
    const key = `asked:${jid}`;
    if (context.cursor(key) === type) return { events: [] };
    const said = childText(node, 'status')?.slice(0, 500);
    return { events: [
      { kind: 'notice', chat: { id: chatIdOf(jid), kind: 'private', contact: contactIdOf(jid) }, type: notice, at: context.clock.now(), data: { jid, ...(said ? { said } : {}) } },
      { kind: 'cursor', key, value: type ?? '' },
    ] };
  }
  const hash = type === undefined ? childText(child(node, 'x', NS.vcardUpdate), 'photo')?.trim() : undefined;
  return { events: [], ...(hash ? { avatar: { jid, hash } } : {}) };
};

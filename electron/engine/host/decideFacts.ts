/** Drafts for everything that is no message. Facts that say nothing new are not written again. */
import type { AccountId, ClientId, ConversationId, RemoteMessageId } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import type { ChannelEvent } from '../channels/contract/events';
import { contactKey, isSameContact, mergeContact } from '../state/contacts';
import { mergeChat } from '../state/conversations';
import { gapKey } from '../state/knownMessages';
import type { Batch } from './batch';

const channel = { kind: 'channel' } as const;

type Of<K extends ChannelEvent['kind']> = Extract<ChannelEvent, { readonly kind: K }>;

export const decideContact = (event: Of<'contact'>, batch: Batch): void => {
  const { kind: _kind, ...data } = event;
  const key = contactKey(batch.account, event.contact);
  const old = batch.contacts.get(key) ?? batch.state.contacts.get(key);
  const merged = mergeContact(old, event);
  if (isSameContact(old, merged)) return;
  batch.contacts.set(key, merged);
  batch.push({ type: 'contact.seen', actor: channel, account: batch.account, data });
};

export const decideChat = (event: Of<'chat'>, batch: Batch): void => {
  const conversation = batch.conversation(event.chat.id);
  const old = batch.chat(conversation);
  const avatar = event.avatar ? (event.avatar.ref ?? event.avatar.blob) : old?.avatar;
  const members = event.members ?? old?.members;
  const chat = old ? mergeChat(old.chat, event.chat) : event.chat;
  if (old && chat === old.chat && avatar === old.avatar && members === old.members) return;
  batch.setChat(conversation, chat, avatar, members);
  batch.push({
    type: 'chat.seen', actor: channel, account: batch.account, conversation,
    data: { chat, avatar: event.avatar, members: event.members },
  });
};

export const decideIdentity = (event: Of<'identity'>, batch: Batch): void => {
  const { kind: _kind, ...data } = event;
  const known = batch.state.accounts.get(batch.account)?.identity;
  const text = JSON.stringify([event.self, event.nickname, event.avatar?.ref ?? event.avatar?.blob]);
  const old = batch.identity ?? (known && JSON.stringify([known.self, known.nickname, known.avatar]));
  if (old === text) return;
  batch.identity = text;
  batch.push({ type: 'account.identity', actor: channel, account: batch.account, data });
};

export const decideCursor = (event: Of<'cursor'>, batch: Batch): void => {
  const old = batch.cursors.get(event.key) ?? batch.state.accounts.cursors(batch.account).get(event.key);
  if (old === event.value) return;
  batch.cursors.set(event.key, event.value);
  batch.push({ type: 'channel.cursor', actor: channel, account: batch.account, data: { key: event.key, value: event.value } });
};

export const decideNotice = (event: Of<'notice'>, batch: Batch): void => {
  const { kind: _kind, ...data } = event;
  batch.push({ type: 'notice.received', actor: channel, account: batch.account, conversation: event.chat && batch.conversation(event.chat.id), data });
};

export const decideGap = (event: Of<'gap'>, batch: Batch): void => {
  const conversation = event.chat && batch.conversation(event.chat.id);
  if (batch.isKnown(gapKey(conversation ?? batch.account, event.from, event.to))) return;
  batch.push({ type: 'gap.noted', actor: channel, account: batch.account, conversation, data: { from: event.from, to: event.to, reason: event.reason } });
};

/** One line per connect; a single chat is only worth a line when something came. */
export const decideCaughtUp = (event: Of<'caughtUp'>, batch: Batch): void => {
  const conversation = event.chat && batch.conversation(event.chat.id);
  if (conversation !== undefined && event.count === 0) return;
  batch.push({ type: 'catchup.done', actor: channel, account: batch.account, conversation, data: { upTo: event.upTo, count: event.count } });
};

/** Receipts move forward only: what was told before is dropped. A receipt also proves that an open reply arrived. */
export const decideReceipt = (event: Of<'receipt'>, batch: Batch): void => {
  const conversation = batch.conversation(event.chat.id);
  const rank = event.state === 'read' ? 2 : 1;
  const recent = batch.state.recent(batch.account);
  const isNew = (client: ClientId | undefined): boolean => client === undefined || (recent.own(client)?.seen ?? 0) < rank;
  const ids: RemoteMessageId[] = (event.ids ?? []).filter((id) => isNew(recent.clientOf(event.chat.id, id)));
  const clients: ClientId[] = [];
  for (const client of (event.clients ?? []).filter(isNew)) {
    if (batch.state.replies.get(client)) batch.push(arrived(batch.account, conversation, client, event.at));
    const id = recent.own(client)?.ids.at(-1);
    if (id === undefined) clients.push(client);
    else ids.push(id);
  }
  const upTo = newUpTo(event, conversation, batch);
  if (ids.length === 0 && clients.length === 0 && upTo === undefined) return;
  batch.push({
    type: 'receipt.received', actor: channel, account: batch.account, conversation,
    data: { state: event.state, at: event.at, ...(ids.length > 0 ? { ids } : {}), ...(clients.length > 0 ? { clients } : {}), ...(upTo === undefined ? {} : { upTo }) },
  });
};

const newUpTo = (event: Of<'receipt'>, conversation: ConversationId, batch: Batch): number | undefined => {
  if (event.upTo === undefined) return undefined;
  const record = batch.state.conversations.get(conversation);
  const stored = event.state === 'read' ? record?.readUpTo : Math.max(record?.deliveredUpTo ?? 0, record?.readUpTo ?? 0);
  const key = `${conversation}\0${event.state}`;
  if (event.upTo <= Math.max(stored ?? 0, batch.upTo.get(key) ?? 0)) return undefined;
  batch.upTo.set(key, event.upTo);
  return event.upTo;
};

const arrived = (account: AccountId, conversation: ConversationId, client: ClientId, at: number): Draft => ({
  type: 'reply.accepted', actor: channel, account, conversation, data: { client, at, proof: 'echo' },
});

/** Later word on a send: proof, or the platform sent back what it had taken. */
export const decideSendResult = (event: Of<'sendResult'>, batch: Batch): void => {
  const open = batch.state.replies.get(event.client);
  const own = batch.state.recent(batch.account).own(event.client);
  const conversation = open?.conversation ?? own?.conversation;
  if (conversation === undefined) {
    batch.log.warn('send result for an unknown reply', { client: event.client, outcome: event.outcome });
    return;
  }
  const place = { actor: channel, account: batch.account, conversation } as const;
  if (event.outcome === 'accepted') {
    batch.push({ type: 'reply.accepted', ...place, data: { client: event.client, id: event.id, at: event.at, proof: 'echo' } });
    return;
  }
  const code = event.code ?? 'send.refused';
  // A reply the outbox is done with cannot go again under its own id; the person may write it anew.
  batch.push({ type: 'reply.failed', ...place, data: { client: event.client, code, retryable: open !== undefined } });
};

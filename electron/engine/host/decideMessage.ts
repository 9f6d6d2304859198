/** Drafts for what peers did with messages: arrived, recalled, edited, media told later. */
import type { ChatKind } from '#shared/domain/chat';
import type { ConversationId, RemoteMessageId } from '#shared/domain/ids';
import type { Parts } from '#shared/domain/message';
import type { Draft } from '#shared/ledger/entry';
import { isCourtesy } from '#shared/rules/courtesy';
import type { ChannelEvent, MessageEvent } from '../channels/contract/events';
import { editKey, judgeMessage, recallKey } from '../state/knownMessages';
import type { EngineState } from '../state/engineState';
import { mergeChat } from '../state/conversations';
import type { Batch } from './batch';

const channel = { kind: 'channel' } as const;

type Of<K extends ChannelEvent['kind']> = Extract<ChannelEvent, { readonly kind: K }>;

/**
 * A message: known → dropped; one of our replies coming back → proof of that reply, no second bubble; else kept.
 * Own messages nobody here wrote (another device of the same account) are kept as `direction: out`.
 */
export const decideMessage = (event: MessageEvent, batch: Batch): void => {
  const conversation = batch.conversation(event.chat.id);
  const verdict = judgeMessage(batch, conversation, event.id, event.at);
  if (verdict.known) {
    if (event.client !== undefined) proveKnown(event, conversation, batch);
    else if (event.direction === 'out') batch.echoes.seen(conversation, event);
    return;
  }
  // History must not bring back what was lawfully erased here.
  if (event.source !== 'live' && event.at < batch.state.retention.erasedBefore(conversation)) return;
  if (event.direction === 'out' && proveReply(event, conversation, batch)) return;
  const old = batch.chat(conversation);
  batch.setChat(conversation, old ? mergeChat(old.chat, event.chat) : event.chat, old?.avatar, old?.members);
  batch.push(messageDraft(batch, conversation, event, verdict.id));
  flag(batch, { conversation, kind: event.chat.kind, id: verdict.id, parts: event.parts, isOurs: event.direction === 'out', at: event.at });
};

type Flagged = { readonly conversation: ConversationId; readonly kind: ChatKind; readonly id: RemoteMessageId; readonly parts: Parts; readonly isOurs: boolean; readonly at: number; readonly edit?: number };

/** What the company's rules find in the words, in the commit of the words themselves. */
const flag = (batch: Batch, { isOurs, kind, ...said }: Flagged): void => {
  for (const draft of batch.guard?.heard({ account: batch.account, ...said, side: isOurs ? 'ours' : 'customer' }, kind) ?? []) batch.push(draft);
};

/** The draft of a message as the channel told it, under `id`. */
export const messageDraft = (of: Pick<Batch, 'account'> & { readonly state?: Pick<EngineState, 'rules'> }, conversation: ConversationId, event: MessageEvent, id: RemoteMessageId): Draft => ({
  type: 'message.received', actor: channel, account: of.account, conversation,
  data: { chat: event.chat, id, at: event.at, direction: event.direction, sender: event.sender, parts: event.parts, source: event.source, ...courtesyOf(event.parts, of.state) },
});

/** Told only where the company's own list judges otherwise than the built-in one: what is judged stays as it was judged. */
const courtesyOf = (parts: Parts, state: Pick<EngineState, 'rules'> | undefined): { readonly courtesy?: boolean } => {
  if (state === undefined) return {};
  const courtesy = isCourtesy(parts, state.rules.pack.courtesy.words);
  return courtesy === isCourtesy(parts) ? {} : { courtesy };
};

const proveReply = (event: MessageEvent, conversation: ConversationId, batch: Batch): boolean => {
  const claim = batch.echoes.claim(conversation, event);
  if (!claim) return false;
  batch.claims.push(claim);
  batch.push({
    type: 'reply.accepted', actor: channel, account: batch.account, conversation: claim.conversation,
    data: { client: claim.client, id: event.id, at: event.at, proof: event.source === 'live' ? 'echo' : 'history' },
  });
  return true;
};

/** Its remote id is known already, yet a reply with that client may still be open (crash between the two). */
const proveKnown = (event: MessageEvent, conversation: ConversationId, batch: Batch): void => {
  if (event.client !== undefined && batch.state.replies.get(event.client)) proveReply(event, conversation, batch);
};

/**
 * A recall; the chat is found by id where the platform does not say. One that belongs nowhere we know is kept as
 * a notice `recall.unknown`, so that it is still on record.
 */
export const decideRecall = (event: Of<'recall'>, batch: Batch): void => {
  const place = batch.place(event.id);
  const chat = event.chat?.id ?? place?.chat;
  if (chat === undefined) {
    batch.push({
      type: 'notice.received', actor: channel, account: batch.account,
      data: { type: 'recall.unknown', at: event.at, data: { id: event.id, ...(event.by ? { by: event.by.id } : {}) } },
    });
    return;
  }
  const conversation = batch.conversation(chat);
  const id = place && place.chat === chat ? place.id : event.id;
  if (batch.isKnown(recallKey(conversation, id))) return;
  batch.push({ type: 'message.recalled', actor: channel, account: batch.account, conversation, data: { id, by: event.by, at: event.at } });
};

export const decideEdit = (event: Of<'edit'>, batch: Batch): void => {
  const conversation = batch.conversation(event.chat.id);
  if (batch.isKnown(editKey(conversation, event.id, event.at))) return;
  batch.push({ type: 'message.edited', actor: channel, account: batch.account, conversation, data: { id: event.id, parts: event.parts, at: event.at, ...courtesyOf(event.parts, batch.state) } });
  const edited = batch.state.recent(batch.account).original(event.chat.id, event.id);
  flag(batch, { conversation, kind: event.chat.kind, id: event.id, parts: event.parts, isOurs: edited !== undefined && edited.heard === undefined, at: event.at, edit: event.at });
};

export const decideMedia = (event: Of<'media'>, batch: Batch): void => {
  const conversation = batch.conversation(event.chat.id);
  batch.push({ type: 'message.media', actor: channel, account: batch.account, conversation, data: { id: event.id, part: event.part, media: event.media } });
};

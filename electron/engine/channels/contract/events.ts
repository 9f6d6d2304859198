/**
 * What a channel tells the host. Pure data, without account (the host stamps it), times in ms since 1970.
 * Order within one `emit` is kept. The host drops a `message` it already has: same chat and id, or, for our
 * own messages, one whose `client` is known (then it becomes the proof of that reply).
 */
import type { ChatRef, Sender } from '#shared/domain/chat';
import type { ClientId, ContactId, RemoteMessageId } from '#shared/domain/ids';
import type { Json } from '#shared/domain/json';
import type { Media, Parts } from '#shared/domain/message';

export type ChannelEvent =
  | {
      readonly kind: 'message';
      readonly chat: ChatRef;
      readonly id: RemoteMessageId;
      readonly at: number;
      readonly direction: 'in' | 'out';
      readonly sender: Sender;
      readonly parts: Parts;
      readonly source: 'live' | 'history' | 'offline';
      /** Our own message coming back with the id we gave it: proof for the outbox, no second bubble. */
      readonly client?: ClientId;
    }
  /** `chat` left out where the platform does not say: the host finds it by id. */
  | { readonly kind: 'recall'; readonly chat?: ChatRef; readonly id: RemoteMessageId; readonly by?: Sender; readonly at: number }
  | { readonly kind: 'edit'; readonly chat: ChatRef; readonly id: RemoteMessageId; readonly parts: Parts; readonly at: number; readonly by?: Sender }
  | { readonly kind: 'receipt'; readonly chat: ChatRef; readonly state: 'delivered' | 'read'; readonly ids?: readonly RemoteMessageId[]; readonly clients?: readonly ClientId[]; readonly upTo?: number; readonly at: number }
  | { readonly kind: 'media'; readonly chat: ChatRef; readonly id: RemoteMessageId; readonly part: number; readonly media: Media }
  | { readonly kind: 'typing'; readonly chat: ChatRef; readonly active: boolean }
  | { readonly kind: 'contact'; readonly contact: ContactId; readonly name?: string; readonly remark?: string; readonly avatar?: Media; readonly facts?: Readonly<Record<string, string | number | boolean>> }
  | { readonly kind: 'chat'; readonly chat: ChatRef; readonly avatar?: Media; readonly members?: number }
  | { readonly kind: 'identity'; readonly self: ContactId; readonly nickname?: string; readonly avatar?: Media }
  /** Not a message: friend request, poke, kicked from group … Unknown kinds carry `raw`. */
  | { readonly kind: 'notice'; readonly chat?: ChatRef; readonly type: string; readonly at: number; readonly data?: Readonly<Record<string, string | number | boolean>>; readonly raw?: Json }
  | { readonly kind: 'gap'; readonly chat?: ChatRef; readonly from: number; readonly to: number; readonly reason: string }
  | { readonly kind: 'caughtUp'; readonly chat?: ChatRef; readonly upTo: number; readonly count: number }
  /** Later word on a send that already ended `uncertain` or `accepted` (an error stanza, a refusal). */
  | { readonly kind: 'sendResult'; readonly client: ClientId; readonly outcome: 'accepted' | 'failed'; readonly id?: RemoteMessageId; readonly code?: string; readonly at: number }
  | { readonly kind: 'cursor'; readonly key: string; readonly value: string };

export type MessageEvent = Extract<ChannelEvent, { readonly kind: 'message' }>;

import type { ChatId, ClientId, ContactId, RemoteMessageId } from '#shared/domain/ids';

export const chatIdOf = (customer: string): ChatId => `demo:${customer}` as ChatId; // the only maker of this channel's chat ids
export const customerOfChat = (chat: ChatId): string => chat.slice('demo:'.length);
export const contactIdOf = (customer: string): ContactId => customer as ContactId; // the script's own id
export const stepMessageId = (customer: string, step: number): RemoteMessageId => `${customer}-${step}` as RemoteMessageId; // stable over restarts, so a step is never doubled
export const closerMessageId = (customer: string): RemoteMessageId => `${customer}-closer` as RemoteMessageId; // one closing word per customer
export const ownMessageId = (client: ClientId): RemoteMessageId => `own-${client}` as RemoteMessageId; // our replies as the shop names them

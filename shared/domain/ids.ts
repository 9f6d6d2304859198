/**
 * Branded identifiers. A remote id is made and parsed only in its channel's `ids.ts`;
 * everything here is local and opaque to screens.
 */
declare const brand: unique symbol;
export type Brand<T, B extends string> = T & { readonly [brand]: B };

/** Local account id: lower-case letters, digits and `-`; never contains `/`, `#` or `~`. */
export type AccountId = Brand<string, 'AccountId'>;
/** A conversation as the channel names it (scoped to one account), e.g. `private:10001`. */
export type ChatId = Brand<string, 'ChatId'>;
/** A message as the channel names it (scoped to one chat). */
export type RemoteMessageId = Brand<string, 'RemoteMessageId'>;
/** A person on the other side as the channel names them (scoped to one account). */
export type ContactId = Brand<string, 'ContactId'>;
/** `account/chat`. */
export type ConversationId = Brand<string, 'ConversationId'>;
/** `account/contact`: the customer file; merging several into one person comes later by entries. */
export type CustomerId = Brand<string, 'CustomerId'>;
/** `conversation#remote` for what came from a peer, `conversation~client` for what was written here, `conversation!note` for a note. */
export type MessageId = Brand<string, 'MessageId'>;
/** Made by the window for each reply; the idempotency key of a submit. */
export type ClientId = Brand<string, 'ClientId'>;
export type PersonId = Brand<string, 'PersonId'>;
/** Made by the window for each note, call for help and hand-on; the idempotency key of its command. */
export type NoteId = Brand<string, 'NoteId'>;
export type HelpId = Brand<string, 'HelpId'>;
export type TransferId = Brand<string, 'TransferId'>;
/** Made by the window for each notice, complaint, leave and duty done; the idempotency key of its command. */
export type NoticeId = Brand<string, 'NoticeId'>;
export type ComplaintId = Brand<string, 'ComplaintId'>;
export type LeaveId = Brand<string, 'LeaveId'>;
export type DutyDoneId = Brand<string, 'DutyDoneId'>;
export type SeatId = Brand<string, 'SeatId'>;
export type WordingId = Brand<string, 'WordingId'>;
/** Made by the window for each proposed wording; the idempotency key of its command. */
export type ProposalId = Brand<string, 'ProposalId'>;
/** Lower-case hex SHA-256 of an attachment's bytes. */
export type BlobId = Brand<string, 'BlobId'>;

export const conversationIdOf = (account: AccountId, chat: ChatId): ConversationId =>
  `${account}/${chat}` as ConversationId; // the only maker of this brand

export const customerIdOf = (account: AccountId, contact: ContactId): CustomerId =>
  `${account}/${contact}` as CustomerId; // the only maker of this brand

export const remoteMessageIdOf = (conversation: ConversationId, remote: RemoteMessageId): MessageId =>
  `${conversation}#${remote}` as MessageId; // the only maker for peers' messages

export const ownMessageIdOf = (conversation: ConversationId, client: ClientId): MessageId =>
  `${conversation}~${client}` as MessageId; // the only maker for our replies

export const noteLineIdOf = (conversation: ConversationId, note: NoteId): MessageId =>
  `${conversation}!${note}` as MessageId; // the only maker for notes

/** The account a conversation belongs to (the part before the first `/`). */
export const accountOfConversation = (conversation: ConversationId): AccountId =>
  conversation.slice(0, conversation.indexOf('/')) as AccountId; // parse of our own format

export const chatOfConversation = (conversation: ConversationId): ChatId =>
  conversation.slice(conversation.indexOf('/') + 1) as ChatId; // parse of our own format

import type { MessageEvent } from '../channels/contract/events';
import type { ClientId, ConversationId } from '#shared/domain/ids';

/** Whether an own message coming back is one of our replies. The outbox answers, the host asks. */
export type Echoes = {
  /**
   * Claims the reply this message proves, at once: by its client id, else by equal
   * words and attachments among attempts of that conversation that are in flight, uncertain or just settled without
   * an id. Null when it is none of ours.
   */
  readonly claim: (conversation: ConversationId, event: MessageEvent) => EchoClaim | null;
  /** An own message came whose id is recorded already: tells whether a reply comes back in several pieces. */
  readonly seen: (conversation: ConversationId, event: MessageEvent) => void;
};

export type EchoClaim = {
  readonly client: ClientId;
  /** Where the reply was written; normally where the echo came. */
  readonly conversation: ConversationId;
  /** The entry that records the claim is under way; the outbox waits for it. When it fails the claim is void. */
  readonly follow: (durable: Promise<unknown>) => void;
};

import type { AccountId } from '#shared/domain/ids';
import type { ConfirmAbility, OutgoingMessage, SendOutcome } from '../channels/contract/channel';

/** One account's connection as the outbox sees it. Its calls never reject and always settle. */
export type Link = {
  readonly account: AccountId;
  /** Last reported state is `online` or `degraded`. */
  readonly isOpen: () => boolean;
  /** Grows with every loss of the link: what was in doubt before can be looked up after. */
  readonly epoch: () => number;
  readonly send: (message: OutgoingMessage) => Promise<SendOutcome>;
  /** Undefined where the channel cannot look for proof. */
  readonly confirm: () => ConfirmAbility['confirm'] | undefined;
};

export type Links = (account: AccountId) => Link | undefined;

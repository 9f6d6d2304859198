/**
 * The channel contract: a small core, and abilities as separate interfaces. A channel has an ability by
 * implementing it; nothing declares it twice. A channel converts, the host stores: a channel never touches
 * ledger, files or other accounts, and keeps no truth of its own beyond the connection.
 */
import type { z } from 'zod';
import type { AccountId, BlobId, ChatId, ClientId, ContactId, RemoteMessageId } from '#shared/domain/ids';
import type { AccountStatus, ChannelKind, Secrets, Settings } from '#shared/domain/account';
import type { Media, Parts } from '#shared/domain/message';
import type { ChatRef } from '#shared/domain/chat';
import type { FormField } from '#shared/ipc/channelForm';
import type { TestOutcome } from '#shared/ipc/deskRoutes';
import type { ChannelEvent } from './events';

/** One platform. Pure data and factories; opening one account gives a `Channel`. */
export type ChannelModule = {
  readonly kind: ChannelKind;
  readonly glyph: string;
  readonly demonstration: boolean;
  readonly fields: readonly FormField[];
  /** Parses the settings (secrets merged in by key). A failure names the field: `AppError('account.badSetting', {field})`. */
  readonly config: z.ZodType;
  readonly open: (context: ChannelContext) => Channel;
  /** Connects once with the given settings, learns who we are, and leaves nothing behind. Never throws. */
  readonly test: (settings: Settings, secrets: Secrets, signal: AbortSignal) => Promise<TestOutcome>;
  /**
   * Decodes one recorded frame as the live connection would, without a connection: for `npm run replay`
   * and conformance fixtures. Never throws on any input.
   */
  readonly decodeFrame: (frame: unknown, account: AccountId) => FrameOutcome;
};

export type FrameOutcome =
  | { readonly kind: 'events'; readonly events: readonly ChannelEvent[] }
  | { readonly kind: 'response' }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'error'; readonly code: string };

export type ChannelContext = {
  readonly account: AccountId;
  readonly settings: Settings;
  readonly secrets: Secrets;
  /**
   * Hands over what happened, in order. Resolves when everything is durable in the ledger: only then may the
   * channel acknowledge its peer. Known duplicates are dropped by the host. Never rejects but with
   * `ledger.unavailable` (then do not acknowledge).
   */
  readonly emit: (events: readonly ChannelEvent[]) => Promise<void>;
  /** Reports the connection as state; repeated equal states are dropped by the host. */
  readonly status: (status: AccountStatus) => void;
  /** Last durable value of a cursor this channel emitted. */
  readonly cursor: (key: string) => string | undefined;
  /** Every cursor of this account whose key starts with `prefix`. */
  readonly cursors: (prefix: string) => ReadonlyMap<string, string>;
  /** Keeps bytes and gives the media that names them; `refused` when the disk is low or the size is over the limit. */
  readonly store: (bytes: Uint8Array, hint: { readonly name: string; readonly mime?: string }) => Promise<Media>;
  /** Reads an attachment we are to send. */
  readonly readBlob: (blob: BlobId) => Promise<Uint8Array>;
  /** Wall clock in ms and timers; tests replace it. */
  readonly clock: Clock;
  readonly log: Logger;
};

export type Clock = {
  readonly now: () => number;
  /** Disposer returned; a timer never keeps the process alive by itself. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly random: () => number;
};

/** Message constant and facts (ids, counts, codes). Never message text, never a secret. */
export type Logger = {
  readonly info: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
  readonly error: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
};

/** One account, open. */
export type Channel = {
  /** Starts and keeps connecting until `close`. Returns at once, never throws: failure is a status. Called once. */
  readonly connect: () => void;
  /** Ends every socket and timer; resolves when none is left. Idempotent. */
  readonly close: () => Promise<void>;
  /**
   * Sends one reply. Called only while the last reported state was `online` or `degraded`, one at a time per chat.
   * Never rejects; `uncertain` whenever the peer may have it. Must settle within its own time-out.
   */
  readonly send: (message: OutgoingMessage) => Promise<SendOutcome>;
} & Partial<RecallAbility & EditAbility & TypingAbility & ReadMarkAbility & MediaAbility & ConfirmAbility>;

export type OutgoingMessage = {
  readonly client: ClientId;
  readonly chat: ChatRef;
  readonly parts: Parts;
  /** When the person pressed Enter, ms. */
  readonly at: number;
  readonly attempt: number;
};

export type SendOutcome =
  | { readonly kind: 'accepted'; readonly id?: RemoteMessageId; readonly at: number; readonly proof: 'response' | 'echo' | 'history' }
  /**
   * The peer surely does not have it. `retryable`: the same may work later or after an edit. A retryable code that
   * ends in `.rateLimited`, `.busy` or `.tryLater` is tried again by the outbox, three times with growing pauses.
   */
  | { readonly kind: 'failed'; readonly code: string; readonly data?: Readonly<Record<string, string | number | boolean>>; readonly retryable: boolean }
  /** It surely never left this machine: back to the front of the queue, no question asked. */
  | { readonly kind: 'notSent' }
  | { readonly kind: 'uncertain'; readonly code: string };

/** Looks for proof of an attempt whose answer was lost (crash, cut). Called after catch-up, before anything is resent. */
export type ConfirmAbility = {
  readonly confirm: (message: OutgoingMessage, attemptedAt: number) => Promise<
    | { readonly kind: 'sent'; readonly id?: RemoteMessageId; readonly at: number }
    /** Only when the platform's history is complete for that time. */
    | { readonly kind: 'notSent' }
    | { readonly kind: 'unknown' }
  >;
};
export type RecallAbility = { readonly recall: (chat: ChatRef, id: RemoteMessageId) => Promise<void> };
export type EditAbility = { readonly edit: (chat: ChatRef, id: RemoteMessageId, parts: Parts) => Promise<void> };
export type TypingAbility = { readonly typing: (chat: ChatRef, active: boolean) => void };
/** Tells the peer that messages up to `id` were seen. Best effort. */
export type ReadMarkAbility = { readonly markRead: (chat: ChatRef, id: RemoteMessageId) => void };
/** Fetches media left on the platform by its `ref`; rejects with an AppError (`media.*`). */
export type MediaAbility = { readonly fetchMedia: (media: Media, chat: ChatId, signal: AbortSignal) => Promise<{ readonly bytes: Uint8Array; readonly mime?: string }> };

export const abilityNames = ['recall', 'edit', 'typing', 'markRead', 'fetchMedia', 'confirm'] as const;
export type AbilityName = (typeof abilityNames)[number];

/** What an open channel can do, read off its own methods. */
export const abilitiesOf = (channel: Channel): readonly AbilityName[] =>
  abilityNames.filter((name) => typeof channel[name] === 'function');

export type { ContactId };

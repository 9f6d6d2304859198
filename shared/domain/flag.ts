/** Flags: what a message said that a rule of the company's names. */
import { z } from 'zod';
import { ownMessageIdOf, remoteMessageIdOf, type Brand, type ClientId, type ConversationId, type MessageId, type RemoteMessageId } from './ids';

/** Id of one flag: message, rule and, for a later text of the message, when that was written. */
export type FlagId = Brand<string, 'FlagId'>;

export const flagKinds = ['impolite', 'promise', 'advertising', 'secret', 'diversion', 'complaint', 'wrongQuote', 'wrongOrder'] as const;
export const flagKindSchema = z.enum(flagKinds);
export type FlagKind = z.infer<typeof flagKindSchema>;

/** What happens before sending: refused without a reason, told, or only kept. The customer's side is only ever kept. */
export const flagSeverities = ['block', 'warn', 'log'] as const;
export const flagSeveritySchema = z.enum(flagSeverities);
export type FlagSeverity = z.infer<typeof flagSeveritySchema>;

export const flagSideSchema = z.enum(['ours', 'customer']);
export type FlagSide = z.infer<typeof flagSideSchema>;

/** Half-open, in UTF-16 units of the message's words (`textOf(parts)`). */
export const flagSpanSchema = z.object({ from: z.number().int().nonnegative(), to: z.number().int().positive() }).readonly();
export type FlagSpan = z.infer<typeof flagSpanSchema>;

/** `open` waits for a person; `void`: the words were changed or taken back before they left. */
export const flagStates = ['open', 'stands', 'dismissed', 'void'] as const;
export type FlagState = (typeof flagStates)[number];

export const flagIdSchema = z.string().min(5).max(1200).transform((value) => value as FlagId);

/** `edit`: ms of the later text the flag is about; left out for the first one. */
export const flagIdOf = (message: MessageId, rule: string, edit?: number): FlagId =>
  `${message}|${rule}${edit === undefined ? '' : `|${edit}`}` as FlagId; // the only maker of this brand

/** The message a flag names: by its client id where it was written here, else by the platform's. */
export const flaggedMessageOf = (conversation: ConversationId, of: { readonly client?: ClientId | undefined; readonly id?: RemoteMessageId | undefined }): MessageId | undefined => {
  if (of.client !== undefined) return ownMessageIdOf(conversation, of.client);
  return of.id === undefined ? undefined : remoteMessageIdOf(conversation, of.id);
};

import { z } from 'zod';
import type { AccountId } from './ids';

/** Platforms this build knows; a new channel adds its word here and its folder in `electron/engine/channels`. */
export const channelKindSchema = z.enum(['onebot', 'xmpp', 'demo']);
export type ChannelKind = z.infer<typeof channelKindSchema>;

export const accountIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/).transform((v) => v as AccountId);

/**
 * Connection state as the person sees it. `degraded`: connected but something is missing
 * (slow, silent, history refused). `badCredentials`, `kicked`, `loggedOut` wait for a person;
 * the others heal by themselves. `paused` is the person's own wish.
 */
export const accountStateSchema = z.enum(['connecting', 'online', 'degraded', 'offline', 'badCredentials', 'kicked', 'loggedOut', 'misconfigured', 'paused', 'sealed']);
export type AccountState = z.infer<typeof accountStateSchema>;

/** What the person may do next; a screen turns it into a button. */
export const accountActionSchema = z.enum(['none', 'wait', 'editSettings', 'changeSecret', 'loginOnDevice', 'resume', 'unlockVault']);
export type AccountAction = z.infer<typeof accountActionSchema>;

/** State with its reason as an error code plus facts; the sentence is made in i18n. */
export const accountStatusSchema = z.object({
  state: accountStateSchema,
  reason: z.string().optional(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  action: accountActionSchema.default('none'),
}).readonly();
export type AccountStatus = z.infer<typeof accountStatusSchema>;

/** Non-secret settings, flat values only; each channel parses them with its own schema. */
export const settingsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).readonly();
export type Settings = z.infer<typeof settingsSchema>;

/** Secrets never enter the ledger: the vault holds them under `account`. */
export const secretsSchema = z.record(z.string(), z.string()).readonly();
export type Secrets = z.infer<typeof secretsSchema>;

/** How an account is recognised at a glance: short code, one of 12 colours, one of 3 edge patterns. */
export const accountMarkSchema = z.object({
  code: z.string().min(1).max(6),
  color: z.number().int().min(1).max(12),
}).readonly();
export type AccountMark = z.infer<typeof accountMarkSchema>;

/** True while nothing but waiting heals the state; false when a person must act. */
export const isSelfHealing = (state: AccountState): boolean =>
  state === 'connecting' || state === 'offline' || state === 'degraded';

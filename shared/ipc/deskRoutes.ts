/**
 * Port between a window and the engine. The port stands for one signed-in person with a role; the engine
 * stamps that person on every command and refuses what the role may not do. Commands resolve when their
 * entries are durable; what they changed arrives on screen through the archive, never through the answer.
 */
import { z } from 'zod';
import { accountIdSchema, accountMarkSchema, channelKindSchema, secretsSchema, settingsSchema, type AccountStatus } from '../domain/account';
import { stageSchema, tagKindSchema, tagSchema } from '../domain/customer';
import type { AccountId, BlobId, CustomerId } from '../domain/ids';
import { partsSchema, type Media } from '../domain/message';
import type { WireError } from '../domain/errors';
import { passwordSchema, personNameSchema, type Role } from '../domain/person';
import { clientIdSchema, conversationIdSchema, customerIdSchema, remoteIdSchema, wordingUseSchema } from '../ledger/fields';
import { peoplePermissions, peopleRoutes } from './desk/peopleRoutes';
import { backupPermissions, backupRoutes, type BackupWork } from './desk/backupRoutes';
import { evidencePermissions, evidenceRoutes } from './desk/evidenceRoutes';
import { custodyPermissions, custodyRoutes } from './desk/custodyRoutes';
import { closingSchema, conversationPermissions, conversationRoutes } from './desk/conversationRoutes';
import { collaborationPermissions, collaborationRoutes } from './desk/collaborationRoutes';
import { qualityPermissions, qualityRoutes } from './desk/qualityRoutes';
import { supervisionPermissions, supervisionRoutes } from './desk/supervisionRoutes';
import { retentionPermissions, retentionRoutes } from './desk/retentionRoutes';
import { violationPermissions, violationRoutes } from './desk/violationRoutes';
import { dutyPermissions, dutyRoutes } from './desk/dutyRoutes';
import { wordingPermissions, wordingRoutes } from './desk/wordingRoutes';
import { flagPermissions, flagRoutes, overrideSchema } from './desk/flagRoutes';
import { customerPermissions, customerRoutes } from './desk/customerRoutes';
import { defineRoute } from './route';
import type { ChannelForm } from './channelForm';

const accountInput = z.object({ name: z.string().trim().min(1).max(60), settings: settingsSchema, secrets: secretsSchema, mark: accountMarkSchema });

export type TestOutcome =
  | { readonly ok: true; readonly self?: string; readonly nickname?: string; readonly details?: string }
  | { readonly ok: false; readonly error: WireError };

export type VerifyOutcome = { readonly intact: boolean; readonly entries: number; readonly checkpointSize: number; readonly problems: readonly WireError[]; readonly erased?: readonly { readonly tombstone: number; readonly count: number; readonly at: number; readonly reason: string }[] };

export type EngineInfo = {
  readonly ledger: string; readonly ledgerPath: string; readonly head: number; readonly engine: string;
  readonly storage: 'ok' | 'noMedia' | 'textOnly'; readonly person: { readonly id: string; readonly name: string; readonly role: string } | null;
  readonly company: string | null;
};

export const deskRoutes = {
  'engine.info': defineRoute<EngineInfo>()(z.void()),

  // replies
  'reply.submit': defineRoute<void>()(z.object({ client: clientIdSchema, conversation: conversationIdSchema, parts: partsSchema, wording: wordingUseSchema.optional(), override: overrideSchema })),
  'reply.edit': defineRoute<void>()(z.object({ client: clientIdSchema, parts: partsSchema, override: overrideSchema })),
  'reply.withdraw': defineRoute<void>()(z.object({ client: clientIdSchema })),
  'reply.retry': defineRoute<void>()(z.object({ client: clientIdSchema, override: overrideSchema })),
  /** A person decides an uncertain one: it did arrive, or send it again although it may have arrived. */
  'reply.settle': defineRoute<void>()(z.object({ client: clientIdSchema, verdict: z.enum(['delivered', 'resend']), override: overrideSchema })),

  // conversations and customers
  'conversation.read': defineRoute<void>()(z.object({ conversation: conversationIdSchema, upTo: z.number().int().nonnegative() })),
  'conversation.close': defineRoute<void>()(closingSchema.extend({ conversation: conversationIdSchema })),
  'conversation.reopen': defineRoute<void>()(z.object({ conversation: conversationIdSchema })),
  'conversation.dismiss': defineRoute<void>()(z.object({ conversation: conversationIdSchema })),
  /** Tells the peer that somebody types, where the channel can; silently nothing elsewhere. */
  'conversation.typing': defineRoute<void>()(z.object({ conversation: conversationIdSchema, active: z.boolean() })),
  'customer.tag': defineRoute<void>()(z.object({ customer: customerIdSchema, tag: tagSchema })),
  'customer.untag': defineRoute<void>()(z.object({ customer: customerIdSchema, kind: tagKindSchema, value: z.string() })),
  'customer.stage': defineRoute<void>()(z.object({ customer: customerIdSchema, stage: stageSchema })),

  // accounts
  'channel.forms': defineRoute<readonly ChannelForm[]>()(z.void()),
  'account.add': defineRoute<{ readonly account: AccountId }>()(accountInput.extend({ channel: channelKindSchema })),
  /** Secrets left out keep their stored value. */
  'account.edit': defineRoute<void>()(accountInput.extend({ account: accountIdSchema })),
  /** Tries the settings without keeping them; with `account`, secrets left out are taken from the vault. */
  'account.test': defineRoute<TestOutcome>()(z.object({ channel: channelKindSchema, settings: settingsSchema, secrets: secretsSchema, account: accountIdSchema.optional() })),
  'account.pause': defineRoute<void>()(z.object({ account: accountIdSchema })),
  'account.resume': defineRoute<void>()(z.object({ account: accountIdSchema })),
  'account.remove': defineRoute<void>()(z.object({ account: accountIdSchema })),
  'account.reconnect': defineRoute<void>()(z.object({ account: accountIdSchema })),

  // attachments
  'blob.put': defineRoute<{ readonly media: Media }>()(z.object({ name: z.string().min(1).max(255), mime: z.string().max(127), bytes: z.instanceof(Uint8Array) })),
  /** Fetches media that was left on the platform; the result arrives as a `message.media` entry. */
  'media.fetch': defineRoute<void>()(z.object({ conversation: conversationIdSchema, id: remoteIdSchema, part: z.number().int().nonnegative() })),

  // what is kept for the seat but is no record: drafts and the layout of tabs (atomic files beside the ledger)
  'draft.save': defineRoute<void>()(z.object({ conversation: conversationIdSchema, text: z.string().max(100_000), media: z.array(z.string()).max(20).optional() })),
  'draft.list': defineRoute<Readonly<Record<string, { readonly text: string; readonly at: number; readonly media?: readonly string[] }>>>()(z.void()),
  'layout.save': defineRoute<void>()(z.object({ key: z.enum(['tabs', 'filters', 'preferences', 'views', 'searches', 'sheets', 'reviews']), value: z.json() })),
  'layout.load': defineRoute<Readonly<Record<string, unknown>>>()(z.void()),

  // first start: `setup.done`, `person.weakPassword {min}`
  'setup.complete': defineRoute<void>()(z.object({ company: z.string().trim().min(1).max(80), name: personNameSchema, password: passwordSchema })),

  // ledger
  'ledger.verify': defineRoute<VerifyOutcome>()(z.void()),

  // one file per area
  ...peopleRoutes, ...custodyRoutes, ...conversationRoutes, ...collaborationRoutes, ...wordingRoutes, ...customerRoutes, ...supervisionRoutes, ...violationRoutes, ...backupRoutes, ...dutyRoutes, ...evidenceRoutes, ...retentionRoutes, ...flagRoutes, ...qualityRoutes,
} as const;

export type DeskMethod = keyof typeof deskRoutes;

/** Lowest role that may call; the table is the audit list, a missing row is a compile error in the engine. */
export const deskPermissions = {
  'engine.info': 'agent',
  'reply.submit': 'agent', 'reply.edit': 'agent', 'reply.withdraw': 'agent', 'reply.retry': 'agent', 'reply.settle': 'agent',
  'conversation.read': 'agent', 'conversation.close': 'agent', 'conversation.reopen': 'agent', 'conversation.dismiss': 'agent', 'conversation.typing': 'agent',
  'customer.tag': 'agent', 'customer.untag': 'agent', 'customer.stage': 'agent',
  'channel.forms': 'agent',
  'account.add': 'administrator', 'account.edit': 'administrator', 'account.test': 'administrator', 'account.pause': 'administrator',
  'account.resume': 'administrator', 'account.remove': 'administrator', 'account.reconnect': 'agent',
  'blob.put': 'agent', 'media.fetch': 'agent',
  'draft.save': 'agent', 'draft.list': 'agent', 'layout.save': 'agent', 'layout.load': 'agent',
  'setup.complete': 'administrator',
  'ledger.verify': 'agent',
  ...peoplePermissions, ...custodyPermissions, ...conversationPermissions, ...collaborationPermissions, ...wordingPermissions, ...customerPermissions, ...supervisionPermissions, ...violationPermissions, ...backupPermissions, ...dutyPermissions, ...evidencePermissions, ...retentionPermissions, ...flagPermissions, ...qualityPermissions,
} as const satisfies Record<DeskMethod, Role>;

/** Passing facts that no record needs. */
export type DeskEvents = {
  readonly 'peer.typing': { readonly conversation: string; readonly active: boolean };
  readonly 'account.live': { readonly account: string; readonly status: AccountStatus };
  readonly 'storage.level': { readonly level: 'ok' | 'noMedia' | 'textOnly'; readonly freeBytes: number };
  readonly 'blob.stored': { readonly blob: BlobId };
  /** How far a copy, a proof or a restore is, in bytes; null when none is under way. Told to every port: no contents. */
  readonly 'backup.progress': BackupWork | null;
  /** Entries looked through for a package; null when none is made. */
  readonly 'evidence.progress': { readonly done: number; readonly total: number } | null;
  /** Every copy on this desk is gone. */
  readonly 'erasure.finished': { readonly request: string };
  /** The time of these follow-ups has come; told once each. */
  readonly 'followUp.due': { readonly plans: readonly { readonly id: string; readonly customer: CustomerId }[] };
};

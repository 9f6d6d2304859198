/**
 * Everything the ledger can hold. An entry is a fact that happened, never a wish, and is never edited.
 * On disk an entry is two byte strings (see `frame.ts`): the *head* (who, when, where, which type, digest
 * of the body; this is the Merkle leaf) and the *body* (salt and data). Changing a shape here needs a new
 * version in `upcast.ts` and a stored sample of the old one.
 */
import { z } from 'zod';
import { accountIdSchema, accountMarkSchema, accountStatusSchema, channelKindSchema, settingsSchema } from '../domain/account';
import { chatRefSchema, contactIdSchema, senderSchema } from '../domain/chat';
import { stageSchema, tagKindSchema, tagSchema } from '../domain/customer';
import { jsonSchema } from '../domain/json';
import { mediaSchema, partsSchema } from '../domain/message';
import { actorSchema, personIdSchema, roleSchema, seatIdSchema } from '../domain/person';
import { closeOutcomeSchema } from '../rules/rulePack';
import { backupBodies } from './bodies/backup';
import { collaborationBodies } from './bodies/collaboration';
import { conversationBodies } from './bodies/conversations';
import { custodyBodies } from './bodies/custody';
import { customerBodies } from './bodies/customers';
import { flagBodies } from './bodies/flags';
import { dutyBodies } from './bodies/duties';
import { peopleBodies } from './bodies/people';
import { retentionBodies } from './bodies/retention';
import { qualityBodies } from './bodies/quality';
import { supervisionBodies } from './bodies/supervision';
import { violationBodies } from './bodies/violations';
import { wordingBodies } from './bodies/wordings';
import { clientIdSchema, conversationIdSchema, customerIdSchema, factsSchema, messageSourceSchema, ms, remoteIdSchema, wordingUseSchema } from './fields';

export const ENTRY_VERSION = 1;

/** Whether the message asks for nothing, where the company's own list of courtesy words judged otherwise than the built-in one. */
const courtesyField = z.boolean().optional();

/**
 * Body schema per entry type. Entries about a conversation carry `account` and `conversation` in the head;
 * entries about an account carry `account`.
 */
export const bodySchemas = {
  // --- the desk itself
  /** `aliveUntil`: when the desk was last known to run before this, where that was later than its last entry. */
  'system.started': z.object({ app: z.string(), runtime: z.string(), aliveUntil: ms.optional() }),
  'system.stopped': z.object({}),
  /** A crash left something to mend: what was cut (bytes of a torn record) or found damaged, and where. */
  'system.recovered': z.object({ kind: z.enum(['tornTail', 'damaged', 'missingSegment', 'clockBack']), segment: z.string().optional(), offset: ms.optional(), bytes: ms.optional(), detail: z.string().optional() }),
  'storage.level': z.object({ level: z.enum(['ok', 'noMedia', 'textOnly']), freeBytes: ms }),
  'person.added': z.object({ person: personIdSchema, name: z.string().min(1).max(60), role: roleSchema }),
  'company.named': z.object({ name: z.string().min(1).max(80) }),

  // --- accounts
  'account.added': z.object({ channel: channelKindSchema, name: z.string().min(1).max(60), settings: settingsSchema, mark: accountMarkSchema, secretKeys: z.array(z.string()).readonly() }),
  'account.edited': z.object({ name: z.string().min(1).max(60), settings: settingsSchema, mark: accountMarkSchema, secretKeys: z.array(z.string()).readonly() }),
  'account.paused': z.object({}),
  'account.resumed': z.object({}),
  /** Records stay; the account leaves the rail and never connects again. */
  'account.removed': z.object({}),
  'account.status': z.object({ status: accountStatusSchema }),
  /** Who the platform says we are on this account. */
  'account.identity': z.object({ self: contactIdSchema, nickname: z.string().optional(), avatar: mediaSchema.optional() }),
  /** Where catch-up goes on after the next connect. Opaque to all but the channel. */
  'channel.cursor': z.object({ key: z.string(), value: z.string() }),

  // --- what peers did
  'message.received': z.object({ chat: chatRefSchema, id: remoteIdSchema, at: ms, direction: z.enum(['in', 'out']), sender: senderSchema, parts: partsSchema, source: messageSourceSchema, courtesy: courtesyField }),
  'message.recalled': z.object({ id: remoteIdSchema, by: senderSchema.optional(), at: ms }),
  'message.edited': z.object({ id: remoteIdSchema, parts: partsSchema, at: ms, courtesy: courtesyField }),
  /** A part's media was fetched, refused or failed after the message was already kept. */
  'message.media': z.object({ id: remoteIdSchema, part: z.number().int().nonnegative(), media: mediaSchema }),
  /** Peer saw or received our messages: those named in `ids` or `clients` (replies without a remote id), or all of ours up to `upTo`. */
  'receipt.received': z.object({ state: z.enum(['delivered', 'read']), ids: z.array(remoteIdSchema).readonly().optional(), clients: z.array(clientIdSchema).readonly().optional(), upTo: ms.optional(), at: ms }),
  /** Something a peer sent that is no message; unknown kinds keep their raw form. */
  'notice.received': z.object({ chat: chatRefSchema.optional(), type: z.string(), at: ms, data: factsSchema.optional(), raw: jsonSchema.optional() }),
  'chat.seen': z.object({ chat: chatRefSchema, avatar: mediaSchema.optional(), members: z.number().int().optional() }),
  'contact.seen': z.object({ contact: contactIdSchema, name: z.string().optional(), remark: z.string().optional(), avatar: mediaSchema.optional(), facts: factsSchema.optional() }),
  /** The platform could not give back `from`..`to`. Without `conversation` it concerns the whole account. */
  'gap.noted': z.object({ from: ms, to: ms, reason: z.string() }),
  'catchup.done': z.object({ upTo: ms, count: z.number().int().nonnegative() }),

  // --- our replies
  'reply.queued': z.object({ client: clientIdSchema, parts: partsSchema, at: ms, wording: wordingUseSchema.optional() }),
  'reply.edited': z.object({ client: clientIdSchema, parts: partsSchema }),
  'reply.withdrawn': z.object({ client: clientIdSchema }),
  'reply.attempted': z.object({ client: clientIdSchema, attempt: z.number().int().positive() }),
  'reply.accepted': z.object({ client: clientIdSchema, id: remoteIdSchema.optional(), at: ms, proof: z.enum(['response', 'echo', 'history', 'person']) }),
  'reply.failed': z.object({ client: clientIdSchema, code: z.string(), data: factsSchema.optional(), retryable: z.boolean() }),
  'reply.uncertain': z.object({ client: clientIdSchema, code: z.string() }),
  /** Back to the queue: `retry` after a failure, `resend` after a person saw the doubt, `link` when it never left. */
  'reply.requeued': z.object({ client: clientIdSchema, why: z.enum(['retry', 'resend', 'link']) }),

  // --- what people did with conversations and customers
  'conversation.read': z.object({ upTo: z.number().int().nonnegative() }),
  /** `reason` is one of the rule pack's ids (older ones: a person's own words), `outcome` what the pack said of it then. */
  'conversation.closed': z.object({ reason: z.string().max(200).optional(), outcome: closeOutcomeSchema.optional(), note: z.string().max(500).optional() }),
  'conversation.reopened': z.object({}),
  'conversation.dismissed': z.object({}),
  'customer.tagged': z.object({ customer: customerIdSchema, tag: tagSchema }),
  'customer.untagged': z.object({ customer: customerIdSchema, kind: tagKindSchema, value: z.string() }),
  'customer.staged': z.object({ customer: customerIdSchema, stage: stageSchema }),

  // --- one file per area
  ...peopleBodies, ...custodyBodies, ...conversationBodies, ...collaborationBodies, ...wordingBodies, ...customerBodies, ...supervisionBodies, ...violationBodies, ...backupBodies, ...retentionBodies, ...qualityBodies, ...dutyBodies, ...flagBodies,
} as const;

export type EntryType = keyof typeof bodySchemas;
export type EntryData<T extends EntryType> = Readonly<z.infer<(typeof bodySchemas)[T]>>;

export const entryTypes = Object.keys(bodySchemas) as readonly EntryType[]; // keys of a closed literal

/** The head without type: who, where, when. `at` is the desk's wall clock in ms; `seq` starts at 1 without holes. */
export const headSchema = z.object({
  v: z.number().int().positive(),
  seq: z.number().int().positive(),
  at: ms,
  actor: actorSchema,
  seat: seatIdSchema,
  account: accountIdSchema.optional(),
  conversation: conversationIdSchema.optional(),
});
export type Head = Readonly<z.infer<typeof headSchema>>;

/** One entry, as read back. Discriminated by `type`. */
export type Entry = { readonly [T in EntryType]: Head & { readonly type: T; readonly data: EntryData<T> } }[EntryType];
export type EntryOf<T extends EntryType> = Extract<Entry, { readonly type: T }>;

/** What a writer hands over: the ledger adds `v`, `seq`, `seat`, salt, and `at` where the clock went back. */
export type Draft = {
  readonly [T in EntryType]: {
    readonly type: T;
    readonly actor: Head['actor'];
    readonly account?: Head['account'];
    readonly conversation?: Head['conversation'];
    readonly data: EntryData<T>;
  };
}[EntryType];

/**
 * Few, small and needed before anything else can be shown: read first when the archive is rebuilt.
 * `account.status` and cursors are left out, they are many.
 */
export const registryTypes: ReadonlySet<EntryType> = new Set<EntryType>([
  'person.added', 'person.renamed', 'person.roleProposed', 'person.roleDecided', 'person.roleChanged', 'person.left', 'person.returned', 'person.passwordSet', 'person.recoveryMade', 'session.policy',
  'permissions.proposed', 'permissions.decided', 'permissions.saved',
  'company.named', 'account.added', 'account.edited', 'account.paused', 'account.resumed',
  'account.removed', 'account.identity', 'account.issued', 'account.returned', 'account.secretRotated', 'account.policySet', 'custody.policySet', 'wording.saved', 'wording.removed',
  'wording.proposed', 'wording.decided', 'wording.withdrawn', 'wording.policySet', 'rulePack.saved', 'regulation.set', 'listFilter.saved', 'listFilter.removed',
  'customer.fieldDefined', 'customer.fieldRetired', 'customer.policySet', 'segment.saved', 'segment.removed', 'quality.rulesSaved', 'quality.planSaved', 'quality.planRetired', 'flagRules.saved', 'priceList.saved',
]);

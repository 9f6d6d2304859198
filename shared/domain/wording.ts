import { z } from 'zod';
import type { AccountId, PersonId, ProposalId, WordingId } from './ids';
import { accountIdSchema } from './account';
import { partsSchema, type Part, type Parts } from './message';
import { personIdSchema } from './person';

export const wordingIdSchema = z.string().min(1).max(64).transform((v) => v as WordingId);
export const proposalIdSchema = z.string().regex(/^[\w-]{8,64}$/).transform((v) => v as ProposalId);
/** 1, 2, 3 … in the order a wording was kept. */
export const wordingVersionSchema = z.number().int().positive();

export const MOST_LEVELS = 4;
/** Most messages of one wording. */
export const MOST_MESSAGES = 9;

/**
 * A prepared answer. `category` is a path from the root. `accounts` empty = of all shops. With `owner` it is personal:
 * offered to that person alone. `parts` is the first message, `more` those sent after it, in order. Variables in the
 * text: `{customer} {shop} {agent} {date} {order}`; blanks the agent must fill: `{?label}`. Not offered from
 * `expiresAt` (ms) on.
 */
export const wordingSchema = z.object({
  id: wordingIdSchema,
  title: z.string().min(1).max(80),
  category: z.array(z.string().min(1).max(40)).max(MOST_LEVELS).readonly(),
  shortcut: z.string().max(24).default(''),
  parts: partsSchema,
  more: z.array(partsSchema).max(MOST_MESSAGES - 1).readonly().optional(),
  accounts: z.array(accountIdSchema).readonly().default([]),
  owner: personIdSchema.optional(),
  expiresAt: z.number().int().nonnegative().optional(),
}).readonly();
export type Wording = z.infer<typeof wordingSchema>;

const sendable: ReadonlySet<Part['kind']> = new Set<Part['kind']>(['text', 'image', 'file', 'video']);
const isMessage = (parts: Parts): boolean =>
  parts.length > 0 && parts.every((part) => sendable.has(part.kind) && (part.kind !== 'text' || part.text.trim() !== ''));

/** What a person hands in: every message says something, and only what any channel can be asked to send. */
export const wordingInputSchema = wordingSchema.refine((wording) => messagesOf(wording).every(isMessage), { error: 'a message of a wording is empty or holds what cannot be sent', path: ['parts'] });

/** Its messages in the order they are sent; at least one. */
export const messagesOf = (wording: Pick<Wording, 'parts' | 'more'>): readonly [Parts, ...(readonly Parts[])] => [wording.parts, ...(wording.more ?? [])];

export const isExpired = (wording: Pick<Wording, 'expiresAt'>, now: number): boolean => wording.expiresAt !== undefined && wording.expiresAt <= now;

/** Whether a wording in force may be picked by this person in a conversation of this account (any account when left out). */
export const isOffered = (wording: Pick<Wording, 'accounts' | 'owner' | 'expiresAt'>, to: { readonly account?: AccountId | undefined; readonly person: PersonId | undefined; readonly now: number }): boolean =>
  !isExpired(wording, to.now)
  && (wording.owner === undefined || wording.owner === to.person)
  && (to.account === undefined || wording.accounts.length === 0 || wording.accounts.includes(to.account));

/** The same for whoever reads or sends it; the id is not looked at. Order of accounts does not matter. */
export const isSameWording = (one: Wording, other: Wording): boolean => contentKey(one) === contentKey(other);

const contentKey = ({ title, category, shortcut, accounts, owner, expiresAt, ...rest }: Wording): string =>
  JSON.stringify([title, category, shortcut, [...accounts].sort(), owner ?? null, expiresAt ?? null, messagesOf(rest)]);

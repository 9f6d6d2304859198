/**
 * What head and body of a record say, as JSON text:
 *
 *     head  {"v","seq","at","type","actor","seat","account"?,"conversation"?,"digest"}
 *     body  {"salt","data"}
 *
 * `digest` is the lower-case hex SHA-256 of the body's bytes exactly as stored: they begin with the salt
 * (128 random bits, hex), then the data, so the digest tells nothing about the data once the body is gone.
 * The Merkle leaf is the head's bytes exactly as stored.
 */
import { z } from 'zod';
import { entryTypes, headSchema, type Draft, type EntryType, type Head } from './entry';

export const SALT_HEX = 32;
export const DIGEST_HEX = 64;

/** The head as stored: of any version, so `type` is any word here and known only after upcasting. */
export const storedHeadSchema = z.object({
  v: z.number().int().positive(),
  seq: z.number().int().positive(),
  type: z.string().min(1).max(64),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type StoredHead = z.infer<typeof storedHeadSchema>;

/** The head of the current version, whole. */
export const currentHeadSchema = headSchema.extend({ type: z.enum(entryTypes as readonly [EntryType, ...EntryType[]]) }); // entryTypes is never empty

export type HeadText = { readonly draft: Draft; readonly v: number; readonly seq: number; readonly at: number; readonly seat: Head['seat'] };

const actorTexts = { channel: '{"kind":"channel"}', system: '{"kind":"system"}' } as const;

const actorText = (actor: Head['actor']): string => (actor.kind === 'person' ? JSON.stringify(actor) : actorTexts[actor.kind]);

/** The head's text up to its digest, which the writer adds with `"}` once the body is hashed. */
export const headTextBeforeDigest = ({ draft, v, seq, at, seat }: HeadText): string => {
  const account = draft.account === undefined ? '' : `,"account":${JSON.stringify(draft.account)}`;
  const conversation = draft.conversation === undefined ? '' : `,"conversation":${JSON.stringify(draft.conversation)}`;
  return `{"v":${v},"seq":${seq},"at":${at},"type":"${draft.type}","actor":${actorText(draft.actor)},"seat":${JSON.stringify(seat)}${account}${conversation},"digest":"`;
};

export const bodyText = (salt: string, data: unknown): string => `{"salt":"${salt}","data":${JSON.stringify(data)}}`;

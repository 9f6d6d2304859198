import { z } from 'zod';
import type { BlobId, RemoteMessageId } from './ids';
import { jsonSchema } from './json';

export const blobIdSchema = z.string().regex(/^[0-9a-f]{64}$/).transform((v) => v as BlobId);

/**
 * A picture, file, voice or film. `stored` has `blob` and can be shown offline; `remote` was not
 * fetched yet; `failed` and `refused` say why in `reason` (an error code, e.g. `media.tooLarge`).
 * `ref` is the channel's own handle for fetching it (opaque elsewhere).
 */
export const mediaSchema = z.object({
  name: z.string(),
  mime: z.string(),
  size: z.number().int().nonnegative().optional(),
  state: z.enum(['stored', 'remote', 'failed', 'refused']),
  blob: blobIdSchema.optional(),
  ref: z.string().optional(),
  reason: z.string().optional(),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
}).readonly();
export type Media = z.infer<typeof mediaSchema>;

/** One piece of a message. Text is plain text on every channel: it never becomes markup. */
export const partSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('image'), media: mediaSchema, sticker: z.boolean().optional() }),
  z.object({ kind: z.literal('file'), media: mediaSchema }),
  z.object({ kind: z.literal('voice'), media: mediaSchema, seconds: z.number().nonnegative().optional() }),
  z.object({ kind: z.literal('video'), media: mediaSchema }),
  z.object({ kind: z.literal('mention'), target: z.string(), name: z.string().optional() }),
  z.object({ kind: z.literal('emoji'), id: z.string(), name: z.string().optional() }),
  z.object({ kind: z.literal('quote'), id: z.string().transform((v) => v as RemoteMessageId), excerpt: z.string().optional(), author: z.string().optional() }),
  z.object({ kind: z.literal('link'), url: z.string(), title: z.string().optional(), description: z.string().optional() }),
  z.object({ kind: z.literal('location'), latitude: z.number(), longitude: z.number(), title: z.string().optional(), address: z.string().optional() }),
  z.object({ kind: z.literal('forward'), id: z.string(), count: z.number().int().optional() }),
  z.object({ kind: z.literal('order'), order: z.string(), title: z.string(), amount: z.string().optional(), state: z.string().optional() }),
  z.object({ kind: z.literal('unsupported'), type: z.string(), raw: jsonSchema }),
]).readonly();
export type Part = z.infer<typeof partSchema>;
export type PartKind = Part['kind'];

export const partsSchema = z.array(partSchema).readonly();
export type Parts = readonly Part[];

export type MediaPart = Extract<Part, { readonly media: Media }>;
export const isMediaPart = (part: Part): part is MediaPart => 'media' in part;

/** The words of a message: text parts and mentions joined, without placeholders for media. */
export const textOf = (parts: Parts): string =>
  parts.map((part) => {
    switch (part.kind) {
      case 'text': return part.text;
      case 'mention': return part.target === 'all' ? '@all ' : `@${part.name ?? part.target} `;
      case 'emoji': return part.name ? `[${part.name}]` : '';
      case 'link': return part.title ?? part.url;
      default: return '';
    }
  }).join('').trim();

/** What a one-line preview leads with when a message has no words, e.g. `image`. */
export const leadKindOf = (parts: Parts): PartKind | undefined =>
  parts.find((part) => part.kind !== 'quote' && part.kind !== 'mention')?.kind;

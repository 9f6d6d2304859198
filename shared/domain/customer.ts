import { z } from 'zod';

/** Sorting of a customer: potential by province-level division, deal (actual) by occupation. */
export const stageSchema = z.enum(['potential', 'deal']);
export type Stage = z.infer<typeof stageSchema>;

/**
 * What a tag says. `province` holds a GB/T 2260 six-digit code of one of the 34 province-level
 * divisions (resources/divisions); `occupation` a key of resources/occupations or a company's own word.
 */
export const tagKindSchema = z.enum(['province', 'occupation', 'grade', 'free']);
export type TagKind = z.infer<typeof tagKindSchema>;

export const tagSourceSchema = z.enum(['agent', 'chat', 'address', 'phone', 'import', 'channel']);
export type TagSource = z.infer<typeof tagSourceSchema>;

export const tagSchema = z.object({
  kind: tagKindSchema,
  value: z.string().min(1).max(60),
  source: tagSourceSchema.default('agent'),
}).readonly();
export type Tag = z.infer<typeof tagSchema>;

/** Kinds that hold one value at a time; `free` holds many. */
export const isSingleTag = (kind: TagKind): boolean => kind !== 'free';

import { z } from 'zod';

/** Sorting of a customer: potential by province-level division, deal (actual) by occupation. */
export const stageSchema = z.enum(['potential', 'deal']);
export type Stage = z.infer<typeof stageSchema>;

/**
 * What a tag says. `province` holds a GB/T 2260 six-digit code of one of the 34 province-level
 * divisions (resources/divisions); `occupation` a key of resources/occupations or a company's own word;
 * `group` a group of customers the company made (分组), `free` any word.
 */
export const tagKindSchema = z.enum(['province', 'occupation', 'grade', 'free', 'group']);
export type TagKind = z.infer<typeof tagKindSchema>;

export const tagSourceSchema = z.enum(['agent', 'chat', 'address', 'phone', 'import', 'channel']);
export type TagSource = z.infer<typeof tagSourceSchema>;

/** What a classification rests on: how sure (0..1), the words it was read from, the message they stand in. */
export const evidenceSchema = z.object({
  confidence: z.number().min(0).max(1).optional(),
  quote: z.string().max(200).optional(),
  message: z.string().max(600).optional(),
}).readonly();
export type Evidence = z.infer<typeof evidenceSchema>;

export const tagSchema = z.object({
  kind: tagKindSchema,
  value: z.string().min(1).max(60),
  source: tagSourceSchema.default('agent'),
  evidence: evidenceSchema.optional(),
}).readonly();
export type Tag = z.infer<typeof tagSchema>;

/** Kinds that hold one value at a time; `free` and `group` hold many. */
export const isSingleTag = (kind: TagKind): boolean => kind !== 'free' && kind !== 'group';

/** Fields every profile has; the company's own are `custom:<id>`. Phones and addresses hold several. */
export const builtInFields = ['name', 'remark', 'phones', 'addresses', 'email', 'birthday', 'company', 'idNumber', 'bankCard'] as const;
export type BuiltInField = (typeof builtInFields)[number];
export const listFields: ReadonlySet<string> = new Set(['phones', 'addresses']);

export const fieldKeySchema = z.union([z.enum(builtInFields), z.string().regex(/^custom:[\w-]{1,40}$/)]);
export type FieldKey = z.infer<typeof fieldKeySchema>;

/** `null` empties a field: a fact of its own, newer than what another account's file may say. */
export const fieldValueSchema = z.union([z.string().max(2000), z.number(), z.boolean(), z.array(z.string().min(1).max(300)).max(20).readonly(), z.null()]);
export type FieldValue = z.infer<typeof fieldValueSchema>;

/** A field the company added. `choices` for the kind `choice` only. */
export const fieldKinds = ['text', 'number', 'date', 'choice', 'boolean'] as const;
export const fieldDefinitionSchema = z.object({
  id: z.string().regex(/^[\w-]{1,40}$/),
  name: z.string().trim().min(1).max(30),
  kind: z.enum(fieldKinds),
  choices: z.array(z.string().trim().min(1).max(60)).max(50).readonly().optional(),
}).readonly();
export type FieldDefinition = z.infer<typeof fieldDefinitionSchema>;

/** Why two files are held to be one person. */
export const sameReasonSchema = z.enum(['phone', 'address', 'email', 'remark', 'said', 'agent', 'import']);
export type SameReason = z.infer<typeof sameReasonSchema>;
export const mergeEvidenceSchema = z.object({ reason: sameReasonSchema, note: z.string().max(300).optional() }).readonly();
export type MergeEvidence = z.infer<typeof mergeEvidenceSchema>;

/** One change to many customers at once. */
export const customerChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag'), tag: tagSchema }),
  z.object({ kind: z.literal('untag'), tagKind: tagKindSchema, value: z.string().min(1).max(60) }),
  /** Words of one kind become one word: renaming and merging tags. */
  z.object({ kind: z.literal('retag'), tagKind: z.enum(['free', 'group']), from: z.array(z.string().min(1).max(60)).min(1).max(50).readonly(), to: z.string().min(1).max(60) }),
  z.object({ kind: z.literal('stage'), stage: stageSchema }),
  z.object({ kind: z.literal('star'), starred: z.boolean() }),
  z.object({ kind: z.literal('field'), key: fieldKeySchema, value: fieldValueSchema }),
]).readonly();
export type CustomerChange = z.infer<typeof customerChangeSchema>;

export const repeatSchema = z.object({ every: z.number().int().min(1).max(365), unit: z.enum(['day', 'week', 'month']) }).readonly();
export type Repeat = z.infer<typeof repeatSchema>;

/** `account` of customer files made by hand or by an import: nobody there to write to, until joined with one. */
export const FILED_ACCOUNT = 'filed';

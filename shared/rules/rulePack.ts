import { z } from 'zod';
import { chatKindSchema, type ChatKind } from '../domain/chat';
import type { Parts } from '../domain/message';
import { courtesyWords } from './courtesyWords';
import { calendarSchema, runsSchema, shiftPlanSchema } from './schedule';

/** A rule always names its clause, so that a screen or report can say why. */
const clauseIdSchema = z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/);
/** Words in the languages of the screen; the Chinese ones are the record. */
export const ruleWordsSchema = z.object({ 'zh-CN': z.string().trim().min(1).max(200), en: z.string().trim().max(200).optional() }).readonly();
export type RuleWords = z.infer<typeof ruleWordsSchema>;
const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const secondsSchema = z.number().int().min(5).max(30 * 86_400);

/** What a conversation is about: a customer, a group in which work is given to us, a place of company notices. */
export const matterSchema = z.enum(['customer', 'task', 'notice']);
export type Matter = z.infer<typeof matterSchema>;

/**
 * One waiting clock. It concerns conversations by what they are about, by channel and by kind of chat (an empty list
 * = any). `first` runs only for the first answer of a contact, `round` for every question up to its answer. Times
 * count only while the clock runs (`runs`).
 */
export const clockRuleSchema = z.object({
  id: slugSchema,
  clause: clauseIdSchema,
  title: ruleWordsSchema,
  isOn: z.boolean(),
  asks: z.enum(['first', 'round']),
  matter: matterSchema,
  channels: z.array(z.string().min(1).max(40)).max(40).default([]),
  chats: z.array(chatKindSchema).max(3).default([]),
  runs: runsSchema,
  limitSeconds: secondsSchema,
  /** Second threshold: then the supervisor is told. */
  escalateSeconds: secondsSchema.optional(),
}).readonly().refine((rule) => rule.escalateSeconds === undefined || rule.escalateSeconds >= rule.limitSeconds, { error: 'the supervisor is told after the limit', path: ['escalateSeconds'] });
export type ClockRule = z.infer<typeof clockRuleSchema>;

/** Why a conversation ended. `sold`/`lost` feed the conversion analysis, `other` says nothing about a sale. */
export const closeOutcomeSchema = z.enum(['sold', 'lost', 'other']);
export type CloseOutcome = z.infer<typeof closeOutcomeSchema>;
export const closeReasonSchema = z.object({ id: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/), outcome: closeOutcomeSchema, title: ruleWordsSchema }).readonly();
export type CloseReason = z.infer<typeof closeReasonSchema>;

const closingSchema = z.object({
  /** A conversation cannot be closed without one. */
  isRequired: z.boolean(),
  reasons: z.array(closeReasonSchema).min(1).max(40),
});

const hasOneEach = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** A rule pack (`resources/rules/*.json`): versioned, editable by the administrator. Version 1 is the one shipped. */
export const rulePackSchema = z.object({
  id: z.string().min(1).max(64),
  version: z.number().int().positive(),
  clauses: z.array(z.object({ id: clauseIdSchema, title: ruleWordsSchema })).max(200),
  clocks: z.array(clockRuleSchema).max(40),
  calendar: calendarSchema,
  shifts: shiftPlanSchema,
  /** After so long without a word the next question is a first one again. */
  sessionGapHours: z.number().min(1).max(720).default(24),
  /** Thanks and goodbyes that start no clock. */
  courtesy: z.object({ words: z.array(z.string().trim().min(1).max(20)).max(2_000).default([...courtesyWords]) }).default({ words: [...courtesyWords] }),
  closing: closingSchema,
}).refine((pack) => pack.clocks.every(({ clause }) => pack.clauses.some(({ id }) => id === clause)), { error: 'a clock names a clause the pack does not have', path: ['clocks'] })
  .refine((pack) => hasOneEach(pack.clocks.map(({ id }) => id)), { error: 'two clocks of one id', path: ['clocks'] })
  .refine((pack) => hasOneEach(pack.closing.reasons.map(({ id }) => id)), { error: 'two reasons of one id', path: ['closing', 'reasons'] });
export type RulePack = Readonly<z.infer<typeof rulePackSchema>>;
export type RulePackInput = z.input<typeof rulePackSchema>;

/** The words of a rule in the language of the screen. */
export const ruleWords = (words: RuleWords, locale: string): string =>
  locale === 'en' && words.en !== undefined && words.en !== '' ? words.en : words['zh-CN'];

/** What a conversation is about unless a person said otherwise: who names us in a group gives us work. */
export const matterOf = (row: { readonly kind: string; readonly matter?: Matter | undefined }): Matter => row.matter ?? (row.kind === 'group' ? 'task' : 'customer');

/** In a group only who speaks to us waits, unless it is a place of notices; elsewhere everybody does. */
export const concernsUs = (of: { readonly kind: ChatKind; readonly matter?: Matter | undefined }, parts: Parts, self: string | undefined): boolean =>
  of.kind !== 'group' || of.matter === 'notice' || (self !== undefined && parts.some((part) => part.kind === 'mention' && part.target === self));

export const closeReasonOf = (pack: RulePack, id: string | undefined): CloseReason | undefined =>
  id === undefined ? undefined : pack.closing.reasons.find((reason) => reason.id === id);

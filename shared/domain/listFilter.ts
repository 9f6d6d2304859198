import { z } from 'zod';
import { accountIdSchema } from './account';
import { chatKindSchema } from './chat';
import { personIdSchema } from './person';

/** Chips over the list: 全部 / 未读 / 待处理 / 超时 / 我的 / 未分配 / 稍后 / 已完成. */
export const listScopes = ['all', 'unread', 'waiting', 'overdue', 'mine', 'unassigned', 'snoozed', 'done'] as const;
export type ListScope = (typeof listScopes)[number];

/** `waiting` longest waiting first; `due` nearest to (or furthest past) its limit first; `recent` latest first. */
export const listOrders = ['waiting', 'due', 'recent'] as const;
export type ListOrder = (typeof listOrders)[number];

/** What sets a conversation apart: a key customer, kept on top by who looks, a colleague waits for them, a reply planned for later. */
export const listMarks = ['starred', 'pinned', 'asked', 'planned'] as const;

const laterValue = z.string().min(1).max(120).nullish();
const value = z.string().min(1).max(120).nullable().default(null);

/** What the list is narrowed to; `null` = any. All conditions hold together. */
export const listQuerySchema = z.object({
  scope: z.enum(listScopes).default('all'),
  account: accountIdSchema.nullable().default(null),
  platform: value, tag: value, province: value, occupation: value, grade: value, stage: value,
  // Later than the others: filters saved before do not have them.
  kind: chatKindSchema.nullish(),
  mark: z.enum(listMarks).nullish(),
  /** A group of customers; how it was closed (id of the reason, else the outcome). */
  group: laterValue, ending: laterValue,
  assignee: personIdSchema.nullable().default(null),
  /** Has a reply that failed or whose arrival is uncertain. */
  trouble: z.enum(['failed', 'uncertain']).nullable().default(null),
  /** Waits longer than so many minutes. */
  waitsOver: z.number().int().min(1).max(100_000).nullable().default(null),
  order: z.enum(listOrders).default('waiting'),
}).readonly();
export type ListQuery = z.infer<typeof listQuerySchema>;

export const listFilterIdSchema = z.string().min(8).max(64).regex(/^[\w-]+$/);

/** A named filter. `place` is its number among the shortcuts of its menu (1–9). Shared ones are the company's, others their owner's. */
export const savedFilterSchema = z.object({
  id: listFilterIdSchema,
  name: z.string().trim().min(1).max(30),
  place: z.number().int().min(1).max(9).nullable().default(null),
  isShared: z.boolean().default(false),
  query: listQuerySchema,
}).readonly();
export type SavedFilter = z.infer<typeof savedFilterSchema>;

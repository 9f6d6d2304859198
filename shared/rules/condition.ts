/**
 * Compound conditions over customers: a tree of AND / OR groups whose leaves compare one trait. Pure: what is
 * compared is handed in as `Traits`. A leaf about a trait that is missing is false, except for `absent` and `isNot`.
 */
import { z } from 'zod';

/** Traits by type; own fields are `custom:<id>` and typed by their definition. */
export const traitTypes = {
  name: 'text', remark: 'text', phone: 'text', email: 'text', address: 'text', company: 'text', birthday: 'date',
  stage: 'choice', province: 'choice', occupation: 'choice', grade: 'choice', starred: 'boolean', tag: 'set', group: 'set', account: 'set', channel: 'set',
  firstAt: 'date', lastAt: 'date', lastOut: 'date', messages: 'number', accounts: 'number', waiting: 'boolean', closedReason: 'text', followUp: 'date',
} as const;
export type BuiltInTrait = keyof typeof traitTypes;
export type TraitType = (typeof traitTypes)[BuiltInTrait];

export const operators = {
  text: ['is', 'isNot', 'contains', 'lacks', 'present', 'absent'],
  choice: ['is', 'isNot', 'anyOf', 'present', 'absent'],
  set: ['is', 'isNot', 'anyOf', 'present', 'absent'],
  number: ['is', 'atLeast', 'atMost', 'present', 'absent'],
  date: ['before', 'after', 'withinDays', 'olderDays', 'present', 'absent'],
  boolean: ['is'],
} as const satisfies Readonly<Record<TraitType, readonly string[]>>;
export type Operator = (typeof operators)[TraitType][number];

const operatorSchema = z.enum(['is', 'isNot', 'contains', 'lacks', 'anyOf', 'atLeast', 'atMost', 'before', 'after', 'withinDays', 'olderDays', 'present', 'absent']);
const operandSchema = z.union([z.string().max(200), z.number(), z.boolean(), z.array(z.string().max(200)).max(100).readonly()]);

export const leafSchema = z.object({ trait: z.string().min(1).max(60), op: operatorSchema, operand: operandSchema.optional() }).readonly();
export type Leaf = z.infer<typeof leafSchema>;

/** A group; nested at most two deep on screen, any depth here. An empty one is true. */
export type Group = { readonly all: boolean; readonly of: readonly (Leaf | Group)[] };
export const groupSchema: z.ZodType<Group> = z.lazy(() => z.object({ all: z.boolean(), of: z.array(z.union([groupSchema, leafSchema])).max(40).readonly() }).readonly());

export const segmentSchema = z.object({
  id: z.string().regex(/^[\w-]{8,64}$/),
  name: z.string().trim().min(1).max(40),
  shared: z.boolean(),
  condition: groupSchema,
}).readonly();
export type Segment = z.infer<typeof segmentSchema>;

export type TraitValue = string | number | boolean | readonly string[];
/** What a customer is like: a trait not there is missing. Dates in ms. */
export type Traits = Readonly<Record<string, TraitValue | undefined>>;

const DAY_MS = 86_400_000;

const words = (value: TraitValue | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'object' ? value : [String(value)];

const isMissing = (value: TraitValue | undefined): boolean => value === undefined || value === '' || (typeof value === 'object' && value.length === 0);

const same = (value: TraitValue | undefined, operand: Leaf['operand']): boolean =>
  typeof value === 'boolean' || typeof operand === 'boolean'
    ? (value === true) === (operand === true)
    : words(value).some((word) => word.toLowerCase() === String(operand).toLowerCase());

const contains = (value: TraitValue | undefined, operand: Leaf['operand']): boolean =>
  words(value).some((word) => word.toLowerCase().includes(String(operand).toLowerCase()));

const numberOf = (value: TraitValue | Leaf['operand']): number => (typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN);

/** One comparison; `now` in ms for the relative dates. */
export const leafHolds = ({ trait, op, operand }: Leaf, traits: Traits, now: number): boolean => {
  const value = traits[trait];
  switch (op) {
    case 'present': return !isMissing(value);
    case 'absent': return isMissing(value);
    case 'is': return (!isMissing(value) || typeof operand === 'boolean') && same(value, operand);
    case 'isNot': return !same(value, operand);
    case 'contains': return contains(value, operand);
    case 'lacks': return !contains(value, operand);
    case 'anyOf': return Array.isArray(operand) && operand.some((one) => same(value, one));
    case 'atLeast': return numberOf(value) >= numberOf(operand);
    case 'atMost': return numberOf(value) <= numberOf(operand);
    case 'before': return numberOf(value) < numberOf(operand);
    case 'after': return numberOf(value) >= numberOf(operand);
    case 'withinDays': return numberOf(value) >= now - numberOf(operand) * DAY_MS && numberOf(value) <= now + numberOf(operand) * DAY_MS;
    case 'olderDays': return numberOf(value) < now - numberOf(operand) * DAY_MS;
  }
};

const isGroup = (node: Leaf | Group): node is Group => 'of' in node;

/** Whether the whole tree holds. */
export const conditionHolds = (group: Group, traits: Traits, now: number): boolean => {
  if (group.of.length === 0) return true;
  const holds = (node: Leaf | Group): boolean => (isGroup(node) ? conditionHolds(node, traits, now) : leafHolds(node, traits, now));
  return group.all ? group.of.every(holds) : group.of.some(holds);
};

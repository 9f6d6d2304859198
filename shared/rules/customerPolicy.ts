/** What the company decided about customers: how often they are contacted, who sees what. Pure. */
import { z } from 'zod';
import { roleSchema, type Role } from '../domain/person';

/** Fields that are covered for the roles named beside them. */
export const maskedFields = ['phone', 'address', 'email', 'idNumber', 'bankCard'] as const;
export const maskedFieldSchema = z.enum(maskedFields);
export type MaskedField = z.infer<typeof maskedFieldSchema>;

const clauseSchema = z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/);

export const customerPolicySchema = z.object({
  /** A new customer is contacted at least `times` within `days` of the first contact. */
  newcomers: z.object({ clause: clauseSchema, days: z.number().int().min(1).max(60), times: z.number().int().min(1).max(31) }),
  /** Customers of these grades (and key customers, where `starred`) are contacted at least `times` a month. */
  regulars: z.object({ clause: clauseSchema, grades: z.array(z.string().min(1).max(10)).max(10).readonly(), starred: z.boolean(), times: z.number().int().min(1).max(31) }),
  /** Roles each field is covered for. */
  masking: z.object({ clause: clauseSchema, covered: z.partialRecord(maskedFieldSchema, z.array(roleSchema).readonly()) }),
}).readonly();
export type CustomerPolicy = z.infer<typeof customerPolicySchema>;

/** Whether a role sees this field covered. */
export const isCovered = (policy: CustomerPolicy, field: MaskedField, role: Role): boolean =>
  policy.masking.covered[field]?.includes(role) === true;

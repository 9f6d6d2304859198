import { z } from 'zod';
import shipped from '#resources/rules/retention.json';

const clause = z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/);

/** The shipped rules of erasure; a broken resource is a bug of ours and throws. */
export const retentionRules = z.object({
  erasure: z.object({ clause, waitHours: z.number().int().min(1).max(720) }),
  period: z.object({ clause }),
  exportHoldDays: z.number().int().min(1).max(3650),
}).parse(shipped);

import { z } from 'zod';

export const EVIDENCE_PASSWORD_MIN = 8;
/** Why records leave the desk, in the words of who takes them out. */
export const purposeSchema = z.string().trim().min(2).max(500);

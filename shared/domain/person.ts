import { z } from 'zod';
import type { PersonId, SeatId } from './ids';

export const roleSchema = z.enum(['agent', 'supervisor', 'administrator']);
export type Role = z.infer<typeof roleSchema>;

export const personIdSchema = z.string().min(1).max(64).transform((v) => v as PersonId);
export const seatIdSchema = z.string().min(1).max(64).transform((v) => v as SeatId);

/** Who caused an entry. A command's actor is the person its port stands for, never what the command says. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: personIdSchema, role: roleSchema }),
  z.object({ kind: z.literal('channel') }),
  z.object({ kind: z.literal('system') }),
]).readonly();
export type Actor = z.infer<typeof actorSchema>;

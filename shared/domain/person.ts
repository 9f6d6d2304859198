import { z } from 'zod';
import type { PersonId, SeatId } from './ids';

export const roleSchema = z.enum(['agent', 'supervisor', 'administrator']);
export type Role = z.infer<typeof roleSchema>;

/** Whoever ranks higher may do all that those below may do. */
export const ROLE_RANK: Readonly<Record<Role, number>> = { agent: 0, supervisor: 1, administrator: 2 };

export const personIdSchema = z.string().min(1).max(64).transform((v) => v as PersonId);
export const personNameSchema = z.string().trim().min(1).max(60);
export const seatIdSchema = z.string().min(1).max(64).transform((v) => v as SeatId);

/** Characters a password must have at least, as a person counts them. */
export const PASSWORD_MIN = 8;
export const passwordLength = (password: string): number => [...password.normalize('NFKC')].length;
/** A password on its way: only its length is bounded here; the owner of the verifiers refuses what is too short. */
export const passwordSchema = z.string().min(1).max(256);

/** Minutes without a touch after which the desk locks itself. */
export const idleMinutesSchema = z.number().int().min(1).max(240);
export const IDLE_MINUTES_DEFAULT = 10;

/** Who caused an entry. A command's actor is the person its port stands for, never what the command says. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: personIdSchema, role: roleSchema }),
  z.object({ kind: z.literal('channel') }),
  z.object({ kind: z.literal('system') }),
]).readonly();
export type Actor = z.infer<typeof actorSchema>;

import { z } from 'zod';

/** Any JSON value; what a channel keeps raw when it does not understand a peer. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export const jsonSchema: z.ZodType<Json> = z.json() as z.ZodType<Json>; // zod's own type is mutable, ours is not

import { z } from 'zod';

/** Speed of the script: 1 is life, 10 shows everything within a minute or two. */
export const demoConfig = z.object({ speed: z.coerce.number().min(0.25).max(60).default(1) });

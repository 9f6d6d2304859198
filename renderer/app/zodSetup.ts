import { z } from 'zod';

// Our CSP forbids eval: zod must not even probe for it. Second import of main.tsx, before any schema parses.
z.config({ jitless: true });

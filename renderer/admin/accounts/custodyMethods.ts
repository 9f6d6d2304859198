import type { custodyRoutes } from '#shared/ipc/desk/custodyRoutes';

/** Commands about custody; the preview of a hand-over answers with what it would do and is asked by itself. */
export type CustodyMethod = Exclude<keyof typeof custodyRoutes, 'handover.preview'>;

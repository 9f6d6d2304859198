import type { archiveRoutes } from '#shared/ipc/archiveRoutes';
import type { Ledger } from '../ledger/contract';
import type { Handlers } from './servePort';

export const archiveHandlers = (ledger: Ledger): Handlers<typeof archiveRoutes, null> => ({
  'ledger.range': () => ({ ledger: ledger.id, head: ledger.head() }),
  'ledger.read': ({ after, limit }) => ledger.read(after, limit),
  'ledger.registry': async () => ({ entries: await ledger.registry() }),
});

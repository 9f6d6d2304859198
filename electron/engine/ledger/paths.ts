/** What lies where in a ledger's folder. */
import { join } from 'node:path';

export type LedgerPaths = Readonly<Record<'dir' | 'segments' | 'blobs' | 'recovered' | 'identity' | 'pub' | 'checkpoints' | 'tree' | 'registry' | 'lock' | 'reserve', string>>;

export const ledgerPaths = (dir: string): LedgerPaths => ({
  dir,
  segments: join(dir, 'segments'),
  blobs: join(dir, 'blobs'),
  recovered: join(dir, 'recovered'),
  identity: join(dir, 'ledger.json'),
  pub: join(dir, 'ledger.pub'),
  checkpoints: join(dir, 'checkpoints.log'),
  tree: join(dir, 'tree.bin'),
  registry: join(dir, 'registry.jsonl'),
  lock: join(dir, 'ledger.lock'),
  reserve: join(dir, 'reserve.bin'),
});

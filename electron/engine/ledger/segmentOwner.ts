import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadMember, readFirstMember } from './sealedFile';
import { decodeHeader, parseName } from './segmentHeader';

/** The ledger that the segments in a folder say they belong to; `undefined` when none says so. */
export const readLedgerId = async (dir: string): Promise<string | undefined> => {
  for (const name of (await readdir(dir)).sort()) {
    const parsed = parseName(name);
    if (!parsed) continue;
    const path = join(dir, name);
    const first = parsed.sealed ? await readFirstMember(path) : undefined;
    const bytes = parsed.sealed ? first && (await loadMember(path, first)).bytes : await readFile(path);
    const header = bytes && decodeHeader(bytes);
    if (header) return header.header.ledger;
  }
  return undefined;
};

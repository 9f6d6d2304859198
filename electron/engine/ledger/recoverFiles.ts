/** The files in a ledger's folder as a crash may leave them: twins, leftovers, torn ends. */
import { open, readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDir, writeDurable } from './durable';
import { sha256Hex } from './hashing';
import type { Incident } from './incidents';
import { isSealedWhole } from './sealing';
import { parseName, plainName, sealedName } from './segmentHeader';
import type { PlainScan } from './segmentScan';

export type Found = { readonly number: number; readonly path: string; readonly sealed: boolean };

/** After a crash while sealing both forms may be there: the sealed one stays only when it gives every byte back. */
const settleTwins = async (dir: string, number: number): Promise<boolean> => {
  const plain = join(dir, plainName(number));
  const sealed = join(dir, sealedName(number));
  const isWhole = await isSealedWhole(sealed, (await stat(plain)).size);
  await rm(isWhole ? plain : sealed);
  await syncDir(dir);
  return isWhole;
};

/** Segments in order; removes what was never finished. */
export const listSegments = async (dir: string): Promise<readonly Found[]> => {
  const names = await readdir(dir);
  for (const name of names) if (name.endsWith('.tmp')) await rm(join(dir, name), { force: true });
  const forms = new Map<number, boolean[]>();
  for (const name of names) {
    const parsed = parseName(name);
    if (parsed) forms.set(parsed.segment, [...(forms.get(parsed.segment) ?? []), parsed.sealed]);
  }
  const found: Found[] = [];
  for (const [number, kinds] of [...forms].sort(([a], [b]) => a - b)) {
    const sealed = kinds.length > 1 ? await settleTwins(dir, number) : kinds[0] === true;
    found.push({ number, sealed, path: join(dir, sealed ? sealedName(number) : plainName(number)) });
  }
  return found;
};

export type Warn = (message: string, facts: Readonly<Record<string, unknown>>) => void;

/** Keeps the bytes aside under a name that says where they lay, then cuts them. A full disk keeps nobody from cutting. */
export const cutTail = async (recovered: string, { cut, segment }: PlainScan, warn: Warn): Promise<readonly Incident[]> => {
  if (!cut) return [];
  const name = plainName(segment.number);
  const isKept = await writeDurable(join(recovered, `${name}.${cut.offset}.${sha256Hex(cut.bytes).slice(0, 8)}.bin`), cut.bytes).then(() => true, (error: unknown) => {
    warn('cut bytes not kept', { segment: name, offset: cut.offset, bytes: cut.bytes.length, error: String(error) });
    return false;
  });
  await truncate(segment.path, cut.offset);
  const file = await open(segment.path, 'r+');
  await file.sync().finally(() => file.close());
  return isKept ? [] : [{ kind: 'tornTail', segment: name, offset: cut.offset, bytes: cut.bytes.length }];
};

/** Every cut ever made, by the files kept of it: a crash before the report was written does not hush it up. */
export const tornTails = async (dir: string): Promise<readonly Incident[]> => {
  const incidents: Incident[] = [];
  for (const name of await readdir(dir)) {
    const [, segment, offset] = /^(\d{8,}\.zxl)\.(\d+)\.[0-9a-f]{8}\.bin$/.exec(name) ?? [];
    if (segment !== undefined) incidents.push({ kind: 'tornTail', segment, offset: Number(offset), bytes: (await stat(join(dir, name))).size });
  }
  return incidents;
};

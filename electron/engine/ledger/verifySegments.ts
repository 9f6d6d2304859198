/** A ledger's segments as they lie there, for verifying: reading only, also while a writer is at work. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './durable';
import { loadMember, readMembers } from './sealedFile';
import { parseName, plainName, sealedName } from './segmentHeader';

/** A run of whole records of one segment; `lost` bytes behind it could not be decompressed, `damaged` ones were but do not fit their checks. */
export type Run = { readonly bytes: Buffer; readonly rawOffset: number; readonly lost: number; readonly damaged: boolean };

export const segmentNumbers = async (dir: string): Promise<readonly number[]> => {
  const names = await readdir(dir).catch((error: unknown): readonly string[] => {
    if (isMissing(error)) return [];
    throw error;
  });
  return [...new Set(names.flatMap((name) => parseName(name)?.segment ?? []))].sort((a, b) => a - b);
};

async function* sealedRuns(path: string): AsyncGenerator<Run, void, undefined> {
  const members = await readMembers(path);
  if ((members[0]?.rawOffset ?? 1) > 0) yield { bytes: Buffer.alloc(0), rawOffset: 0, lost: members[0]?.rawOffset ?? 1, damaged: true };
  for (const [i, member] of members.entries()) {
    const { bytes, damaged } = await loadMember(path, member);
    const end = members[i + 1]?.rawOffset ?? member.rawOffset + member.rawLength;
    yield { bytes, rawOffset: member.rawOffset, lost: Math.max(0, end - member.rawOffset - bytes.length), damaged };
  }
}

/** The plain file where there is one (a writer may seal it meanwhile), else the sealed one. `undefined` when neither is there. */
export const openRuns = async (dir: string, number: number): Promise<AsyncIterable<Run> | readonly Run[] | undefined> => {
  try {
    return [{ bytes: await readFile(join(dir, plainName(number))), rawOffset: 0, lost: 0, damaged: false }];
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const sealed = join(dir, sealedName(number));
  const isThere = (await readdir(dir)).includes(sealedName(number));
  return isThere ? sealedRuns(sealed) : undefined;
};

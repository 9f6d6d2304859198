/** Full segments are compressed behind the writer's back: new file beside, made durable, checked, then the plain one goes. */
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDir } from './durable';
import { encodeMember, loadMember, readMembers } from './sealedFile';
import { sealedName } from './segmentHeader';
import type { PlainSegment, SealedSegment, SegmentStore } from './segmentStore';

const MEMBER_BYTES = 256 * 1024;

type Cut = { readonly start: number; readonly end: number; readonly firstSeq: number };

/** Member borders on record borders; header and whatever precedes the first record belong to the first member. */
const cutsOf = (segment: PlainSegment): readonly Cut[] => {
  const cuts: Cut[] = [];
  let start = 0;
  let { firstSeq } = segment;
  for (const mark of segment.marks) {
    if (mark.offset - start < MEMBER_BYTES) continue;
    cuts.push({ start, end: mark.offset, firstSeq });
    start = mark.offset;
    firstSeq = mark.seq;
  }
  return [...cuts, { start, end: segment.length, firstSeq }];
};

const writeMembers = async (store: SegmentStore, segment: PlainSegment, path: string): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  try {
    for (const { start, end, firstSeq } of cutsOf(segment)) {
      await file.writeFile(await encodeMember(await store.plainRange(segment, start, end), start, firstSeq));
    }
    await file.sync();
  } finally {
    await file.close();
  }
};

/** True when every byte of the plain segment comes back out of the sealed file. */
export const isSealedWhole = async (path: string, plainLength: number): Promise<boolean> => {
  let at = 0;
  for (const member of await readMembers(path)) {
    if (member.rawOffset !== at || (await loadMember(path, member)).damaged) return false;
    at += member.rawLength;
  }
  return at === plainLength;
};

/** Seals one segment; a crash at any step leaves either file whole. Rejects and leaves the plain one when it cannot. */
export const sealSegment = async (store: SegmentStore, segment: PlainSegment): Promise<SealedSegment> => {
  const path = join(dirname(segment.path), sealedName(segment.number));
  const temporary = `${path}.tmp`;
  try {
    await writeMembers(store, segment, temporary);
    if (!(await isSealedWhole(temporary, segment.length))) throw new Error(`sealed copy of segment ${segment.number} does not read back`);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDir(dirname(path));
  const sealed: SealedSegment = { kind: 'sealed', number: segment.number, firstSeq: segment.firstSeq, path };
  store.replace(sealed);
  await rm(segment.path);
  await syncDir(dirname(path));
  return sealed;
};

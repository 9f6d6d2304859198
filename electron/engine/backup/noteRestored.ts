import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RESTORED_MARKER, restoreMarkerSchema } from '#shared/domain/backup';
import { readIfPresent } from '../platform/atomicFile';
import type { Recorder } from '../state/recorder';

/** A desk made from a copy says so in its own records, once, at its first start. */
export const noteRestored = async (recorder: Recorder, dataDir: string): Promise<void> => {
  const path = join(dataDir, RESTORED_MARKER);
  const text = await readIfPresent(path);
  if (!text) return;
  const { generation, head, repeated, list } = restoreMarkerSchema.parse(JSON.parse(text.toString('utf8')));
  await recorder.record([{ type: 'backup.restored', actor: { kind: 'system' }, data: { generation, head, ...(repeated !== undefined && { repeated }), ...(list !== undefined && { list }) } }]);
  await rm(path, { force: true });
};

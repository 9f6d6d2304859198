/** The one file that grows. A failed write is cut away again, so a record is whole on the disk or not there. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurable } from './durable';
import { encodeHeader, plainName } from './segmentHeader';
import { plainSegment, type PlainSegment } from './segmentStore';

export type ActiveSegment = {
  readonly segment: PlainSegment;
  /** Resolves when the bytes are on the disk; when it rejects none of them are, or the next write cuts them first. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Linux makes each write durable by itself (O_DSYNC): one trip to the disk's thread instead of two. Elsewhere fdatasync is the stronger promise. */
const writesAreDurable = process.platform === 'linux';
const flags = constants.O_RDWR | (writesAreDurable ? constants.O_DSYNC : 0);

const writeAll = async (file: FileHandle, bytes: Uint8Array, position: number): Promise<void> => {
  let done = 0;
  while (done < bytes.length) done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
};

export const openActive = async (segment: PlainSegment): Promise<ActiveSegment> => {
  const file = await open(segment.path, flags);
  let isTorn = false;

  const cut = async (): Promise<void> => {
    isTorn = true;
    await file.truncate(segment.length);
    await file.datasync();
    isTorn = false;
  };

  return {
    segment,
    write: async (bytes) => {
      if (isTorn) await cut();
      try {
        await writeAll(file, bytes, segment.length);
        if (!writesAreDurable) await file.datasync();
      } catch (error) {
        await cut().catch(() => undefined); // still torn: the next write tries again before it adds anything
        throw error;
      }
      segment.length += bytes.length;
    },
    close: async () => {
      try {
        if (isTorn) await cut();
      } finally {
        await file.close();
      }
    },
  };
};

/** A new segment with its header, durable under its name. */
export const createActive = async (dir: string, ledger: string, number: number, firstSeq: number): Promise<ActiveSegment> => {
  const header = encodeHeader({ v: 1, ledger, segment: number, firstSeq });
  const path = join(dir, plainName(number));
  await writeDurable(path, header);
  return openActive(plainSegment(number, firstSeq, path, header.length));
};

import { describe, expect, it } from 'vitest';
import { createClock } from '#electron/engine/ledger/clock';
import { createEncoder } from '#electron/engine/ledger/encoder';
import { createGroupCommit, type GroupCommit } from '#electron/engine/ledger/groupCommit';
import { crc32 } from '#electron/engine/ledger/hashing';
import { AppError } from '#shared/domain/errors';
import { seatIdSchema } from '#shared/domain/person';
import type { Draft } from '#shared/ledger/entry';
import { scanFrames } from '#shared/ledger/frame';

type Write = { readonly bytes: Buffer; readonly done: () => void; readonly fail: (error: Error) => void };

const draft = (name: string): Draft => ({ type: 'company.named', actor: { kind: 'system' }, data: { name } });
const errno = (code: string): Error => Object.assign(new Error(code), { code });

/** A disk whose writes end when the test says so. */
const createDisk = (onFull: () => Promise<boolean> = async () => false) => {
  const kept: Buffer[] = [];
  const writes: Write[] = [];
  const arrivals: ((write: Write) => void)[] = [];
  const commit: GroupCommit = createGroupCommit({
    encode: createEncoder(seatIdSchema.parse('seat-1')), clock: createClock(() => 5000, 0, false), head: 10, whileWriting: () => undefined, onCommitted: () => undefined, onFull,
    write: (bytes) => new Promise((resolve, reject) => {
      const write: Write = {
        bytes,
        done: () => {
          kept.push(Buffer.from(bytes));
          resolve();
        },
        fail: reject,
      };
      const waiting = arrivals.shift();
      if (waiting) waiting(write);
      else writes.push(write);
    }),
  });
  const next = (): Promise<Write> => {
    const ready = writes.shift();
    return ready ? Promise.resolve(ready) : new Promise((resolve) => arrivals.push(resolve));
  };
  const seqs = (): readonly number[] => [...scanFrames(Buffer.concat(kept), 0, crc32)].map((piece) => (piece.kind === 'frame' ? piece.frame.seq : -1));
  return { commit, next, seqs };
};

const code = async (promise: Promise<unknown>): Promise<string> => promise.then(() => 'kept', (error: unknown) => (error instanceof AppError ? error.code : 'bug'));

describe('group commit', () => {
  it('gathers calls of one turn, and those that come while the disk is busy, into one group each', async () => {
    const { commit, next, seqs } = createDisk();
    const first = [commit.append([draft('a')]), commit.append([draft('b')])];
    const one = await next();
    const second = [commit.append([draft('c')]), commit.append([draft('d'), draft('e')])];
    expect(commit.head()).toBe(10);
    one.done();
    await Promise.all(first);
    expect(commit.head()).toBe(12);
    (await next()).done();
    await Promise.all(second);
    await commit.idle();
    expect(seqs()).toEqual([11, 12, 13, 14, 15]);
  });

  it('a failed write keeps nothing; what came meanwhile takes its numbers (a hole or a wrong number would show)', async () => {
    const { commit, next, seqs } = createDisk();
    const lost = commit.append([draft('a'), draft('b')]);
    const one = await next();
    const later = commit.append([draft('c')]);
    one.fail(errno('EIO'));
    expect(await code(lost)).toBe('ledger.unavailable');
    (await next()).done();
    expect((await later)[0]?.seq).toBe(11);
    expect(seqs()).toEqual([11]);
    expect(commit.head()).toBe(11);
  });

  it('a group that does not fit is tried call by call, in order', async () => {
    const { commit, next, seqs } = createDisk();
    const calls = ['a', 'b', 'c'].map((name) => commit.append([draft(name)]));
    (await next()).fail(errno('ENOSPC'));
    (await next()).done();
    (await next()).fail(errno('EDQUOT'));
    const meanwhile = commit.append([draft('d')]);
    (await next()).done();
    (await next()).done();
    expect(await Promise.all(calls.map(code))).toEqual(['kept', 'ledger.full', 'kept']);
    expect((await meanwhile)[0]?.seq).toBe(13);
    expect(seqs()).toEqual([11, 12, 13]);
  });

  it('tries the same group again when room was made', async () => {
    const { commit, next, seqs } = createDisk(async () => true);
    const call = commit.append([draft('a')]);
    (await next()).fail(errno('ENOSPC'));
    (await next()).done();
    expect(await code(call)).toBe('kept');
    expect(seqs()).toEqual([11]);
  });
});

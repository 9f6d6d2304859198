import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { draftSchema, openSeatFile, type SeatDraft, type SeatFile } from '#electron/engine/state/seatFiles';
import { createManualClock } from '#test/kit/manualClock';
import { createMemoryLog } from '#test/kit/memoryLog';

let dir = '';
beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'zuoxi-seat-')); });
afterEach(async () => { await rm(dir, { recursive: true, force: true }); });

const clock = createManualClock();
const open = (): Promise<SeatFile<SeatDraft>> => openSeatFile({ dir, name: 'drafts', value: draftSchema, clock, log: createMemoryLog().logger('seat') });
const draft = (text: string): SeatDraft => ({ text, at: 1 });

describe('seat files', () => {
  test('what `set` has answered is on the disk, without any orderly stop', async () => {
    const file = await open();
    await file.set('a/1', draft('第一'));
    expect((await open()).all()).toEqual({ 'a/1': draft('第一') });
  });

  test('changes that follow at once share one write, which holds the last of them', async () => {
    const file = await open();
    await file.set('a/1', draft('一'));
    const all = [file.set('a/1', draft('二')), file.set('a/2', draft('三')), file.set('a/1', draft('四'))];
    expect(JSON.parse(await readFile(join(dir, 'drafts.json'), 'utf8'))).toEqual({ 'a/1': draft('一') });
    await file.flush();
    await Promise.all(all);
    expect((await open()).all()).toEqual({ 'a/1': draft('四'), 'a/2': draft('三') });
  });

  test('taking a key out survives as well', async () => {
    const file = await open();
    await file.set('a/1', draft('一'));
    const gone = file.set('a/1', undefined);
    await file.flush();
    await gone;
    expect((await open()).all()).toEqual({});
  });

  test('a damaged file is put aside, not lost and not trusted', async () => {
    await writeFile(join(dir, 'drafts.json'), '{"a/1": {"text": 1');
    expect((await open()).all()).toEqual({});
    expect(await readdir(dir)).toContain('drafts.damaged.json');
  });
});

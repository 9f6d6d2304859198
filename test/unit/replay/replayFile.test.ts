import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onebot } from '#electron/engine/channels/onebot/module';
import { replayFile } from '#test/replay/replayFile';

let dir: string;
beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'zuoxi-replay-')); });
afterAll(() => rm(dir, { recursive: true, force: true }));

const replay = async (content: string | Uint8Array) => {
  const path = join(dir, 'sample.json');
  await writeFile(path, content);
  const { outcome, account, conversation, direction, text } = await replayFile(onebot, path, 'sample.json');
  return [outcome, account, conversation, direction, text];
};
const frame = (payload: object) => JSON.stringify({ source: 'test', payload });
const message = { post_type: 'message', message_type: 'private', self_id: 1, user_id: 5, time: 1_700_000_000, message_id: 9 };
const error = ['error', null, null, null, null];

describe('replayFile', () => {
  it('reads words, direction and conversation back from the archive', async () => {
    expect(await replay(frame({ ...message, message: '您好[CQ:face,id=66]' }))).toEqual(['message', 'onebot-1', 'onebot-1/private:5', 'in', expect.stringContaining('您好')]);
    expect(await replay(frame({ ...message, post_type: 'message_sent', user_id: 1, target_id: 5, message: '在的' }))).toEqual(['message', 'onebot-1', 'onebot-1/private:5', 'out', '在的']);
  });

  it('keeps files with the same ids apart', async () => {
    expect((await replay(frame({ ...message, message: '一' }))).at(-1)).toBe('一');
    expect((await replay(frame({ ...message, message: '二' }))).at(-1)).toBe('二');
  });

  it('tells events, answers, beats and what it kept without understanding it apart', async () => {
    expect(await replay(frame({ post_type: 'notice', notice_type: 'group_recall', self_id: 1, group_id: 7, user_id: 5, operator_id: 5, message_id: 9, time: 1_700_000_000 }))).toEqual(['event', 'onebot-1', 'onebot-1/group:7', null, null]);
    expect(await replay(frame({ status: 'ok', retcode: 0, data: null }))).toEqual(['response', null, null, null, null]);
    expect((await replay(frame({ post_type: 'meta_event', meta_event_type: 'heartbeat', self_id: 1, time: 1 })))[0]).toBe('ignored');
    expect((await replay(frame({ post_type: 'notice', notice_type: 'never_heard_of', self_id: 1, user_id: 5 })))[0]).toBe('unsupported');
    expect((await replay(frame({ ...message, message: [{ type: 'never_heard_of', data: {} }] })))[0]).toBe('unsupported');
  });

  it('survives every file', async () => {
    for (const content of ['', ' ', 'not json', '12', 'null', '"text"', '[', `{"payload":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, new Uint8Array([0xff, 0xfe, 0, 1, 2])]) {
      expect(await replay(content)).toEqual(error);
    }
    await mkdir(join(dir, 'folder'));
    expect((await replayFile(onebot, join(dir, 'folder'), 'folder')).outcome).toBe('error');
    expect((await replayFile(onebot, join(dir, 'gone'), 'gone')).outcome).toBe('error');
  });
});

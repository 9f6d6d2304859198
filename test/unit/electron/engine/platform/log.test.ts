import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/domain/errors';
import { errorFacts } from '#electron/engine/platform/errorFacts';
import { createLogFile } from '#electron/engine/platform/log';

let dir = '';
beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'zuoxi-log-')); });
afterEach(async () => { await rm(dir, { recursive: true, force: true }); });

describe('log', () => {
  test('secrets and words of customers never reach the file, ids do', async () => {
    const sink = createLogFile({ path: join(dir, 'logs', 'engine.log') });
    sink.logger('channel.onebot', { account: 'onebot-1' }).warn('refused', {
      access_token: 'S1', nested: { password: 'S2', parts: [{ text: 'S3' }], list: [{ Authorization: 'S4' }] }, text: 'S5', raw: 'S6', id: 'm-1', bytes: new Uint8Array(9),
    });
    await sink.flush();
    const line = await readFile(join(dir, 'logs', 'engine.log'), 'utf8');
    expect(line).not.toMatch(/S\d/);
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', scope: 'channel.onebot', account: 'onebot-1', id: 'm-1', bytes: '[9 bytes]' });
  });

  test('of an error the code is kept and the message is not: parsers quote their input', () => {
    const parse = (): unknown => { try { return JSON.parse('{"text":"我的密码是123"'); } catch (error) { return error; } };
    expect(JSON.stringify(errorFacts(parse()))).not.toContain('123');
    expect(errorFacts(new AppError('ledger.full', { freeBytes: 1 }, { cause: Object.assign(new Error('secret'), { code: 'ENOSPC' }) }))).toMatchObject({ code: 'ledger.full', cause: { code: 'ENOSPC' } });
  });

  test('rotates by size and keeps a few', async () => {
    const sink = createLogFile({ path: join(dir, 'engine.log'), maxBytes: 500, keep: 2 });
    for (let i = 0; i < 40; i += 1) {
      sink.logger('x').info('line', { i });
      await sink.flush();
    }
    expect((await readdir(dir)).sort()).toEqual(['engine.log', 'engine.log.1', 'engine.log.2']);
  });

  test('last words are written at once', async () => {
    const sink = createLogFile({ path: join(dir, 'engine.log') });
    sink.logger('engine').error('uncaught exception', { code: 'x' });
    sink.flushSync();
    expect(await readFile(join(dir, 'engine.log'), 'utf8')).toContain('uncaught exception');
  });
});

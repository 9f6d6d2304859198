import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRange, serveBlob } from '#electron/app/blobResponse';

const id = `ab${'0'.repeat(62)}`;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blobs-'));
  await mkdir(join(folder, 'ab'));
  await writeFile(join(folder, 'ab', id), '0123456789');
});
afterAll(() => rm(folder, { recursive: true }));

const ask = (query: string, range: string | null = null, name = id): Promise<Response> => serveBlob(folder, new URL(`app://main/blob/${name}${query}`), range);

describe('serveBlob', () => {
  it('shows pictures, sounds and films in place', async () => {
    for (const type of ['image/png', 'audio/ogg', 'video/mp4']) {
      const answer = await ask(`?type=${type}`);
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([200, type, 'inline']);
    }
  });

  it.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/javascript', 'application/pdf', '', 'image/png; charset=x'])('never lets %j act as itself', async (type) => {
    const answer = await ask(`?type=${encodeURIComponent(type)}&name=a.html`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
  });

  it('names a download so that the header cannot be broken out of', async () => {
    const answer = await ask(`?type=image/png&download=1&name=${encodeURIComponent('发票"\r\nx: y(1).png')}`);
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%E5%8F%91%E7%A5%A8%22%0D%0Ax%3A%20y%281%29.png");
  });

  it('gives parts for players', async () => {
    const part = await ask('?type=video/mp4', 'bytes=2-4');
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length'), await part.text()]).toEqual([206, 'bytes 2-4/10', '3', '234']);
    expect(await (await ask('?type=video/mp4', 'bytes=7-')).text()).toBe('789');
    expect(await (await ask('?type=video/mp4', 'bytes=-2')).text()).toBe('89');
    expect((await ask('?type=video/mp4', 'bytes=10-')).status).toBe(416);
  });

  it.each(['..%2f..%2fetc%2fpasswd', id.toUpperCase(), `${id}0`, '', `cd${id.slice(2)}`])('has nothing under %j', async (name) => {
    expect((await ask('?type=image/png', null, name)).status).toBe(404);
  });

  it('sends the whole for a range it does not understand', () => {
    expect(parseRange('bytes=0-1,3-4', 10)).toBeNull();
    expect(parseRange('items=0-1', 10)).toBeNull();
    expect(parseRange('bytes=-', 10)).toBeNull();
    expect(parseRange('bytes=0-99', 10)).toEqual({ from: 0, to: 9 });
  });
});

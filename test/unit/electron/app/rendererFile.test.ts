import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentPolicy } from '#electron/app/contentPolicy';
import { serveRendererFile } from '#electron/app/rendererFile';

let root: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'renderer-'));
  folder = join(root, 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await mkdir(`${folder}-old`);
  await writeFile(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  await writeFile(join(folder, 'assets', 'a.js'), '"__CSP_NONCE__"');
  await writeFile(join(root, 'secret.html'), 'secret');
  await writeFile(join(`${folder}-old`, 'index.html'), 'sibling');
});
afterAll(() => rm(root, { recursive: true }));

it('puts the nonce of this answer into the page only, and keeps the page out of caches', async () => {
  const page = await serveRendererFile(folder, '/', 'N1');
  expect([await page.text(), page.headers.get('cache-control')]).toEqual(['<meta name="csp-nonce" content="N1">', 'no-store']);
  expect(await (await serveRendererFile(folder, '/assets/a.js', 'N1')).text()).toBe('"__CSP_NONCE__"');
});

it.each(['/..%2fsecret.html', '/%2e%2e/secret.html', '/../secret.html', '/..%2frenderer-old%2findex.html', '/index.html%00.js', '/%E0%A4%A'])('serves nothing outside its folder: %s', async (path) => {
  const answer = await serveRendererFile(folder, path, 'N');
  expect([403, 404]).toContain(answer.status);
  expect(await answer.text()).toBe('');
});

it('has no type for what the window never loads', async () => {
  expect((await serveRendererFile(folder, '/assets/a.exe', 'N')).status).toBe(404);
  expect((await serveRendererFile(folder, '/assets', 'N')).status).toBe(404);
});

it('allows no inline script, no eval and nothing from outside', () => {
  const policy = contentPolicy('abc');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("style-src 'self' 'nonce-abc'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

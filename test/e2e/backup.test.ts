/**
 * Backup and evidence in the real app: a plan, a copy, the drill, a package verified outside, another computer that begins with the copy. Bugs these catch: a
 * page that claims a proof the engine did not make, a restored desk nobody can sign in to, records that differ.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { ADMINISTRATOR, bubble, firstStart, openConversation, rowOf, signIn, write } from '#test/kit/deskActions';

const PASSPHRASE = '备份口令-2026-冬';
const open: DeskApp[] = [];
const place = mkdtempSync(join(tmpdir(), 'zuoxi-usb-'));
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.dispose();
  rmSync(place, { recursive: true, force: true });
});

const launch = async (): Promise<DeskApp> => {
  const desk = await launchApp();
  open.push(desk);
  return desk;
};
/** The system's dialog answers with the place. */
const answerFolder = (desk: DeskApp): Promise<void> =>
  desk.electron.evaluate(({ dialog }, path) => { Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [path] }) }); }, place);

const unpackTo = async (zip: string, out: string): Promise<void> => {
  const reader = new ZipReader(new BlobReader(new Blob([readFileSync(zip)])), { useWebWorkers: false });
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    mkdirSync(dirname(join(out, entry.filename)), { recursive: true });
    writeFileSync(join(out, entry.filename), await entry.getData(new Uint8ArrayWriter()));
  }
};

describe('backup and evidence', () => {
  it('is planned, made and proven on its page, and another computer goes on with it', async () => {
    const desk = await launch();
    const { page } = desk;
    await firstStart(page, 'demo');
    await rowOf(page, '陈晓雯').waitFor({ timeout: 60_000 });
    await openConversation(page, '陈晓雯');
    await write(page, '您好，有的，今天 18:00 前付款今天发出。');
    await bubble(page, '今天 18:00 前付款今天发出').waitFor();

    await answerFolder(desk);
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-backup').click();
    await page.getByTestId('backup-choose').click();
    await page.getByTestId('backup-folder').filter({ hasText: place }).waitFor();
    await page.getByTestId('backup-passphrase').fill(PASSPHRASE);
    await page.getByTestId('backup-again').fill(PASSPHRASE);
    await desk.screenshot('backup-plan');
    await page.getByTestId('backup-save').click();
    await page.getByTestId('backup-run').click();
    await page.getByTestId('backup-said').filter({ hasText: '备份完成' }).waitFor({ timeout: 30_000 });
    expect(await page.getByTestId('backup-proven').textContent()).toBe('从未');
    await page.getByTestId('backup-prove').click();
    await page.getByTestId('backup-said').filter({ hasText: '演练成功' }).waitFor({ timeout: 30_000 });
    await expect.poll(() => page.getByTestId('backup-proven').textContent()).not.toBe('从未');
    await desk.screenshot('backup-proven');

    // Evidence: out, verified by plain Node and by the app, one byte altered and named.
    const zip = join(place, 'evidence.zip');
    await desk.electron.evaluate(({ dialog }, path) => { Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath: path }) }); }, zip);
    await page.getByTestId('nav-supervision').click();
    await page.getByTestId('search-text').fill('18:00 前付款');
    await page.getByTestId('search-result').first().click();
    await page.getByTestId('evidence-export').click();
    await page.getByTestId('evidence-purpose').fill('客户投诉举证');
    await desk.screenshot('evidence-export');
    await page.getByTestId('evidence-go').click();
    await page.getByTestId('evidence-done').waitFor({ timeout: 20_000 });
    await page.getByTestId('evidence-verify-this').click();
    await page.getByTestId('evidence-check').click();
    await page.getByTestId('evidence-report').filter({ hasText: '完好：' }).waitFor({ timeout: 20_000 });
    await desk.screenshot('evidence-verified');
    await unpackTo(zip, join(place, 'out'));
    expect(spawnSync('node', ['verify.mjs'], { cwd: join(place, 'out'), encoding: 'utf8' })).toMatchObject({ status: 0 });
    const html = join(place, 'out', 'index.html');
    const bytes = readFileSync(html);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    writeFileSync(html, bytes);
    expect(spawnSync('node', ['verify.mjs'], { cwd: join(place, 'out'), encoding: 'utf8' })).toMatchObject({ status: 1, stdout: expect.stringContaining('index.html: was altered') });
    await desk.quit();

    const other = await launch();
    await answerFolder(other);
    await other.page.getByTestId('first-restore').click();
    await other.page.getByTestId('restore-choose').click();
    await other.page.getByTestId('restore-passphrase').fill('不是这一句口令');
    await other.page.getByTestId('restore-open').click();
    await other.page.getByRole('alert').filter({ hasText: '备份口令不对' }).waitFor();
    await other.page.getByTestId('restore-passphrase').fill(PASSPHRASE);
    await other.page.getByTestId('restore-open').click();
    await other.page.getByTestId('restore-copies').filter({ hasText: '杭州青禾羊绒有限公司' }).waitFor();
    await other.screenshot('restore-start');
    await other.page.getByTestId('restore-go').click();
    await other.page.getByTestId('restore-done').waitFor({ timeout: 30_000 });
    const restored = await other.restart();
    open.push(restored);
    await signIn(restored.page, { name: ADMINISTRATOR });
    await openConversation(restored.page, '陈晓雯');
    await bubble(restored.page, '今天 18:00 前付款今天发出').waitFor();
  });
});

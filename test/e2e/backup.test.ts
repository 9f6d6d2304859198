/**
 * Backup in the real app: a plan, a copy, the drill, and another computer that begins with the copy. Bugs these catch: a
 * page that claims a proof the engine did not make, a restored desk nobody can sign in to, records that differ.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

describe('backup', () => {
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

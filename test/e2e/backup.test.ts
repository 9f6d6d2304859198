/**
 * Backup in the real app: a plan, a copy, the drill, another computer that begins with the copy. Bugs these catch: a page
 * that claims a proof the engine did not make, a restored desk nobody can sign in to, records that differ.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { answerFolder, beginRestore, fillPlan, restoreNewest, saveAndCopy } from '#test/kit/backupActions';
import { ADMINISTRATOR, bubble, openConversation, signIn, write } from '#test/kit/deskActions';
import { openShop } from '#test/kit/shopActions';

const PASSPHRASE = '备份口令-2026-冬';
const open: DeskApp[] = [];
const place = mkdtempSync(join(tmpdir(), 'zuoxi-usb-'));
afterEach(async () => {
  // The last first: a desk started again lives in the folder of the one before.
  for (const desk of open.splice(0).reverse()) await desk.dispose();
  rmSync(place, { recursive: true, force: true });
});

const launch = async (): Promise<DeskApp> => {
  const desk = await launchApp();
  open.push(desk);
  return desk;
};
describe('backup', () => {
  it('is planned, made and proven on its page, and another computer goes on with it', async () => {
    const desk = await launch();
    const { page } = desk;
    await openShop(page);
    await write(page, '您好，有的，今天 18:00 前付款今天发出。');

    await answerFolder(desk, place);
    await page.getByTestId('nav-admin').click();
    await fillPlan(page, place, PASSPHRASE);
    await desk.screenshot('backup-plan');
    await saveAndCopy(page);
    expect(await page.getByTestId('backup-proven').textContent()).toBe('从未');
    await page.getByTestId('backup-prove').click();
    await page.getByTestId('backup-said').filter({ hasText: '演练成功' }).waitFor({ timeout: 30_000 });
    await expect.poll(() => page.getByTestId('backup-proven').textContent()).not.toBe('从未');
    await desk.screenshot('backup-proven');

    await desk.quit();

    const other = await launch();
    await answerFolder(other, place);
    await beginRestore(other.page);
    await other.page.getByTestId('restore-passphrase').fill('不是这一句口令');
    await other.page.getByTestId('restore-open').click();
    await other.page.getByRole('alert').filter({ hasText: '备份口令不对' }).waitFor();
    await restoreNewest(other.page, PASSPHRASE);
    const restored = await other.restart();
    open.push(restored);
    await signIn(restored.page, { name: ADMINISTRATOR });
    await openConversation(restored.page, '陈晓雯');
    await bubble(restored.page, '今天 18:00 前付款今天发出').waitFor();
  });
});

/**
 * Two people erase a customer in the real app. Bugs these catch: a preview that says other than what goes, one person
 * enough for it, a list, search or reader that still shows what was erased, records that no longer verify, a copy made before
 * that brings it back on another computer.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { answerFolder, beginRestore, fillPlan, restoreNewest, saveAndCopy } from '#test/kit/backupActions';
import { write } from '#test/kit/deskActions';
import { addPerson, becomePerson } from '#test/kit/peopleActions';
import { openShop } from '#test/kit/shopActions';

const INITIAL = '当面给的口令-1';
const OWN = '自己换的口令-2';
const PASSPHRASE = '备份口令-2026-冬';
let desk: DeskApp | undefined;
let other: DeskApp | undefined;
const place = mkdtempSync(join(tmpdir(), 'zuoxi-usb-'));
afterEach(async () => {
  await desk?.dispose();
  await other?.dispose();
  rmSync(place, { recursive: true, force: true });
});

describe('lawful erasure', () => {
  it('is asked by one and approved by another, and then nothing of it is found', async () => {
    desk = await launchApp();
    const { page } = desk;
    await openShop(page);
    await write(page, '您好，密语甲乙丙。');
    await answerFolder(desk, place);
    await page.getByTestId('nav-admin').click();
    await fillPlan(page, place, PASSPHRASE);
    await saveAndCopy(page);
    await page.getByTestId('admin-people').click();
    await addPerson(page, { name: '周主管', password: INITIAL, role: 'administrator', reason: '两人共管' });
    await page.getByTestId('admin-retention').click();
    await page.getByTestId('erasure-customer').click();
    await page.keyboard.type('陈晓雯');
    await page.locator('.ant-select-item-option', { hasText: '陈晓雯' }).first().click();
    await page.getByTestId('erasure-preview').filter({ hasText: '1 个会话' }).waitFor();
    await page.getByTestId('erasure-copies').filter({ hasText: '自动再次删除' }).waitFor();
    await page.getByTestId('erasure-reason').fill('客户来信要求删除');
    await desk.screenshot('erasure-ask');
    await page.getByTestId('erasure-ask').click();
    await page.getByTestId('erasure-request').filter({ hasText: '待批准' }).waitFor();
    await page.getByTestId('erasure-approve').click();
    await page.locator('#erasure-confirm').click();
    await page.getByRole('alert').filter({ hasText: '须由申请人以外的管理员决定' }).waitFor();
    await page.keyboard.press('Escape');

    await becomePerson(page, '周主管', INITIAL, OWN);
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-retention').click();
    await page.getByTestId('erasure-approve').click();
    await desk.screenshot('erasure-approve');
    await page.locator('#erasure-confirm').click();
    await page.getByTestId('erasure-request').filter({ hasText: '已删除' }).waitFor({ timeout: 60_000 });
    await page.getByTestId('admin-records').click();
    await page.getByTestId('verify').click();
    await page.getByTestId('verify-result').filter({ hasText: '完整' }).waitFor({ timeout: 30_000 });
    await page.getByTestId('verify-erased').filter({ hasText: '客户来信要求删除' }).waitFor();
    await page.getByTestId('nav-supervision').click();
    await page.getByTestId('search-text').fill('密语甲乙丙');
    await page.getByText('没有符合的记录').waitFor({ timeout: 30_000 });
    await page.getByTestId('search-text').fill('的');
    await page.getByTestId('search-result').first().waitFor({ timeout: 30_000 });
    await page.getByTestId('evidence-export-search').click();
    await page.getByTestId('evidence-form').waitFor();
    expect(await page.getByTestId('evidence-mask-phone').isEnabled()).toBe(true);
    await desk.screenshot('evidence-search');
    await desk.quit();

    other = await launchApp();
    await answerFolder(other, place);
    await beginRestore(other.page);
    await restoreNewest(other.page, PASSPHRASE);
    await other.page.getByTestId('restore-done').filter({ hasText: '再次删除了 1 项' }).waitFor();
    await other.screenshot('restore-erased');
  });
});

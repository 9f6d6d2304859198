/**
 * Two people erase a customer in the real app. Bugs these catch: a preview that says other than what goes, one person
 * enough for it, a list, search or reader that still shows what was erased, records that no longer verify.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { firstStart, rowOf, openConversation, write, bubble } from '#test/kit/deskActions';
import { addPerson, becomePerson } from '#test/kit/peopleActions';

const INITIAL = '当面给的口令-1';
const OWN = '自己换的口令-2';
let desk: DeskApp | undefined;
afterEach(async () => { await desk?.dispose(); desk = undefined; });



describe('lawful erasure', () => {
  it('is asked by one and approved by another, and then nothing of it is found', async () => {
    desk = await launchApp();
    const { page } = desk;
    await firstStart(page, 'demo');
    await rowOf(page, '陈晓雯').waitFor({ timeout: 60_000 });
    await openConversation(page, '陈晓雯');
    await write(page, '您好，密语甲乙丙。');
    await bubble(page, '密语甲乙丙').waitFor();
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-people').click();
    await addPerson(page, { name: '周主管', password: INITIAL, role: 'administrator', reason: '两人共管' });
    await page.getByTestId('admin-retention').click();
    await page.getByTestId('erasure-customer').click();
    await page.keyboard.type('陈晓雯');
    await page.locator('.ant-select-item-option', { hasText: '陈晓雯' }).first().click();
    await page.getByTestId('erasure-preview').filter({ hasText: '1 个会话' }).waitFor();
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
  });
});

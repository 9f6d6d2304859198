/** A forbidden word is told while typing, stopped at sending, goes with a reason, and a supervisor judges it. */
import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { bubble, openConversation, rowOf } from '#test/kit/deskActions';
import { openShop } from '#test/kit/shopActions';
import { watchViolations } from '#test/kit/violations';

let desk: DeskApp | undefined;
afterEach(async () => { await desk?.dispose(); desk = undefined; });

describe('forbidden words', () => {
  it('are told, stopped, overridden with a reason, and judged in the queue', async () => {
    desk = await launchApp();
    const { page } = desk;
    const refused = await watchViolations(desk);
    await openShop(page);

    const composer = page.getByTestId('composer');
    const guard = page.getByTestId('flag-guard');
    // A warning does not stop.
    await composer.fill('这款是全网最低价');
    await guard.getByText('极限词').waitFor();
    await desk.screenshot('flags-warn');
    await composer.press('Enter');
    await bubble(page, '这款是全网最低价').waitFor();

    // A block asks for a reason; Escape goes back to the words.
    await composer.fill('亲，加 我 薇 信 聊：lily_2026');
    await guard.getByText('引导私下联系').waitFor();
    await composer.press('Enter');
    await page.getByTestId('flag-reason').waitFor();
    await desk.screenshot('flags-block');
    await page.keyboard.press('Escape');
    expect(await composer.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await bubble(page, 'lily_2026').count()).toBe(0);
    await composer.press('Enter');
    await page.getByTestId('flag-reason').fill('客户要寄样品，主管已同意');
    await page.getByTestId('flag-reason').press('Enter');
    await bubble(page, 'lily_2026').waitFor();

    // Ordered otherwise than the customer asked: nobody is stopped, but somebody will look.
    await rowOf(page, '李老师').waitFor({ timeout: 20_000 });
    await openConversation(page, '李老师');
    await bubble(page, '想订 46 件').waitFor();
    await composer.fill('已为您下单：教师校服外套 64 件');
    await composer.press('Enter');
    await bubble(page, '64 件').waitFor();

    // The queue: newest first, the record beside, by keyboard.
    await page.getByTestId('nav-supervision').click();
    await page.getByTestId('page-flags').click();
    const items = page.getByTestId('flag-item');
    await expect.poll(() => items.count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    await items.filter({ hasText: '下单与客户所要不符' }).first().click();
    await page.getByTestId('reader-chosen').getByText('64 件').waitFor();
    await desk.screenshot('flags-order');
    const first = items.filter({ hasText: '引导私下联系' }).filter({ hasText: '说明后发送' }).first();
    await first.click();
    await page.getByTestId('flag-verdict').getByText('客户要寄样品，主管已同意').waitFor();
    await page.getByTestId('reader-chosen').getByText('lily_2026').waitFor();
    await desk.screenshot('flags-queue');
    const list = page.getByTestId('flag-list');
    await list.focus();
    await list.press('KeyD');
    await page.getByTestId('flag-dismiss-reason').fill('样品寄送，公司已批');
    await page.getByTestId('flag-dismiss-reason').press('Enter');
    await expect.poll(() => items.filter({ hasText: '说明后发送' }).count()).toBe(0);
    await page.getByTestId('flags-state').click();
    await page.getByRole('menuitemradio', { name: '误判' }).click();
    await items.filter({ hasText: '引导私下联系' }).first().waitFor();

    // The rules: a word more, seen in a sentence, tried on what was said, then in force; prices from a sheet.
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-flags').click();
    await page.locator('[data-rule="wrong-order"]').click();
    await page.getByTestId('flag-editor').getByText('客户最近说要的').waitFor();
    await desk.screenshot('flags-order-rule');
    await page.locator('[data-rule="superlative"]').click();
    const words = page.getByTestId('flag-words');
    await words.fill(`${await words.inputValue()}、羊绒天花板`);
    await page.getByTestId('flag-test').fill('这就是羊绒天花板了');
    await page.getByTestId('flag-test-found').getByText('羊绒天花板').waitFor();
    await page.locator('[data-rule="complaint-words"]').click();
    await page.getByTestId('flag-words').fill('驼色、投诉');
    await page.getByTestId('flag-rules-try').click();
    await page.locator('[data-testid="flag-trial"][data-state="done"]').waitFor();
    expect(await page.locator('[data-testid="trial-rule"][data-rule="complaint-words"]').textContent()).toMatch(/0 → [1-9]/u);
    await page.getByTestId('flag-trial').getByText('驼色').first().waitFor();
    await desk.screenshot('flags-trial');
    await page.getByTestId('flag-rules-confirm').click();
    await page.getByText('第 2 版生效中').waitFor();
    await page.getByTestId('flag-rules-part').getByText('价目表').click();
    await page.getByTestId('prices-import').click();
    await page.getByTestId('import-file').setInputFiles({ name: '价目.csv', mimeType: 'text/csv', buffer: Buffer.from('品名,别名,最低价,标价\n驼色双面羊绒大衣,羊绒大衣,899,1299\n坏行,,9,1\n') });
    await page.getByTestId('import-apply').click();
    await page.getByTestId('prices').getByText('驼色双面羊绒大衣').waitFor();
    await page.getByTestId('nav-desk').click();
    await composer.fill('羊绒大衣 850 元给您');
    await guard.getByText('低于“驼色双面羊绒大衣”的最低价').waitFor();
    expect(await refused()).toEqual([]);
  });
});

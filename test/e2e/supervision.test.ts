/** A supervisor finds what was said, reads it where it was said, and leaves a trace. */
import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { bubble, firstStart, openConversation, rowOf, write } from '#test/kit/deskActions';
import { watchViolations } from '#test/kit/violations';

let desk: DeskApp | undefined;
afterEach(async () => { await desk?.dispose(); desk = undefined; });

describe('records', () => {
  it('are found by any piece of a word in any spelling, read in place, and every look is on record', async () => {
    desk = await launchApp();
    const { page } = desk;
    const refused = await watchViolations(desk);
    await firstStart(page, 'demo');
    await rowOf(page, '陈晓雯').waitFor({ timeout: 60_000 });
    await openConversation(page, '陈晓雯');
    await bubble(page, '驼色双面羊绒大衣还有 M 码吗').waitFor();
    await write(page, '您好，有的，今天 18:00 前付款今天发出。');

    await page.getByTestId('nav-supervision').click();
    const text = page.getByTestId('search-text');
    const found = page.getByTestId('search-result');
    // Traditional, full width, a piece of a word.
    await text.fill('雙面 Ｍ碼');
    await expect.poll(() => found.count(), { timeout: 30_000 }).toBe(0);
    await text.fill('雙面 Ｍ');
    await expect.poll(() => found.first().textContent(), { timeout: 30_000 }).toContain('驼色双面羊绒大衣还有 M 码吗');
    expect(await found.first().locator('mark').allTextContents()).toEqual(['双面', 'M']);
    // What was said a moment ago, by the agent only.
    await text.fill('18:00 前付款');
    await expect.poll(() => found.allTextContents(), { timeout: 30_000 }).toEqual([expect.stringContaining('今天 18:00 前付款今天发出')]);
    await found.first().click();
    await page.getByTestId('reader-chosen').getByText('今天 18:00 前付款今天发出').waitFor();
    await page.getByText('每次检索与查阅都写入账本').waitFor();
    await expect.poll(() => page.getByRole('region', { name: '查阅记录' }).textContent(), { timeout: 20_000 }).toContain('程岚');
    await desk.screenshot('supervision-search');

    // Replayed from the first line: what came later is not said yet, and the customer waits.
    await page.getByTestId('reader-replay').click();
    await page.getByTestId('replay-track').press('Home');
    await expect.poll(() => page.getByTestId('replay').locator('[data-coming]').count()).toBeGreaterThan(0);
    await page.getByText('客户已等').waitFor();
    await desk.screenshot('supervision-replay');
    await page.getByTestId('replay-track').press('End');
    await expect.poll(() => page.getByTestId('replay').locator('[data-coming]').count()).toBe(0);

    await page.getByTestId('reader-open').click();
    await bubble(page, '今天 18:00 前付款今天发出').waitFor();
    await page.getByTestId('nav-supervision').click();
    expect(await text.inputValue()).toBe('18:00 前付款');
    expect(await refused()).toEqual([]);
  });
});

/** A supervisor finds what was said, reads it where it was said, and leaves a trace. */
import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { bubble, write } from '#test/kit/deskActions';
import { openShop } from '#test/kit/shopActions';
import { watchViolations } from '#test/kit/violations';

let desk: DeskApp | undefined;
afterEach(async () => { await desk?.dispose(); desk = undefined; });

describe('records', () => {
  it('are found by any piece of a word in any spelling, read in place, and every look is on record', async () => {
    desk = await launchApp();
    const { page } = desk;
    const refused = await watchViolations(desk);
    await openShop(page);
    await write(page, '您好，有的，今天 18:00 前付款今天发出。');
    // A prepared answer, changed before it goes out, and a word among colleagues.
    const composer = page.getByTestId('composer');
    await composer.pressSequentially('/fhsj');
    await page.getByTestId('wording-popup').waitFor();
    await page.keyboard.press('1');
    await expect.poll(() => composer.inputValue()).toContain('18:00');
    await composer.fill((await composer.inputValue()).replace('18:00', '17:00').replaceAll(/\{\?[^}]*\}/gu, '周三'));
    await composer.press('Enter');
    await bubble(page, '17:00').waitFor();
    await page.keyboard.press('Alt+KeyP');
    await page.getByTestId('note-composer').waitFor();
    await composer.fill('这位客户上次嫌贵，报价先问主管');
    await composer.press('Enter');
    await page.getByTestId('note').filter({ hasText: '报价先问主管' }).waitFor();

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

    // Which wording it was and what was made of it; whoever held it; a link brings a colleague to the same moment.
    await page.getByTestId('reader-replay').click();
    await expect.poll(() => page.getByTestId('reader-wording').locator('ins').allTextContents(), { timeout: 20_000 }).toContain('17');
    await page.getByTestId('replay-track').press('Home');
    await page.getByTestId('replay-forward').click();
    const moment = await page.getByTestId('replay-time').textContent();
    await desk.electron.evaluate(({ clipboard }) => clipboard.clear());
    await page.getByTestId('reader-copy-link').click();
    await page.getByText('已复制').waitFor();
    const link = await desk.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(link).toMatch(/^zuoxi:\/\/record\/.+@\d{4}-/u);
    await page.getByTestId('replay').press('End');
    await text.fill(link);
    await expect.poll(() => page.getByTestId('replay-time').textContent()).toBe(moment);
    expect(await text.inputValue()).toBe('18:00 前付款');

    await page.getByTestId('reader-open').click();
    await bubble(page, '今天 18:00 前付款今天发出').waitFor();
    // From the desk the palette takes the link too; the search and its results are where they were left.
    await page.keyboard.press('Control+KeyK');
    await page.getByTestId('switcher').getByRole('combobox').fill(link);
    await expect.poll(() => page.getByTestId('replay-time').textContent()).toBe(moment);
    expect(await text.inputValue()).toBe('18:00 前付款');
    await expect.poll(() => found.count()).toBe(1);

    // Pinyin finds Chinese only when asked to; marks show what it found.
    await text.fill('shuangmian');
    await expect.poll(() => found.count(), { timeout: 30_000 }).toBe(0);
    await page.getByTestId('search-pinyin').click();
    await expect.poll(() => found.first().locator('mark').allTextContents(), { timeout: 30_000 }).toEqual(['双面']);
    await page.getByTestId('search-pinyin').click();
    await expect.poll(() => found.count(), { timeout: 30_000 }).toBe(0);

    // Notes are found as notes, by the conversation chosen; nothing of them counts as said by either side.
    await text.fill('主管');
    await page.getByTestId('search-subject').click();
    await page.getByTestId('search-subject-text').fill('陈晓雯');
    await page.getByRole('menuitemcheckbox', { name: /陈晓雯/u }).first().click();
    await page.keyboard.press('Escape');
    await expect.poll(() => found.allTextContents(), { timeout: 30_000 }).toEqual([expect.stringContaining('内部备注')]);
    await page.getByTestId('search-direction').click();
    await page.getByRole('menuitemradio', { name: '客服', exact: true }).click();
    await expect.poll(() => found.count(), { timeout: 30_000 }).toBe(0);
    await page.getByTestId('search-clear').click();
    await text.fill('今天');
    await page.getByTestId('search-order').click();
    await expect.poll(() => found.count(), { timeout: 30_000 }).toBeGreaterThan(1);
    await desk.screenshot('supervision-best');
    // By where a line came from: all of this was seen live.
    const origin = page.getByTestId('search-trust');
    await origin.click();
    await page.getByRole('menuitemcheckbox', { name: '平台历史补取' }).click();
    await expect.poll(() => found.count(), { timeout: 30_000 }).toBe(0);
    await page.getByRole('menuitemcheckbox', { name: '当场收发' }).click();
    await expect.poll(() => found.count(), { timeout: 30_000 }).toBeGreaterThan(1);
    expect(await refused()).toEqual([]);
  });
});

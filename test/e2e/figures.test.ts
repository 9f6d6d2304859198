/** A supervisor reads figures, asks what they mean, sees the words behind a number, and takes them along as a table. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { write } from '#test/kit/deskActions';
import { openShop } from '#test/kit/shopActions';
import { watchViolations } from '#test/kit/violations';

let desk: DeskApp | undefined;
afterEach(async () => { await desk?.dispose(); desk = undefined; });

describe('figures', () => {
  it('leave a demonstration out until it is chosen, tell what they mean, and lead to the words they are made of', async () => {
    desk = await launchApp();
    const { page } = desk;
    const refused = await watchViolations(desk);
    await openShop(page);
    await write(page, '您好，有的，今天 18:00 前付款今天发出。');

    await page.getByTestId('nav-supervision').click();
    await page.getByTestId('page-figures').click();
    await page.getByText('这段时间没有会话。').waitFor();
    await page.getByTestId('figures-account').click();
    await page.getByText('演示店铺不计入').waitFor();
    await page.getByRole('menuitemradio').filter({ hasNotText: '全部账号' }).first().click();
    await page.getByText('以下只是演示店铺的数据').waitFor();
    const number = (figure: string) => page.getByTestId(`figure-${figure}`).getByRole('button').last();
    await expect.poll(async () => Number(await number('contacts').textContent()), { timeout: 20_000 }).toBeGreaterThan(0);
    await expect.poll(() => number('sent').textContent(), { timeout: 20_000 }).toBe('1');
    await expect.poll(() => page.getByTestId('figures-people').textContent()).toContain('程岚');
    await desk.screenshot('figures');

    await page.getByRole('button', { name: '“响应时间”是怎么算的' }).click();
    await page.getByText('10:00:00 客户问，10:00:20 追问').waitFor();
    await page.keyboard.press('Escape');

    // The number leads to its case, the case to the words.
    await number('responseTime').click();
    const cases = page.getByTestId('figure-cases').locator('tbody tr');
    await expect.poll(() => cases.count()).toBe(1);
    expect(await cases.first().textContent()).toContain('程岚');
    await page.getByRole('button', { name: /打开 陈晓雯/ }).click();
    await page.getByRole('region', { name: '查阅记录' }).waitFor();

    await page.getByTestId('page-figures').click();
    await page.getByTestId('figures-export').click();
    const file = join(desk.userData, '数据.csv');
    await desk.electron.evaluate(({ session }, path) => { session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path)); }, file);
    await page.getByRole('menuitem', { name: '导出 CSV' }).click();
    const table = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    await expect.poll(table).toContain('响应时间 (s)');
    expect(table()).toContain('从客户第一句没人答的话起');

    // Who they are: everybody on a square of the 34.
    await page.getByTestId('page-portrait').click();
    const tiles = page.getByTestId('portrait-map').getByRole('button');
    await expect.poll(() => tiles.count(), { timeout: 20_000 }).toBe(34);
    await page.getByTestId('portrait-funnel').getByRole('button', { name: /^得到回复/ }).click();
    await expect.poll(() => page.getByTestId('portrait-people').textContent()).toContain('陈晓雯');
    await desk.screenshot('portrait');
    expect(await refused()).toEqual([]);
  });
});

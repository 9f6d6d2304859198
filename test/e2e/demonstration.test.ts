import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { bubble, firstStart, openConversation, rowOf, write } from '#test/kit/deskActions';
import { watchViolations } from '#test/kit/violations';

let desk: DeskApp | undefined;
afterEach(async () => { await desk?.dispose(); desk = undefined; });

describe('story d: from first start to first reply in the demonstration shop', () => {
  it('shows a newcomer customers at work within a minute, answers one, and never claims it was real', async () => {
    desk = await launchApp();
    const { page } = desk;
    const refused = await watchViolations(desk);
    await page.getByTestId('first-company').waitFor();
    await desk.screenshot('first-start');
    await firstStart(page, 'demo');
    await rowOf(page, '陈晓雯').waitFor({ timeout: 60_000 });
    await openConversation(page, '陈晓雯');
    await bubble(page, '驼色双面羊绒大衣还有 M 码吗').waitFor();
    await write(page, '您好，有的，今天 18:00 前付款今天发出。');
    await page.locator('[data-testid=message][data-delivery=read]', { hasText: '今天 18:00 前付款' }).waitFor();
    await bubble(page, '我在杭州西湖区').waitFor({ timeout: 30_000 });
    expect(await rowOf(page, '陈晓雯').getByText('演示').count()).toBeGreaterThan(0);
    // The palette's first opening has the very next key (bug: a name meant for it stood in the composer, and Enter sent it).
    const composer = page.getByTestId('composer');
    await composer.focus();
    await page.keyboard.press('Control+KeyK');
    await page.keyboard.type('lf');
    expect(await composer.inputValue()).toBe('');
    expect(await page.getByTestId('switcher').getByRole('combobox').inputValue()).toBe('lf');
    await page.keyboard.press('Escape');
    await page.getByTestId('switcher').waitFor({ state: 'detached' });
    await composer.focus();
    await page.keyboard.press('Control+KeyK');
    await page.keyboard.type('wrx');
    expect([await composer.inputValue(), await page.getByTestId('switcher').getByRole('combobox').inputValue()]).toEqual(['', 'wrx']);
    await page.keyboard.press('Escape');
    // Help comes in a chunk of its own: while it is on its way the keys are not the composer's (bug: words meant for it were sent to the customer).
    const mine = page.locator('[data-testid=message][data-side=out]');
    const said = await mine.count();
    await composer.focus();
    await page.keyboard.press('F1');
    await page.keyboard.type('export');
    await page.keyboard.press('Enter');
    expect([await composer.inputValue(), await mine.count()]).toEqual(['', said]);
    await page.getByTestId('help-dialog').getByRole('button', { name: '关闭' }).click();
    await page.getByTestId('help-dialog').waitFor({ state: 'detached' });
    expect(await composer.evaluate((area) => area === document.activeElement)).toBe(true);
    // A list opened by its key has the keys too (bug: Enter meant for its first line sent the half-written reply).
    await composer.fill('半句');
    await page.keyboard.press('Alt+KeyN');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect([await composer.inputValue(), await mine.count(), await composer.evaluate((area) => area === document.activeElement)]).toEqual(['半句', said, true]);
    await composer.fill('');
    // The note's box has the very next letter (bug: those of the first frame were nobody's).
    await page.keyboard.press('Alt+KeyP');
    await page.keyboard.type('note');
    expect(await page.getByTestId('composer').inputValue()).toBe('note');
    await page.getByTestId('composer').fill('');
    await page.keyboard.press('Alt+KeyP');
    await desk.screenshot('demonstration-first-reply');
    expect(await refused()).toEqual([]);
  });
});

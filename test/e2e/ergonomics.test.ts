/**
 * Keyboard, palette, notices, help and peak mode in the real app with the demonstration shop. One desk, one story after
 * the other. Of the operating system only the surface is watched: what main would have shown, not that it was shown.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { bubble, firstStart, openConversation, rowOf } from '#test/kit/deskActions';

let desk: DeskApp;

type Shown = { readonly title: string; readonly body: string };

/** Keeps what main shows instead of showing it; `click` is the person's click on the last one. */
const watchNotices = async (app: DeskApp): Promise<void> => {
  await app.electron.evaluate(({ Notification }) => {
    const kept: Electron.Notification[] = [];
    Object.assign(globalThis, { keptNotices: kept });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) { kept.push(this); };
  });
};
const notices = (app: DeskApp): Promise<readonly Shown[]> =>
  app.electron.evaluate(() => (globalThis as unknown as { readonly keptNotices: readonly Electron.Notification[] }).keptNotices.map(({ title, body }) => ({ title, body })));
const clickNotice = (app: DeskApp): Promise<void> =>
  app.electron.evaluate(() => { (globalThis as unknown as { readonly keptNotices: readonly Electron.Notification[] }).keptNotices.at(-1)?.emit('click'); });

beforeAll(async () => {
  desk = await launchApp();
  await watchNotices(desk);
  await firstStart(desk.page, 'demo');
  await rowOf(desk.page, '刘建国').waitFor({ timeout: 60_000 });
}, 90_000);

afterAll(async () => { await desk?.screenshot('ergonomics-end'); await desk?.dispose(); });

describe('ergonomics', () => {
  it('palette: initials run a command and open a customer; a sign narrows it', async () => {
    const { page } = desk;
    await page.keyboard.press('Control+k');
    const palette = page.getByTestId('switcher');
    const field = palette.getByRole('combobox');
    await field.fill('>qhqs');
    await palette.getByRole('option', { name: /切换浅色与深色/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await page.keyboard.press('Control+k');
    await field.fill('cxw');
    await expect.poll(() => palette.getByRole('option').first().getAttribute('data-item')).toContain('conversation');
    await page.keyboard.press('Enter');
    await page.getByTestId('composer').waitFor();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).first().textContent()).toContain('陈晓雯');
    await page.keyboard.press('Control+k');
    // Letters and Enter in one task, as fast fingers do: the list drawn is still that of the empty field (it opened a customer).
    await field.evaluate((input: HTMLInputElement) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '>切换浅色');
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      input.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', key: 'Enter', bubbles: true, cancelable: true }));
    });
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
  });

  it('rebinds a key: conflict named, taken over, in force at once, in help, after a restart of the page', async () => {
    const { page } = desk;
    await page.keyboard.press('Control+Comma');
    await page.getByTestId('settings').waitFor();
    await page.getByTestId('admin-keyboard').click();
    await page.getByTestId('record-longestWaiting').click();
    await page.keyboard.press('KeyJ');
    await page.getByRole('alert').filter({ hasText: 'J' }).waitFor();
    await page.keyboard.press('Alt+KeyE');
    await page.getByTestId('key-conflict').waitFor();
    await page.getByTestId('key-take-over').click();
    await page.locator('[data-action=longestWaiting][data-chord="Alt+E"]').waitFor();
    await page.locator('[data-action=done][data-chord=""]').waitFor();
    await page.reload();
    await rowOf(page, '刘建国').waitFor();
    await page.keyboard.press('Control+Slash');
    await expect.poll(() => page.getByTestId('key-help').locator('dl > div', { hasText: '跳到等得最久的客户' }).locator('kbd').first().textContent()).toBe('Alt+E');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+KeyE');
    await page.getByTestId('composer').waitFor();
    await page.keyboard.press('Control+Comma');
    await page.getByTestId('admin-keyboard').click();
    await page.locator('[data-action=longestWaiting]').getByRole('button').last().click();
    await page.locator('[data-action=longestWaiting][data-chord="Alt+Shift+ArrowDown"]').waitFor();
    await page.getByTestId('nav-desk').click();
  });

  it('settings act at once and are kept: message size, send key, size of the window', async () => {
    const { page } = desk;
    const size = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--t-message'));
    const zoom = (): Promise<number | undefined> => desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor());
    await page.keyboard.press('Control+Comma');
    await page.getByTestId('admin-settings').click();
    await page.getByTestId('settings').getByText('18', { exact: true }).click();
    await expect.poll(size).toBe('18px');
    await page.getByTestId('settings').getByRole('combobox', { name: '发送键' }).click();
    await page.locator('.ant-select-item-option', { hasText: 'Ctrl+Enter 发送' }).click();
    await page.reload();
    await rowOf(page, '刘建国').waitFor();
    await expect.poll(size).toBe('18px');
    await openConversation(page, '刘建国');
    const composer = page.getByTestId('composer');
    await composer.fill('先看一下');
    await composer.press('Enter');
    await expect.poll(() => composer.inputValue()).toBe('先看一下\n');
    await composer.press('Control+Enter');
    await bubble(page, '先看一下').first().waitFor();
    await page.keyboard.press('Control+Equal');
    await expect.poll(zoom).toBeCloseTo(1.1);
    await page.keyboard.press('Control+Digit0');
    await expect.poll(zoom).toBeCloseTo(1);
  });

  it('help: found by initials of a heading and by words, opened at its place', async () => {
    const { page } = desk;
    await page.keyboard.press('F1');
    await page.getByTestId('help-article').waitFor();
    await page.getByTestId('help-search').fill('gfms');
    await page.getByTestId('help-hits').getByRole('button', { name: /高峰模式/ }).first().click();
    await expect.poll(() => page.getByTestId('help-article').getAttribute('data-topic')).toBe('keyboard');
    await page.getByTestId('help-search').fill('校验');
    await page.getByTestId('help-hits').getByRole('button').first().waitFor();
    await page.getByTestId('help-search').fill('');
    await page.keyboard.press('Escape');
    await page.getByTestId('help-dialog').waitFor({ state: 'detached' });
  });

  it('peak mode: one key in and out; only who waits, done and next goes on', async () => {
    const { page } = desk;
    await page.keyboard.press('F9');
    await page.getByTestId('peak-on').waitFor();
    expect(await page.getByTestId('rail-all').isVisible()).toBe(false);
    expect(await page.getByTestId('conversation-list').isVisible()).toBe(true);
    await page.keyboard.press('F9');
    await page.getByTestId('rail-all').waitFor();
  });

  it('a notice tells who, not what; a click opens that conversation from the tray; many are one', async () => {
    const { page } = desk;
    await page.getByTestId('nav-admin').click();
    await desk.call('window.control', { action: 'close' });
    await expect.poll(async () => (await notices(desk)).length, { timeout: 60_000 }).toBeGreaterThan(0);
    const last = (await notices(desk)).at(-1);
    expect(last?.title).not.toBe('');
    expect(last?.body).not.toMatch(/[？?！]/u);
    await clickNotice(desk);
    await page.getByTestId('composer').waitFor();
    await expect.poll(() => desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
    await openConversation(page, '刘建国');
  });
});

/**
 * Every screen in both themes, languages and sizes, with customers at work. Catches: a sentence without translation, a
 * part wider than its window, a broken policy, an empty screen. The pictures are for looking at (test-results/screens).
 */
import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp, type LaunchOptions } from '#test/kit/app';
import { bubble, firstStart, openConversation, rowOf, write } from '#test/kit/deskActions';
import { helpPicture, wantsPictures } from '#test/kit/helpPicture';
import { watchViolations } from '#test/kit/violations';

let desk: DeskApp | undefined;
afterEach(async () => { await desk?.dispose(); desk = undefined; });

const variants = [
  { name: 'light-1366', size: { width: 1366, height: 768 }, theme: 'light', locale: 'zh-CN' },
  { name: 'dark-1366', size: { width: 1366, height: 768 }, theme: 'dark', locale: 'zh-CN' },
  { name: 'light-1920', size: { width: 1920, height: 1080 }, theme: 'light', locale: 'zh-CN' },
  { name: 'dark-1920-en', size: { width: 1920, height: 1080 }, theme: 'dark', locale: 'en-US' },
  { name: 'light-1366-en', size: { width: 1366, height: 768 }, theme: 'light', locale: 'en-US' },
] as const satisfies readonly (LaunchOptions & { readonly name: string })[];

/** Variants whose pictures the help shows, with the ending of their names. */
const pictured: Readonly<Record<string, string>> = { 'light-1366': '', 'light-1366-en': '.en' };

/** Words that look like a key of the catalog, and parts that stick out of the window. */
const flaws = (app: DeskApp): Promise<readonly string[]> => app.page.evaluate(() => {
  const keys = (document.body.innerText.match(/\b[a-z]+(?:\.[a-zA-Z]+){1,3}\b/gu) ?? []).filter((word) => !/\.(?:com|cn|local|localhost|example|test|zxl|json|js|ts|csv|png|pdf)$/u.test(word));
  const wide = [...document.querySelectorAll<HTMLElement>('main, section, aside, header, nav')].filter((part) => part.getBoundingClientRect().right > innerWidth + 1).map((part) => `${part.tagName} ${part.className} sticks out`);
  return [...keys, ...wide];
});

/** What the help shows of the desk, while it has customers at work. */
const takePictures = async (app: DeskApp, ending: string): Promise<void> => {
  const { page } = app;
  await page.mouse.move(700, 230); // no tooltip in the pictures
  await helpPicture(app, `wording${ending}`, page.getByTestId('wording-popup'));
  await page.keyboard.press('Escape');
  await helpPicture(app, `desk${ending}`);
  await helpPicture(app, `customer${ending}`, page.locator('main > aside'));
  await page.keyboard.press('Control+k');
  await page.getByTestId('switcher').getByRole('combobox').fill('x');
  await page.getByTestId('switcher').getByRole('option').nth(3).waitFor();
  await helpPicture(app, `palette${ending}`, page.getByTestId('switcher'));
  await page.keyboard.press('Escape');
  await page.getByTestId('composer').focus();
};

describe('every screen', () => {
  for (const { name, ...options } of variants) {
    it(`in ${name}`, async () => {
      desk = await launchApp(options);
      const { page } = desk;
      await page.emulateMedia({ colorScheme: options.theme });
      const refused = await watchViolations(desk);
      await page.getByTestId('first-company').waitFor();
      expect(await flaws(desk)).toEqual([]);
      await desk.screenshot(`${name}-1-first-start`);
      await firstStart(page, 'demo');
      await rowOf(page, '刘建国').waitFor({ timeout: 60_000 });
      await openConversation(page, '刘建国');
      await page.getByTestId('message').locator('img').first().waitFor();
      await write(page, '非常抱歉，我马上为您处理。');
      await page.locator('[data-testid=message][data-delivery=read]').first().waitFor();
      await openConversation(page, '陈晓雯');
      await write(page, '您好，M 码有现货，今天 18:00 前付款今天发出。');
      await bubble(page, '我在杭州西湖区').waitFor({ timeout: 30_000 });
      await page.getByTestId('tag-province').click();
      await page.keyboard.type('zj');
      await page.keyboard.press('Enter');
      await page.getByTestId('composer').pressSequentially('预计周一送到 /fh');
      await page.getByTestId('wording-popup').waitFor();
      expect(await flaws(desk)).toEqual([]);
      await desk.screenshot(`${name}-2-desk`);
      const ending = pictured[name];
      if (ending !== undefined && wantsPictures) await takePictures(desk, ending);
      await page.keyboard.press('Escape');
      await page.getByTestId('nav-admin').click();
      await page.locator('tr[data-account]').first().click();
      await page.getByTestId('account-detail').waitFor();
      expect(await flaws(desk)).toEqual([]);
      await desk.screenshot(`${name}-3-accounts`);
      if (ending !== undefined) await helpPicture(desk, `accounts${ending}`);
      await page.getByTestId('account-add').click();
      await page.getByTestId('platform-onebot').click();
      await page.getByTestId('account-name').waitFor();
      expect(await flaws(desk)).toEqual([]);
      await desk.screenshot(`${name}-4-account-form`);
      await page.keyboard.press('Escape');
      await page.getByTestId('admin-records').click();
      await page.getByTestId('verify').click();
      await page.getByTestId('verify-result').waitFor();
      expect(await flaws(desk)).toEqual([]);
      await desk.screenshot(`${name}-5-records`);
      expect(await refused()).toEqual([]);
    });
  }
});

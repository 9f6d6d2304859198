/**
 * Every screen to a machine's eye: axe in light and dark (bug: a button without a name, grey on grey), and no word of
 * the other language on it (bug: "Retry" among Chinese, a stepper named "Increase Value"). One app, walked three times.
 */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AxeResults, RunOptions } from 'axe-core';
import { messages } from '#renderer/i18n/catalog/all';
import { launchApp, type DeskApp } from '#test/kit/app';
import { firstStart, lockDesk, openConversation, rowOf, signIn } from '#test/kit/deskActions';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Some fifty pages and dialogs, each judged: long on a busy machine. */
const WALK_MS = 300_000;

let desk: DeskApp;
/** What was found on the first start, which is over when the tests begin. */
let atFirst: readonly string[] = [];

beforeAll(async () => {
  desk = await launchApp();
  await desk.page.getByTestId('first-company').waitFor();
  atFirst = [...await faults(everything), ...await mixed('zh-CN')];
  await firstStart(desk.page, 'demo');
  await rowOf(desk.page, '陈晓雯').waitFor({ timeout: 60_000 });
  await openConversation(desk.page, '陈晓雯');
}, 90_000);
afterAll(async () => { await desk?.dispose(); });

type AxeWindow = { readonly axe: { readonly run: (context: { readonly exclude: string[][] }, options: RunOptions) => Promise<AxeResults> } };

const everything: RunOptions = { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], rules: {
  'target-size': { enabled: true },
  // Still experimental: it takes a badge's digits and an avatar's letter for part of the name.
  'label-content-name-mismatch': { enabled: false },
} };
const colours: RunOptions = { resultTypes: ['violations'], runOnly: { type: 'rule', values: ['color-contrast'] } };

/** What axe has against the page, one line per element. */
const faults = async (options: RunOptions, page: Page = desk.page): Promise<readonly string[]> => {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axeSource);
  return page.evaluate(async (given) => {
    // A dialog that fades in is grey on grey for a moment; what pulses for ever is not waited for.
    await Promise.allSettled(document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished));
    // antd measures growing text areas in one of its own, hidden from everybody but axe.
    const { violations } = await (globalThis as unknown as AxeWindow).axe.run({ exclude: [['body > textarea[aria-hidden]']] }, given); // put there one line above
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target.join(' ')} ${any[0]?.message ?? ''}`));
  }, options);
};

const other = { 'zh-CN': 'en', en: 'zh-CN' } as const;
type Language = keyof typeof other;

/** Whole sentences of the other language's catalog, blanks standing for anything. */
const foreign = (language: Language): readonly { readonly key: string; readonly text: RegExp }[] => {
  const own = new Set(Object.values(messages[language]));
  const hasLetters = language === 'zh-CN' ? /[A-Za-z]{3,}/u : /\p{Script=Han}/u;
  return Object.entries(messages[other[language]]).flatMap(([key, text]) => {
    const fixed = text.replace(/\{\{\w+\}\}/gu, '');
    if (own.has(text) || key.startsWith('locale.') || !hasLetters.test(fixed)) return [];
    return [{ key, text: new RegExp(`^${text.split(/\{\{\w+\}\}/u).map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join('.*')}$`, 'u') }];
  });
};

/** What the first start named in its own language stays so. */
const named: readonly string[] = [messages['zh-CN']['channel.demo'] ?? '', messages['zh-CN']['demo.mark'] ?? ''];

/** Words on the page, and names and hints of its parts, that belong to the other language. */
const mixed = async (language: Language, page: Page = desk.page): Promise<readonly string[]> => {
  const { found: words, brought } = await page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (node.parentElement?.closest('[data-testid=message], [data-testid=wordings-table], style, script, kbd') === null) found.add(node.textContent?.trim() ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      // A name nobody is told (antd names its icons) is no word on the page.
      if (element.closest('[aria-hidden="true"]') === null) found.add(element.getAttribute('aria-label')?.trim() ?? '');
      for (const name of ['title', 'placeholder']) found.add(element.getAttribute(name)?.trim() ?? '');
    }
    // Names antd brings itself (an icon's, a stepper's) are in no catalog of ours.
    const brought = [...document.querySelectorAll(':is([class*="ant-"], .anticon)[aria-label]:not([aria-labelledby])')].filter((element) => element.closest('[aria-hidden="true"]') === null).map((element) => element.getAttribute('aria-label') ?? '');
    return { found: [...found], brought: [...new Set(brought)] };
  });
  const unnamed = language === 'zh-CN' ? brought.filter((name) => /[a-z]{2,}/u.test(name) && !/\p{Script=Han}/u.test(name)).map((name) => `antd: ${name}`) : [];
  const hasForeignLetters = language === 'zh-CN' ? /[A-Za-z]{3,}/u : /\p{Script=Han}/u;
  const sentences = foreign(language);
  return [...unnamed, ...words.filter((word) => hasForeignLetters.test(word) && !named.includes(word)).flatMap((word) => {
    const hit = sentences.find(({ text }) => text.test(word));
    return hit === undefined ? [] : [`${hit.key}: ${word}`];
  })];
};

type Look = (screen: string, page?: Page) => Promise<void>;

/** What opens over a page, by the page's own button; Escape closes it. */
const dialogs: Readonly<Record<string, readonly string[]>> = {
  'admin-accounts': ['account-add', 'custody-rules'], 'admin-people': ['person-add', 'permissions-open'], 'admin-clocks': ['clock-add'],
  'nav-customers': ['people-import', 'condition-open'], 'nav-wordings': ['wordings-new'],
};

/** A dialog, by axe's and a reader's measure the topmost thing on the screen. */
const walkDialogs = async (screen: string, look: Look): Promise<void> => {
  const { page } = desk;
  for (const opener of dialogs[screen] ?? []) {
    await page.getByTestId(opener).click();
    await settled();
    await look(`${screen}-${opener}`);
    await page.keyboard.press('Escape');
    await page.locator('[role=dialog]:visible, dialog[open]').waitFor({ state: 'detached' }).catch(() => undefined); // some forms take the page's place and stay
  }
};

/** Nothing moves any more: a colour half way through a transition is nobody's fault. */
const settled = (): Promise<unknown> => desk.page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));

/** The desk's own dialogs, its other window, and its door. */
const walkAround = async (look: Look): Promise<void> => {
  const { page } = desk;
  await page.getByTestId('nav-desk').click();
  await page.getByTestId('merge-open').click();
  await page.getByTestId('merge-find').waitFor();
  await look('merge');
  await page.keyboard.press('Escape');
  await page.getByTestId('find-open').click();
  await page.getByTestId('find-text').waitFor();
  await look('find');
  await page.keyboard.press('Escape');
  const opening = desk.electron.waitForEvent('window');
  await page.keyboard.press('Alt+Shift+KeyO');
  const own = await opening;
  await own.getByTestId('composer').waitFor();
  await look('torn', own);
  const closed = own.waitForEvent('close');
  await own.getByTestId('torn-return').click();
  await closed;
  await lockDesk(page);
  await look('lock');
  await page.getByTestId('recover-open').click();
  await page.getByTestId('recover-code').waitFor();
  await look('recover');
  await page.getByTestId('recover').getByRole('button').last().click();
  await page.getByTestId('sign-out').click();
  await page.getByTestId('sign-in-password').waitFor();
  await look('sign-in');
  await signIn(page);
};

/** Walks every screen a person of this role can open; `look` is called on each with its name. */
const walk = async (look: Look): Promise<void> => {
  const { page } = desk;
  await page.getByTestId('nav-desk').click();
  await page.getByTestId('composer').waitFor();
  await look('desk');
  await page.keyboard.press('Control+k');
  await page.getByTestId('switcher').getByRole('option').first().waitFor();
  await look('palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Slash');
  await page.getByTestId('key-help').waitFor();
  await look('keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await page.getByTestId('help-article').waitFor();
  await look('help');
  await page.keyboard.press('Escape');
  const screens = await page.locator('[data-testid^=nav-]').evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['testid'] ?? ''));
  for (const screen of screens.filter((each) => each !== 'nav-desk' && each !== 'nav-admin')) {
    await page.getByTestId(screen).click();
    await page.locator('main').waitFor();
    const strip = page.locator('[data-testid^=page-]');
    await settled();
    await look(screen);
    await walkDialogs(screen, look);
    for (const each of (await strip.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['testid'] ?? ''))).slice(1)) {
      await page.getByTestId(each).click();
      await page.locator(`[data-testid="${each}"][aria-current=page]`).waitFor();
      // The page itself comes a moment after its tab.
      const tabs = (await page.locator('main > nav').innerText()).length;
      await expect.poll(async () => (await page.locator('main').innerText()).length).toBeGreaterThan(tabs + 1);
      await settled();
      await look(`${screen}-${each}`);
    }
  }
  await page.keyboard.press('F9');
  await page.getByTestId('peak-on').waitFor();
  await page.getByTestId('message').first().waitFor();
  await look('peak');
  await page.keyboard.press('F9');
  await page.getByTestId('nav-admin').click();
  await page.getByTestId('admin-settings').waitFor(); // the screen comes in a piece of its own: no page of it yet is no page missed
  const pages = await page.locator('main nav button[data-testid^=admin-]:not([data-testid=admin-help])').evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['testid'] ?? ''));
  for (const each of pages) {
    await page.getByTestId(each).click();
    await page.locator('main h1, main table').first().waitFor();
    await settled();
    await look(each);
    await walkDialogs(each, look);
  }
  await walkAround(look);
};

const choose = async (testId: string, label: string): Promise<void> => {
  await desk.page.getByTestId('nav-admin').click();
  await desk.page.getByTestId('admin-settings').click();
  await desk.page.getByTestId(testId).getByText(label, { exact: true }).click();
};

describe('every screen', () => {
  it('first start', () => { expect(atFirst).toEqual([]); });

  it('in light and Chinese', async () => {
    const seen: string[] = [];
    await walk(async (screen, page) => { await desk.screenshot(`every-light-${screen}`); seen.push(...[...await faults(everything, page), ...await mixed('zh-CN', page)].map((line) => `${screen} · ${line}`)); });
    expect(seen).toEqual([]);
  }, WALK_MS);

  it('in the dark', async () => {
    await choose('settings', '深色');
    const seen: string[] = [];
    await walk(async (screen, page) => { await desk.screenshot(`every-dark-${screen}`); seen.push(...(await faults(colours, page)).map((line) => `${screen} · ${line}`)); });
    expect(seen).toEqual([]);
  }, WALK_MS);

  it('in English', async () => {
    await choose('settings', 'English');
    const seen: string[] = [];
    await walk(async (screen, page) => { await desk.screenshot(`every-en-${screen}`); seen.push(...(await mixed('en', page)).map((line) => `${screen} · ${line}`)); });
    expect(seen).toEqual([]);
  }, WALK_MS);
});

/**
 * What a role sees of the desk, tried by every way there is: title bar, strips of pages, palette, pasted link, keys. The
 * engine refuses commands by itself (permissions.test); bugs these catch: a page an agent can reach, a name of it
 * offered, a record opened from a link.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminPages } from '#renderer/admin/adminPages';
import { messages } from '#renderer/i18n/catalog/all';
import { keyEntry, type KeyAction } from '#renderer/state/keyMap';
import { recordLink } from '#renderer/state/recordLinks';
import { supervisionPages } from '#renderer/supervision/supervisionPages';
import type { ConversationId } from '#shared/domain/ids';
import type { Role } from '#shared/domain/person';
import { launchApp, type DeskApp } from '#test/kit/app';
import { firstStart } from '#test/kit/deskActions';
import { addPerson, becomePerson } from '#test/kit/peopleActions';
import { CUSTOMER, openCustomer } from '#test/kit/shopActions';

const INITIAL = '当面给的口令-1';
const OWN = '自己换的口令-2';
const words = messages['zh-CN'] as Readonly<Record<string, string>>; // looked up by names made here
/** Keys that change what is shown, of those shipped with a chord; the other `go` keys open something small over it. */
const goingKeys = ['showDesk', 'filter1', 'filter9', 'longestWaiting', 'showSettings'] as const satisfies readonly KeyAction[];

let desk: DeskApp;
beforeAll(async () => {
  desk = await launchApp();
  const { page } = desk;
  await firstStart(page, 'demo');
  await page.getByTestId('nav-admin').click();
  await page.getByTestId('admin-people').click();
  await addPerson(page, { name: '林小雨', password: INITIAL });
  await addPerson(page, { name: '周宁', password: INITIAL, role: 'supervisor', reason: '带班' });
}, 120_000);
afterAll(async () => { await desk?.dispose(); });

const idsOf = (places: Locator): Promise<readonly string[]> => places.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['testid'] ?? ''));
const screensOf = (page: Page): Promise<readonly string[]> => idsOf(page.locator('[data-testid^=nav-]'));
const adminOf = async (page: Page): Promise<readonly string[]> => {
  await page.getByTestId('nav-admin').click();
  return idsOf(page.locator('main nav button[data-testid^=admin-]:not([data-testid=admin-help])'));
};
const adminOfRole = (role: Role): readonly string[] => {
  const pages = adminPages.filter(({ roles }) => roles.includes(role));
  return (['personal', 'company', 'data'] as const).flatMap((section) => pages.filter((each) => each.section === section)).map(({ page }) => `admin-${page}`);
};

/** The pages the palette offers for these words. */
const offered = async (page: Page, typed: string): Promise<Locator> => {
  const field = page.getByTestId('switcher').getByRole('combobox');
  await field.fill(typed);
  // The list follows the field a moment later.
  await page.getByTestId('switcher').locator(`[role=listbox][data-query="${typed}"]`).waitFor({ state: 'attached' });
  return page.getByTestId('switcher').getByRole('group', { name: words['palette.section.page'] ?? '' }).getByRole('option', { name: typed, exact: true });
};

/** The main part shows nothing of supervision, and no page of administration this role has not. */
const nothingForbidden = async (page: Page, role: Role): Promise<void> => {
  expect(await page.locator('[data-testid=search-text], [data-testid=flag-list], [data-testid=quality-reviews], main nav [data-testid=page-flags]').count()).toBe(0);
  const hidden = adminPages.filter(({ roles }) => !roles.includes(role)).map(({ page: each }) => `[data-testid=admin-${each}]`).join(', ');
  expect(await page.locator(hidden).count()).toBe(0);
};

const press = async (page: Page, action: KeyAction): Promise<void> => {
  const { chord } = keyEntry(action);
  if (chord === null) return;
  await page.keyboard.press([chord.mod && 'Control', chord.alt && 'Alt', chord.shift && 'Shift', chord.code].filter((part) => typeof part === 'string').join('+'));
};

describe('a role', () => {
  it('agent: neither bar nor strip, palette, link nor key leads to supervision or to what others administer', async () => {
    const { page } = desk;
    await becomePerson(page, '林小雨', INITIAL, OWN);
    expect(await screensOf(page)).toEqual(['nav-desk', 'nav-customers', 'nav-wordings', 'nav-mine', 'nav-admin']);
    expect(await adminOf(page)).toEqual(adminOfRole('agent'));
    await page.getByTestId('nav-desk').click();
    await openCustomer(page);
    const conversation = await page.getByTestId('conversation-list').getByRole('option', { name: new RegExp(`^${CUSTOMER}`, 'u') }).getAttribute('data-conversation');

    await page.keyboard.press('Control+KeyK');
    const forbidden = ['nav.supervision', ...supervisionPages.map((each) => `supervision.${each.page}`), ...adminPages.filter(({ roles }) => !roles.includes('agent')).map((each) => `admin.${each.page}`)].map((key) => words[key] ?? expect.fail(key));
    for (const name of forbidden) expect(await (await offered(page, name)).count(), name).toBe(0);
    // The palette knows pages at all.
    expect(await (await offered(page, words['mine.violations'] ?? '')).count()).toBe(1);
    await page.getByTestId('switcher').getByRole('combobox').fill(recordLink({ conversation: (conversation ?? 'demo/1') as ConversationId, at: Date.now() })); // an id of the screen
    await page.getByTestId('switcher').getByText('没有').waitFor();
    await page.keyboard.press('Escape');
    await nothingForbidden(page, 'agent');
    for (const action of goingKeys) {
      await press(page, action);
      await nothingForbidden(page, 'agent');
    }
    await page.getByTestId('admin-settings').waitFor();
    await desk.screenshot('role-agent');
  });

  it('supervisor: all of supervision, and of administration what is theirs', async () => {
    const { page } = desk;
    await becomePerson(page, '周宁', INITIAL, OWN);
    expect(await screensOf(page)).toContain('nav-supervision');
    await page.getByTestId('nav-supervision').click();
    await page.getByTestId('search-text').waitFor();
    expect(await idsOf(page.locator('main > nav [data-testid^=page-]'))).toEqual(supervisionPages.map((each) => `page-${each.page}`));
    expect(await adminOf(page)).toEqual(adminOfRole('supervisor'));
    await page.keyboard.press('Control+KeyK');
    for (const { page: each } of adminPages.filter(({ roles }) => !roles.includes('supervisor'))) expect(await (await offered(page, words[`admin.${each}`] ?? '')).count(), each).toBe(0);
    // Straight to a page of supervision by its name.
    await (await offered(page, words['supervision.complaints'] ?? '')).click();
    await page.locator('[data-testid=page-complaints][aria-current=page]').waitFor();
  });
});

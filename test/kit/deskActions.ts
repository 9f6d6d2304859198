/** What a person does at the desk, in the words of the screen. Used by the end-to-end stories and the faults. */
import type { Locator, Page } from 'playwright-core';
import type { DeskApp } from './app';

export const PASSPHRASE = '测试口令-2026';

export type Beginning = 'demo' | 'add';

/** First start: company, name, passphrase where the system has no key store, then the demonstration or an account. */
export const firstStart = async (page: Page, beginning: Beginning): Promise<void> => {
  await page.getByTestId('first-company').fill('杭州青禾羊绒有限公司');
  await page.getByTestId('first-name').fill('程岚');
  const passphrase = page.getByTestId('first-passphrase');
  if (await passphrase.count() > 0) {
    await passphrase.fill(PASSPHRASE);
    await page.getByTestId('first-again').fill(PASSPHRASE);
  }
  if (beginning === 'add') await page.locator('input[name=beginning][value=add]').check();
  await page.getByTestId('first-go').click();
  if (beginning === 'add') await page.getByTestId('platform-onebot').waitFor();
};

/** Opens the sealed secrets after a start on a machine without key store. */
export const unlock = async (desk: DeskApp): Promise<void> => {
  await desk.call('vault.unlock', { passphrase: PASSPHRASE });
};

export type AccountInput = {
  readonly channel: 'onebot' | 'xmpp' | 'demo';
  readonly name: string;
  readonly code: string;
  readonly fields: Readonly<Record<string, string | number>>;
};

const FORM_TRIES = 5;
const GLANCE_MS = 5_000;

/** Presses what is on the screen until the form of that platform is open, as a person whose click went astray does. */
const openAccountForm = async (page: Page, channel: AccountInput['channel']): Promise<void> => {
  const form = page.getByTestId('account-name');
  const platform = page.getByTestId(`platform-${channel}`);
  for (let turn = 1; turn <= FORM_TRIES; turn += 1) {
    if (await platform.count() === 0) await page.getByTestId('account-add').click();
    await platform.click();
    const isOpen = await form.waitFor({ timeout: GLANCE_MS }).then(() => true, () => false);
    if (isOpen) return;
  }
  throw new Error(`the form of ${channel} does not open: ${(await page.locator('body').innerText()).slice(0, 400)}`);
};

/** Fills the account form as a person would and saves; resolves when the account is on the register. */
export const addAccount = async (page: Page, account: AccountInput): Promise<void> => {
  await openAccountForm(page, account.channel);
  await page.getByTestId('account-name').fill(account.name);
  await page.getByTestId('account-code').fill(account.code);
  for (const [key, value] of Object.entries(account.fields)) await page.getByTestId(`setting-${key}`).fill(String(value));
  await page.getByTestId('account-save').click();
  // The register may show the account before the engine's answer closes the form.
  await page.getByTestId('account-save').waitFor({ state: 'detached' });
  await page.locator('tr[data-account]', { hasText: account.name }).waitFor();
};

/** Resolves when the register shows this account in the state. */
export const untilAccount = async (page: Page, name: string, state: string): Promise<void> => {
  await page.locator(`tr[data-account][data-state="${state}"]`, { hasText: name }).waitFor();
};

/** The row of a conversation in the list, by the customer's name. */
export const rowOf = (page: Page, title: string): Locator => page.getByTestId('conversation-list').getByRole('option', { name: new RegExp(`^${title}`) });

export const openConversation = async (page: Page, title: string): Promise<void> => {
  await rowOf(page, title).click();
  await page.getByTestId('composer').waitFor();
};

/** Bubbles with exactly these words in the open conversation. */
export const bubble = (page: Page, text: string): Locator => page.getByTestId('message').filter({ hasText: text });

export const write = async (page: Page, text: string): Promise<void> => {
  const composer = page.getByTestId('composer');
  await composer.fill(text);
  await composer.press('Enter');
  await bubble(page, text).first().waitFor();
};

/** Opens an account of the register beside it. */
export const chooseAccount = async (page: Page, name: string): Promise<Locator> => {
  await page.locator('tr[data-account]', { hasText: name }).getByRole('button').first().click();
  const detail = page.getByTestId('account-detail').filter({ hasText: name });
  await detail.waitFor();
  return detail;
};

/** Presses 测试连接 in the open form; gives the sentence it ends with. */
export const testConnection = async (page: Page): Promise<string> => {
  const outcome = page.getByTestId('account-outcome');
  await page.getByTestId('account-test').click();
  await page.getByRole('button', { name: '测试连接' }).and(page.locator(':enabled')).waitFor({ timeout: 60_000 });
  return await outcome.textContent() ?? '';
};

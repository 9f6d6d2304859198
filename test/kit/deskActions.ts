/** What a person does at the desk, in the words of the screen. Used by the end-to-end stories and the faults. */
import type { Locator, Page } from 'playwright-core';
import type { SessionState } from '#shared/ipc/session';
import type { DeskApp } from './app';

/** Of the administrator first start makes; it opens the vault too where the system keeps no keys. */
export const PASSPHRASE = '测试口令-2026';
export const ADMINISTRATOR = '程岚';

export type Beginning = 'demo' | 'add';

/** First start: company, name, password, then the demonstration or an account. */
export const firstStart = async (page: Page, beginning: Beginning): Promise<void> => {
  await page.getByTestId('first-company').fill('杭州青禾羊绒有限公司');
  await page.getByTestId('first-name').fill(ADMINISTRATOR);
  await page.getByTestId('first-password').fill(PASSPHRASE);
  await page.getByTestId('first-again').fill(PASSPHRASE);
  if (beginning === 'add') await page.locator('input[name=beginning][value=add]').check();
  await page.getByTestId('first-go').click();
  await page.getByTestId('recovery-kept').check();
  await page.getByTestId('recovery-done').click();
  if (beginning === 'add') await page.getByTestId('platform-onebot').waitFor();
};

export type SignInAs = { readonly name?: string; readonly password?: string };

/** Signs in at the door: after a restart, after a lock, or as somebody else. The vault opens with it. Resolves at the desk. */
export const signIn = async (page: Page, { name = ADMINISTRATOR, password = PASSPHRASE }: SignInAs = {}): Promise<void> => {
  const field = page.getByTestId('sign-in-password');
  await field.waitFor();
  await page.locator('[data-person]', { hasText: name }).click();
  await field.fill(password);
  await field.press('Enter');
  await page.getByTestId('person-menu').filter({ hasText: name }).waitFor();
};

/** Locks the desk by its key; resolves at the door. */
export const lockDesk = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+KeyL');
  await page.getByTestId('sign-in').waitFor();
};

/** A history written past the engine is read whole at its first start. */
const FIRST_READ_MS = 600_000;

/** Past the screens, for benches on a prepared desk: chooses the first password or signs in the first person. */
export const enterDesk = async (desk: DeskApp): Promise<void> => {
  await desk.page.locator('[data-testid=choose-password], [data-testid=sign-in]').waitFor({ timeout: FIRST_READ_MS });
  const state = await desk.call('session.state') as SessionState; // the route's output
  if (state.kind === 'claim') await desk.call('session.choose', { password: PASSPHRASE });
  else if (state.kind === 'signIn') await desk.call('session.signIn', { person: state.people[0]?.id ?? '', password: PASSPHRASE });
  await desk.page.getByTestId('person-menu').waitFor();
};

export type AccountInput = {
  readonly channel: 'onebot' | 'xmpp' | 'demo';
  readonly name: string;
  readonly code: string;
  readonly fields: Readonly<Record<string, string | number>>;
};

const openAccountForm = async (page: Page, channel: AccountInput['channel']): Promise<void> => {
  const platform = page.getByTestId(`platform-${channel}`);
  if (await platform.count() === 0) await page.getByTestId('account-add').click();
  await platform.click();
  await page.getByTestId('account-name').waitFor();
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

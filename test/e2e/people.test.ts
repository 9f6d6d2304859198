/**
 * The people of the desk in the real app: two administrators, a proposal and its approval. Bugs these catch: a role
 * that rises without a second pair of eyes, a page that offers what the engine refuses, an only administrator who can
 * be lost, an initial password that stays, a history that leaves a step out.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { ADMINISTRATOR, firstStart, lockDesk, PASSPHRASE, signIn } from '#test/kit/deskActions';
import { addPerson, becomePerson } from '#test/kit/peopleActions';

const INITIAL = '当面给的口令-1';
const OWN = '自己换的口令-2';
const RECOVERED = '恢复后的口令-4';

let desk: DeskApp;

beforeAll(async () => {
  desk = await launchApp();
  await firstStart(desk.page, 'add');
  await desk.page.keyboard.press('Escape');
  await desk.page.getByTestId('admin-people').click();
}, 90_000);
afterAll(async () => { await desk?.dispose(); });

const row = (name: string) => desk.page.locator('[data-person-row]', { hasText: name });
const open = async (name: string): Promise<void> => {
  await row(name).getByRole('button').click();
  await desk.page.getByTestId('person-detail').filter({ hasText: name }).waitFor();
};
const history = (): Promise<readonly string[]> => desk.page.getByTestId('person-history').locator('li').allTextContents();
const save = async (): Promise<void> => {
  await desk.page.getByTestId('person-save').click();
  await desk.page.getByTestId('person-form').waitFor({ state: 'detached' });
};
/** Somebody leaves; then open among those who left. */
const leave = async (name: string, reason: string): Promise<void> => {
  const { page } = desk;
  await open(name);
  await page.getByTestId('person-leave').click();
  await page.getByTestId('person-reason').fill(reason);
  await save();
  await row(name).waitFor({ state: 'detached' });
  await page.getByTestId('people-left').click();
  await open(name);
};

describe('the people of the desk', () => {
  it('the only administrator can neither leave nor change role, adds an agent, and raises alone only with a reason', async () => {
    const { page } = desk;
    await open(ADMINISTRATOR);
    expect(await page.getByTestId('person-leave').isDisabled()).toBe(true);
    expect(await page.getByTestId('person-role').isDisabled()).toBe(true);
    await page.getByText('这是唯一的管理员').waitFor();
    await addPerson(desk.page, { name: '林小雨', password: INITIAL, role: 'agent' });
    await page.getByTestId('person-add').click();
    await page.getByTestId('person-name').fill('周主管');
    await page.getByTestId('role-administrator').check();
    await page.getByTestId('person-save').click();
    await page.getByText('只有一位管理员，没有别人可以批准').waitFor();
    await desk.screenshot('person-form');
    await page.getByTestId('person-reason').fill('两人共管');
    await page.getByTestId('person-password').fill(INITIAL);
    await save();
    await open('周主管');
    await expect.poll(async () => (await history()).join('|')).toMatch(/独自决定改为管理员.*两人共管/u);
  });

  it('with two administrators a raise waits for the other one, who finds it first thing', async () => {
    const { page } = desk;
    await open('林小雨');
    await page.getByTestId('person-role').click();
    await page.getByTestId('role-supervisor').check();
    await page.getByTestId('person-reason').fill('带晚班');
    await page.getByTestId('person-save').click();
    await page.locator('[data-proposal]', { hasText: '林小雨' }).waitFor();
    await page.getByText('您提议的不能自己批准').waitFor();
    expect(await page.getByTestId('role-approve').count()).toBe(0);
    expect(await row('林小雨').textContent()).toContain('客服');
    await desk.screenshot('people-pending');
    await becomePerson(desk.page, '周主管', INITIAL, OWN);
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-people').click();
    await page.getByText('程岚 提议：林小雨 由客服改为主管').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByTestId('title-menu').click();
    await page.getByRole('menuitemradio', { name: '深色' }).click();
    await page.keyboard.press('Escape');
    await desk.screenshot('people-approve-dark');
    await page.getByTestId('role-approve').click();
    await page.locator('[data-proposal]').waitFor({ state: 'detached' });
    await expect.poll(async () => row('林小雨').textContent()).toContain('主管在岗');
  });

  it('who comes back as a supervisor is an agent until the other one agrees (bug: leaving and coming back went round the rule)', async () => {
    const { page } = desk;
    await leave('林小雨', '进修');
    await page.getByTestId('person-return').click();
    await page.getByTestId('person-password').fill(INITIAL);
    await page.getByTestId('person-reason').fill('进修回来');
    await desk.screenshot('person-return-dark');
    await save();
    await page.getByTestId('people-here').click();
    await page.locator('[data-proposal]', { hasText: '进修回来' }).waitFor();
    expect(await row('林小雨').textContent()).toContain('客服');
    await becomePerson(page, ADMINISTRATOR, PASSPHRASE);
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-people').click();
    await page.locator('[data-proposal]', { hasText: '林小雨' }).getByTestId('role-approve').click();
    await page.locator('[data-proposal]').waitFor({ state: 'detached' });
    await expect.poll(async () => row('林小雨').textContent()).toContain('主管在岗');
    await becomePerson(page, '周主管', OWN);
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-people').click();
  });

  it('the permission rules are loosened only with the other administrator, and then a raise is made at once (bug: a rule changed by the one it binds)', async () => {
    const { page } = desk;
    await page.getByTestId('permissions-open').click();
    await page.getByTestId('raise-supervisor').uncheck();
    await page.getByTestId('permissions-reason').fill('主管常换');
    await desk.screenshot('permissions-dark');
    await page.getByTestId('permissions-save').click();
    await page.locator('[data-proposal="permissions"]', { hasText: '主管常换' }).waitFor();
    expect(await page.getByTestId('role-approve').count()).toBe(0);
    await becomePerson(page, ADMINISTRATOR, PASSPHRASE);
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-people').click();
    await page.locator('[data-proposal="permissions"]').getByTestId('role-approve').click();
    await page.locator('[data-proposal]').waitFor({ state: 'detached' });
    await open('林小雨');
    await page.getByTestId('person-role').click();
    await page.getByTestId('role-agent').check();
    await save();
    await page.getByTestId('person-role').click();
    await page.getByTestId('role-supervisor').check();
    await save();
    await expect.poll(async () => row('林小雨').textContent()).toContain('主管在岗');
    await page.getByTestId('permissions-open').click();
    await page.getByTestId('permission-versions').getByText('周主管 提议，程岚 批准').waitFor();
    await desk.screenshot('permission-versions');
    await page.keyboard.press('Escape');
    await becomePerson(page, '周主管', OWN);
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-people').click();
  });

  it('who left signs in no more and keeps the records; who comes back gets a new password', async () => {
    const { page } = desk;
    await leave('林小雨', '回乡');
    await expect.poll(async () => (await history()).join('|')).toMatch(/离开.*回乡/u);
    await desk.screenshot('person-left-dark');
    await page.getByTestId('person-return').click();
    await page.getByTestId('person-password').fill(INITIAL);
    await save();
    await page.getByTestId('people-here').click();
    await row('林小雨').waitFor();
  });

  it('one’s own password is changed with the present one only', async () => {
    const { page } = desk;
    await page.getByTestId('person-menu').click();
    await page.getByRole('menuitem', { name: '修改密码' }).click();
    await page.getByTestId('profile-old').fill('nicht-das-richtige');
    await page.getByTestId('profile-new').fill('又换了一个口令-3');
    await page.getByTestId('profile-again').fill('又换了一个口令-3');
    await page.getByTestId('profile-save').click();
    await page.getByText('现在的密码不对').waitFor();
    await desk.screenshot('profile-dark');
    await page.getByTestId('profile-old').fill(OWN);
    await page.getByTestId('profile-save').click();
    await page.getByText('密码已修改').waitFor();
    await page.getByTestId('profile-close').click();
    desk = await desk.restart();
    await signIn(desk.page, { name: '周主管', password: '又换了一个口令-3' });
    expect(((await desk.call('vault.state')) as { readonly kind: string }).kind).toBe('passphrase'); // the route's output
  });

  it('a recovery code lets an administrator back in with a new password, once (bug: a forgotten password is the end of the desk)', async () => {
    const { page } = desk;
    const code = page.getByTestId('recovery-code');
    await page.getByTestId('person-menu').click();
    await page.getByRole('menuitem', { name: '切换人员' }).click();
    await signIn(page);
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-people').click();
    await open(ADMINISTRATOR);
    await page.getByTestId('recovery-state').filter({ hasText: '还没有用过' }).waitFor();
    await page.getByTestId('recovery-open').click();
    await page.getByTestId('recovery-password').fill(PASSPHRASE);
    await page.getByTestId('recovery-make').click();
    const shown = (await code.innerText()).trim();
    await page.getByTestId('recovery-copy').click();
    await page.getByText('已复制').waitFor();
    await desk.screenshot('recovery-code');
    await page.getByTestId('recovery-kept').check();
    await page.getByTestId('recovery-done').click();
    await expect.poll(history).toContainEqual(expect.stringContaining('生成了恢复码'));
    await lockDesk(page);
    await page.locator('[data-person]', { hasText: ADMINISTRATOR }).click();
    await page.getByTestId('recover-open').click();
    await page.getByTestId('recover-code').fill(shown.toLowerCase().replaceAll('-', ' '));
    await page.getByTestId('recover-new').fill(RECOVERED);
    await page.getByTestId('recover-again').fill(RECOVERED);
    await desk.screenshot('recovery-use');
    await page.getByTestId('recover-go').click();
    await page.getByTestId('person-menu').filter({ hasText: ADMINISTRATOR }).waitFor();
    await lockDesk(page);
    await page.locator('[data-person]', { hasText: ADMINISTRATOR }).click();
    expect(await page.getByTestId('recover-open').count()).toBe(0);
    await signIn(page, { password: RECOVERED });
  });
});

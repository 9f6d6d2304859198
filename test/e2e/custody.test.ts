/**
 * Accounts of the company in the real app: issued, checked against their policy, handed over. Bugs these catch: a
 * policy nobody sees broken, an agent who sees a colleague's customers, a replaced secret that is not on the register,
 * a hand-over that leaves something behind or a leaver who can still sign in.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, ADMINISTRATOR, chooseAccount, firstStart, openConversation, rowOf, untilAccount } from '#test/kit/deskActions';
import { addPerson, becomePerson } from '#test/kit/peopleActions';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';

const INITIAL = '当面给的口令-1';
const OWN = '自己换的口令-2';
const TOKENS = ['torwache-1', 'torwache-2'] as const;

let desk: DeskApp;
let gateways: readonly OnebotGateway[] = [];

beforeAll(async () => {
  gateways = await Promise.all([
    startOnebotGateway({ self: '10001', nickname: '小雨', token: TOKENS[0], friends: [{ user: '20001', nickname: '王若曦' }] }),
    startOnebotGateway({ self: '10002', nickname: '青禾-售后', token: TOKENS[1], friends: [{ user: '20002', nickname: '陈屿' }] }),
  ]);
  desk = await launchApp();
  await firstStart(desk.page, 'add');
  await addAccount(desk.page, { channel: 'onebot', name: '售前一号', code: '售前', fields: { url: gateways[0]?.url ?? '', token: TOKENS[0] } });
  await addAccount(desk.page, { channel: 'onebot', name: '售后一号', code: '售后', fields: { url: gateways[1]?.url ?? '', token: TOKENS[1] } });
  await untilAccount(desk.page, '售前一号', 'online');
  await untilAccount(desk.page, '售后一号', 'online');
  gateways[0]?.write({ user: '20001', message: '羊绒衫起球吗' });
  gateways[1]?.write({ user: '20002', message: '退货到了吗' });
}, 120_000);
afterAll(async () => {
  await desk?.dispose();
  await Promise.all(gateways.map((gateway) => gateway.close()));
});

const pick = async (testId: string, label: string | RegExp): Promise<void> => {
  await desk.page.getByTestId(testId).click();
  await desk.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: label }).last().click();
};
/** What the tray says when the pointer rests on it: the system gives it to nobody, so it is overheard where it is set. */
const hearTray = async (): Promise<() => Promise<string | undefined>> => {
  await desk.electron.evaluate(({ Tray }) => {
    const said: string[] = [];
    const set = Tray.prototype.setToolTip;
    Tray.prototype.setToolTip = function hear(words) { said.push(words); return set.call(this, words); };
    Object.assign(globalThis, { said });
  });
  return () => desk.electron.evaluate(() => (globalThis as unknown as { readonly said: readonly string[] }).said.at(-1)); // put there above
};
const register = (): Promise<string> => desk.page.getByTestId('account-register').innerText();

describe('accounts of the company', () => {
  it('are issued, judged by their policy, and a replaced secret is on the register without being shown', async () => {
    const { page } = desk;
    await page.getByTestId('admin-people').click();
    await addPerson(page, { name: '林小雨', password: INITIAL });
    await addPerson(page, { name: '周宁', password: INITIAL });
    await page.getByTestId('admin-accounts').click();
    await chooseAccount(page, '售前一号');
    await pick('account-issue', '林小雨');
    await expect.poll(register).toContain('发放给林小雨');
    await page.getByTestId('profile-edit').click();
    await page.getByTestId('policy-nickname').fill('{company}-{name}');
    await page.getByTestId('policy-rotate').fill('5');
    await desk.screenshot('custody-policy');
    await page.getByTestId('policy-save').click();
    await page.getByTestId('account-profile').getByText('昵称应为“杭州青禾羊绒有限公司-林小雨”，现在是“小雨”').waitFor();
    await page.getByTestId('rotation').filter({ hasText: '5 天后更换' }).waitFor();
    await page.locator('[data-chip=due]', { hasText: '1' }).waitFor();
    await page.locator('[data-chip=breach]', { hasText: '1' }).waitFor();
    await page.getByTestId('admin-accounts').filter({ hasText: '1' }).waitFor();
    await page.getByTestId('account-edit').click();
    await page.getByTestId('setting-token').fill(TOKENS[0]);
    await page.getByTestId('account-save').click();
    await expect.poll(register).toContain('更换密钥');
    expect(await page.locator('body').innerText()).not.toContain(TOKENS[0]);
    await desk.screenshot('custody-register');
  });

  it('show an agent only what is theirs or nobody\'s, in the tray too', async () => {
    const { page } = desk;
    const tray = await hearTray();
    await becomePerson(page, '周宁', INITIAL, OWN);
    await expect.poll(tray).toBe('坐席 · 1 位客户在等');
    await page.getByTestId('nav-desk').click();
    await rowOf(page, '陈屿').waitFor();
    expect(await rowOf(page, '王若曦').count()).toBe(0);
    await page.getByTestId('nav-customers').click();
    await page.getByTestId('people-table').getByText('陈屿').first().waitFor();
    expect(await page.getByTestId('people-table').getByText('王若曦').count()).toBe(0);
    await page.getByTestId('nav-desk').click();
    await becomePerson(page, '林小雨', INITIAL, OWN);
    await openConversation(page, '王若曦');
    await page.getByTestId('composer').fill('正在查工艺');
    await desk.screenshot('custody-agent');
    await becomePerson(page, ADMINISTRATOR, '测试口令-2026');
    await expect.poll(tray).toBe('坐席 · 2 位客户在等');
  });

  it('go to a colleague with all that hangs on them when somebody leaves, who signs in no more', async () => {
    const { page } = desk;
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-people').click();
    await page.locator('[data-person-row]', { hasText: '林小雨' }).getByRole('button').click();
    await page.getByTestId('person-handover').click();
    await page.getByTestId('handover-sums').filter({ hasText: /1\s*账号/u }).waitFor();
    await pick('handover-to', '周宁');
    await page.getByTestId('handover-reason').fill('离职');
    await desk.screenshot('custody-handover');
    await page.getByTestId('handover-go').click();
    await page.getByTestId('handover-form').waitFor({ state: 'detached' });
    await page.getByTestId('admin-accounts').click();
    await page.locator('tr[data-account]', { hasText: '售前一号' }).getByTestId('row-holder').filter({ hasText: '周宁' }).waitFor();
    await chooseAccount(page, '售前一号');
    await expect.poll(register).toMatch(/交接给周宁[\s\S]*林小雨交出/u);
    await becomePerson(page, '周宁', OWN);
    await page.getByTestId('nav-desk').click();
    await openConversation(page, '王若曦');
    await expect.poll(() => page.getByTestId('composer').inputValue()).toBe('正在查工艺');
    await page.getByTestId('person-menu').click();
    await page.getByRole('menuitem', { name: '切换人员' }).click();
    await page.locator('[data-person]', { hasText: '周宁' }).waitFor();
    expect(await page.locator('[data-person]', { hasText: '林小雨' }).count()).toBe(0);
  });
});

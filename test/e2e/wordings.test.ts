/** Prepared wording from hand to hand: proposed, approved beside its changes, picked by initials, counted, out and in as a table. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, bubble, firstStart, lockDesk, openConversation, PASSPHRASE, rowOf, signIn, untilAccount } from '#test/kit/deskActions';
import { openPageDesk, pageCall } from '#test/kit/pageDesk';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';

const AGENT = '周敏';
const OWN_PASSWORD = '周敏的口令-2026';

let desk: DeskApp;
let gateway: OnebotGateway;

const sent = (): readonly string[] => gateway.sent().map((message) => message.text);

beforeAll(async () => {
  gateway = await startOnebotGateway({ self: '10001', token: 'a-token', friends: [{ user: '20001', nickname: '王若曦' }] });
  desk = await launchApp();
  const { page } = desk;
  await firstStart(page, 'add');
  await addAccount(page, { channel: 'onebot', name: '青禾-售前', code: '售前', fields: { url: gateway.url, token: 'a-token' } });
  await untilAccount(page, '青禾-售前', 'online');
  await openPageDesk(desk);
  expect(await pageCall(desk, 'person.add', { name: AGENT, role: 'agent', password: PASSPHRASE })).toMatchObject({ ok: true });
  gateway.write({ user: '20001', message: '今天能发吗' });
  await lockDesk(page);
  await page.locator('[data-person]', { hasText: AGENT }).click();
  await page.getByTestId('sign-in-password').fill(PASSPHRASE);
  await page.getByTestId('sign-in-password').press('Enter');
  await page.getByTestId('choose-password').waitFor();
  await desk.call('session.choose', { password: OWN_PASSWORD });
  await rowOf(page, '王若曦').waitFor();
}, 90_000);

afterAll(async () => {
  await desk?.screenshot('wordings-end');
  await desk?.dispose();
  await gateway?.close();
});

const openWording = async (title: string): Promise<void> => {
  const { page } = desk;
  await page.getByTestId('nav-wordings').click();
  await page.getByTestId('wordings-library').click();
  await page.locator('tr[data-wording]', { hasText: title }).first().click();
  await page.getByTestId('wordings-detail').waitFor();
};

it('an agent proposes a change and cannot put it in force', async () => {
  const { page } = desk;
  await openWording('发货时间');
  expect(await page.getByTestId('wordings-remove').count()).toBe(0);
  await page.getByTestId('wordings-change').click();
  await page.getByTestId('wording-text-1').fill('{customer}您好，今天 16:00 前付款当天发出，预计{?到达日期}送到。');
  await page.getByTestId('wording-add-message').click();
  await page.getByTestId('wording-text-2').fill('单号出来后第一时间发您。');
  await page.getByTestId('wording-note').fill('仓库改了截单时间');
  await desk.screenshot('wordings-form');
  await page.getByTestId('wording-save').click();
  await page.getByText('已提交，主管批准后可用').waitFor();
  await page.getByTestId('nav-desk').click();
  await openConversation(page, '王若曦');
  await page.getByTestId('composer').pressSequentially('/fhsj');
  await page.getByTestId('wording-preview').getByText('18:00').waitFor();
  await page.getByTestId('composer').fill('');
});

it('a supervisor sees what changed, character by character, and approves', async () => {
  const { page } = desk;
  await lockDesk(page);
  await signIn(page);
  await page.getByTestId('proposal-count').filter({ hasText: '1' }).waitFor();
  await page.getByTestId('nav-wordings').click();
  await page.getByTestId('wordings-proposals').click();
  const diff = page.getByTestId('wording-diff');
  await diff.waitFor();
  expect(await diff.locator('del').allTextContents()).toEqual(['18']);
  expect(await diff.locator('ins').allTextContents()).toEqual(['16', '单号出来后第一时间发您。']);
  await desk.screenshot('wordings-proposal');
  await page.getByTestId('proposal-approve').click();
  await page.getByText('已批准').first().waitFor();
  await expect.poll(() => page.getByTestId('proposal-count').count()).toBe(0);
});

it('an agent picks it by initials, must fill the blank, and sends two messages in order', async () => {
  const { page } = desk;
  await lockDesk(page);
  await signIn(page, { name: AGENT, password: OWN_PASSWORD });
  await page.getByTestId('nav-desk').click();
  await openConversation(page, '王若曦');
  const composer = page.getByTestId('composer');
  const box = await page.getByTestId('message').last().boundingBox();
  await composer.pressSequentially('/fhsj');
  await page.getByTestId('wording-popup').waitFor();
  await desk.screenshot('wordings-popup');
  const popup = await page.getByTestId('wording-popup').boundingBox();
  const last = await page.getByTestId('message').last().boundingBox();
  expect([box === null, last !== null && popup !== null && last.y + last.height <= popup.y]).toEqual([false, true]);
  await page.keyboard.press('1');
  await expect.poll(() => composer.inputValue()).toContain('{?到达日期}');
  await page.keyboard.press('Enter');
  expect(sent()).toEqual([]);
  await page.keyboard.type('周一');
  await desk.screenshot('wordings-filled');
  await page.keyboard.press('Enter');
  await bubble(page, '单号出来后第一时间发您。').waitFor();
  await expect.poll(sent).toEqual(['王若曦您好，今天 16:00 前付款当天发出，预计周一送到。', '单号出来后第一时间发您。']);
  expect(await composer.inputValue()).toBe('');
  gateway.write({ user: '20001', message: '好，等您消息' });
  await bubble(page, '好，等您消息').waitFor();
});

it('the use and its answer are counted, and the library goes out and in as a table without a change', async () => {
  const { page } = desk;
  await lockDesk(page);
  await signIn(page);
  await openWording('发货时间');
  const row = page.locator('tr[data-wording]', { hasText: '发货时间' }).first();
  expect((await row.locator('td[data-number]').allTextContents()).slice(0, 4)).toEqual(['1', '0%', '100%', '0%']);
  await page.getByTestId('wordings-tab-use').click();
  await page.getByTestId('wordings-detail').getByText(AGENT).waitFor();
  await page.getByTestId('wordings-tab-versions').click();
  await desk.screenshot('wordings-library');
  const file = join(desk.userData, '话术.csv');
  await desk.electron.evaluate(({ session }, path) => { session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path)); }, file);
  await page.getByTestId('wordings-sheets').click();
  await page.getByRole('menuitem', { name: '导出 CSV' }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  const table = (): string => readFileSync(file, 'utf8');
  await expect.poll(table).toContain('发货时间');
  expect(table().startsWith('\ufeff')).toBe(true);
  writeFileSync(file, `${table().replace('16:00', '17:00').trimEnd()}\r\n售前/活动,双十二,sse,"{customer}您好，双十二全场八折。",,2099-12-12,\r\n,,,没有标题,,,\r\n`);
  await page.getByTestId('wordings-sheets').click();
  await page.getByRole('menuitem', { name: '从表格导入' }).click();
  await page.getByTestId('import-file').setInputFiles(file);
  await page.getByTestId('import-new').filter({ hasText: '1' }).waitFor();
  expect(await Promise.all(['new', 'changed', 'refused'].map((verdict) => page.getByTestId(`import-${verdict}`).locator('b').textContent()))).toEqual(['1', '1', '1']);
  await desk.screenshot('wordings-import');
  await page.getByTestId('import-apply').click();
  await page.getByTestId('import-apply').waitFor({ state: 'detached' });
  await page.getByTestId('wordings-detail').getByRole('button', { name: '第 3 版' }).waitFor();
  const brought = page.getByRole('treeitem', { name: '活动' });
  await brought.waitFor();
  await page.getByTestId('admin-undo').filter({ hasText: '新增 1 条，修改 1 条' }).waitFor();
  await page.getByTestId('admin-undo-press').click();
  await page.getByTestId('wordings-detail').getByRole('button', { name: '第 4 版' }).waitFor();
  await brought.waitFor({ state: 'detached' });
  await page.locator('tr[data-wording]', { hasText: '16:00' }).waitFor();
});

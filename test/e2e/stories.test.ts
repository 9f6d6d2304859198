/**
 * Stories a, b and c of the first slice: the real app, two OneBot gateways (one dials in, one is dialled), two XMPP
 * seats on a real Prosody. One after the other on the same data, as a day at the desk goes.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, bubble, firstStart, openConversation, rowOf, signIn, untilAccount, write } from '#test/kit/deskActions';
import { freePort } from '#test/kit/freePort';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';
import { joinCustomer, type Customer } from '#test/peers/prosody/customer';
import { startProsody, type Prosody } from '#test/peers/prosody/startProsody';

const SEATS = ['agent1@seat.localhost', 'agent2@seat.localhost'] as const;

let desk: DeskApp;
let presale: OnebotGateway;
let aftersale: OnebotGateway;
let prosody: Prosody;
let li: Customer;
let zhao: Customer;

const xmppFields = (jid: string): Readonly<Record<string, string>> => {
  const { settings, secrets } = prosody.settingsOf(jid);
  return { jid: String(settings.jid), password: secrets.password ?? '', service: String(settings.service), ...(settings.fingerprint ? { fingerprint: String(settings.fingerprint) } : {}) };
};

const titles = async (): Promise<readonly string[]> =>
  (await desk.page.getByTestId('conversation-list').getByRole('option').allTextContents()).map((text) => text.slice(0, 24));

const timeline = async (): Promise<readonly string[]> => desk.page.getByTestId('message').evaluateAll((all) => all.map((each) => `${each.dataset['side'] ?? ''}|${each.dataset['delivery'] ?? ''}|${each.textContent ?? ''}`));

beforeAll(async () => {
  const port = await freePort();
  presale = await startOnebotGateway({ self: '10001', token: 'presale-token', friends: [{ user: '20001', nickname: '王若曦' }, { user: '20002', nickname: '刘建国' }] });
  aftersale = await startOnebotGateway({ self: '10002', token: 'aftersale-token', dialect: 'llonebot', reverse: { url: `ws://127.0.0.1:${port}/`, reconnectMs: 300 }, friends: [{ user: '30001', nickname: '孙浩然' }] });
  prosody = await startProsody();
  li = await joinCustomer(prosody, 'li@guest.localhost');
  zhao = await joinCustomer(prosody, 'zhao@guest.localhost');
  await li.introduce('李老师');
  await zhao.introduce('赵敏');
  desk = await launchApp();
  const { page } = desk;
  await firstStart(page, 'add');
  await addAccount(page, { channel: 'onebot', name: '青禾-售前', code: '售前', fields: { url: presale.url, token: 'presale-token' } });
  await page.getByTestId('account-add').click();
  await page.getByTestId('platform-onebot').click();
  await page.getByTestId('account-name').fill('青禾-售后');
  await page.getByTestId('account-code').fill('售后');
  await page.getByTestId('setting-mode').click();
  await page.locator('.ant-select-dropdown .ant-select-item-option').nth(1).click();
  await page.getByTestId('setting-port').fill(String(port));
  await page.getByTestId('setting-token').fill('aftersale-token');
  await page.getByTestId('account-save').click();
  await untilAccount(page, '青禾-售后', 'online');
  await addAccount(page, { channel: 'xmpp', name: '内销一', code: '内一', fields: xmppFields(SEATS[0]) });
  await addAccount(page, { channel: 'xmpp', name: '内销二', code: '内二', fields: xmppFields(SEATS[1]) });
  for (const name of ['青禾-售前', '青禾-售后', '内销一', '内销二']) await untilAccount(page, name, 'online');
  await page.locator('tr[data-account]', { hasText: '青禾-售前' }).click();
  await page.getByTestId('account-detail').waitFor();
  await desk.screenshot('accounts');
  await page.getByTestId('nav-desk').click();
}, 120_000);

afterAll(async () => {
  await desk?.screenshot('stories-end');
  await desk?.dispose();
  await li?.leave();
  await zhao?.leave();
  await Promise.all([presale?.close(), aftersale?.close(), prosody?.stop()]);
});

describe('a day at the desk', () => {
  it('a: finds who waits longest over four accounts, answers from a tab with a quick reply, tags and filters', async () => {
    const { page } = desk;
    presale.write({ user: '20002', message: '收到的颜色跟图上差太多', time: Math.floor(Date.now() / 1000) - 100 });
    await rowOf(page, '刘建国').waitFor();
    presale.write({ user: '20001', message: '雾灰围巾多少钱？' });
    aftersale.write({ user: '30001', message: '退货地址发我一下' });
    await li.say(SEATS[0], '校服外套要 46 件，可以开发票吗');
    await zhao.say(SEATS[1], '你好，<b>在吗</b> [CQ:face,id=1]');
    for (const title of ['王若曦', '孙浩然', '李老师', '赵敏']) await rowOf(page, title).waitFor();
    expect((await titles())[0]).toContain('刘建国');
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await page.getByTestId('composer').waitFor();
    await bubble(page, '收到的颜色跟图上差太多').waitFor();
    await page.getByTestId('composer').pressSequentially('/zl');
    await page.getByTestId('wording-popup').waitFor();
    await desk.screenshot('desk-wording');
    await page.keyboard.press('Enter');
    await expect.poll(async () => page.getByTestId('composer').inputValue()).toContain('非常抱歉');
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=message][data-delivery=accepted]', { hasText: '非常抱歉' }).waitFor();
    expect(presale.sent().map((message) => message.text).filter((text) => text.includes('非常抱歉'))).toHaveLength(1);
    await openConversation(page, '赵敏');
    await bubble(page, '<b>在吗</b> [CQ:face,id=1]').waitFor();
    await write(page, '在的，请讲。');
    await zhao.untilReceived('在的，请讲。');
    await page.getByTestId('tag-province').click();
    await page.keyboard.type('zj');
    await page.keyboard.press('Enter');
    await expect.poll(async () => page.getByTestId('tag-province').textContent()).toContain('浙江');
    await openConversation(page, '李老师');
    await page.getByTestId('stage-deal').click();
    await page.getByTestId('tag-occupation').click();
    await page.keyboard.type('教师');
    await page.keyboard.press('Enter');
    await expect.poll(async () => page.getByTestId('tag-occupation').textContent()).toContain('教师');
    await page.locator('[data-facet=province]').click();
    await page.getByRole('menuitemradio', { name: /浙江/ }).or(page.getByRole('option', { name: /浙江/ })).first().click();
    await expect.poll(async () => (await titles()).length).toBe(1);
    expect((await titles())[0]).toContain('赵敏');
    await desk.screenshot('desk-filtered');
    await page.locator('[data-facet=province]').click();
    await page.getByRole('menuitemradio').or(page.getByRole('option')).first().click();
    await expect.poll(async () => (await titles()).length).toBe(5);
  });

  it('b: the link is cut, three replies are queued, the app is killed; all arrive once and in order, what was missed is caught up', async () => {
    await openConversation(desk.page, '王若曦');
    await presale.down();
    await desk.page.locator('[data-testid=conversation-list]').waitFor();
    await bubble(desk.page, '雾灰围巾多少钱？').waitFor();
    const replies = ['雾灰 328 元。', '可以和大衣一起发。', '今天 18:00 前付款今天发出。'];
    for (const text of replies) await write(desk.page, text);
    await desk.page.locator('[data-testid=message][data-delivery=queued]', { hasText: replies[2] }).waitFor();
    await desk.screenshot('desk-offline-queued');
    await desk.killAll();
    presale.write({ user: '20001', message: '那两条一起拍能便宜点吗' });
    desk = await launchApp({ userData: desk.userData });
    await signIn(desk.page);
    await bubble(desk.page, replies[0] ?? '').waitFor();
    await presale.up();
    await bubble(desk.page, '那两条一起拍能便宜点吗').waitFor({ timeout: 60_000 });
    await expect.poll(() => presale.sent().filter((message) => message.place.user === '20001').map((message) => message.text), { timeout: 60_000 }).toEqual(replies);
    await desk.page.locator('[data-testid=message][data-delivery=accepted]', { hasText: replies[2] }).waitFor();
    expect((await timeline()).filter((line) => line.includes('那两条一起拍'))).toHaveLength(1);
    await desk.screenshot('desk-caught-up');
  });

  it('b: marks the gap where the platform cannot give the time back', async () => {
    aftersale.behave('get_friend_msg_history', { kind: 'refuse', retcode: 1404, wording: 'no such action' }, 50);
    aftersale.behave('get_recent_contact', { kind: 'refuse', retcode: 1404, wording: 'no such action' }, 50);
    await openConversation(desk.page, '孙浩然');
    await aftersale.down();
    aftersale.write({ user: '30001', message: '这句平台不会再给' });
    await aftersale.up();
    await desk.page.getByTestId('gap').first().waitFor({ timeout: 60_000 });
  });

  it('c: IndexedDB is deleted; the archive is rebuilt from the ledger and shows the same', async () => {
    await openConversation(desk.page, '王若曦');
    await bubble(desk.page, '那两条一起拍能便宜点吗').waitFor();
    const before = { list: await titles(), lines: await timeline() };
    await desk.quit();
    const { rm } = await import('node:fs/promises');
    const { join } = await import('node:path');
    await rm(join(desk.userData, 'IndexedDB'), { recursive: true, force: true });
    desk = await launchApp({ userData: desk.userData });
    await signIn(desk.page);
    await openConversation(desk.page, '王若曦');
    await bubble(desk.page, '那两条一起拍能便宜点吗').waitFor();
    expect(await timeline()).toEqual(before.lines);
    expect(new Set((await titles()).map((title) => title.slice(0, 3)))).toEqual(new Set(before.list.map((title) => title.slice(0, 3))));
  });
});

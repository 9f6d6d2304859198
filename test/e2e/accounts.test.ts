/**
 * The register of accounts in the real app: tried before it is kept, told in sentences, mended where it says. Bugs
 * these catch: an outcome without words, a wrong token with no way out, a secret shown again, an edit that cuts a
 * healthy link, a pause that still receives, a removal that takes the records along.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, bubble, chooseAccount, firstStart, openConversation, rowOf, signIn, testConnection, untilAccount } from '#test/kit/deskActions';
import { freePort } from '#test/kit/freePort';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';
import { startProsody, type Prosody } from '#test/peers/prosody/startProsody';

const USER = '20001';
const SEAT = 'agent1@seat.localhost';

let desk: DeskApp;
let gateway: OnebotGateway;
let prosody: Prosody;

beforeAll(async () => {
  gateway = await startOnebotGateway({ self: '10001', nickname: '青禾旗舰店', token: 'erstes-4711', friends: [{ user: USER, nickname: '王若曦' }] });
  prosody = await startProsody({ accounts: [SEAT] });
  desk = await launchApp();
  await firstStart(desk.page, 'add');
}, 120_000);
afterAll(async () => {
  await desk?.dispose();
  await Promise.all([gateway?.close(), prosody?.stop()]);
});

const fill = async (fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [key, value] of Object.entries(fields)) await desk.page.getByTestId(`setting-${key}`).fill(value);
};
/** Past the list, by name: where the records of a removed account are found. */
const findAgain = async (name: string): Promise<void> => {
  await desk.page.getByTestId('nav-desk').waitFor();
  await desk.page.keyboard.press('Control+KeyK');
  await desk.page.getByTestId('switcher').getByRole('combobox').fill(name);
  await desk.page.getByTestId('switcher').getByRole('option', { name: new RegExp(name) }).first().click();
};
const closeTabs = async (): Promise<void> => {
  const tabs = desk.page.getByRole('tab');
  for (let left = await tabs.count(); left > 0; left -= 1) await desk.page.keyboard.press('Control+KeyW');
};
const history = async (): Promise<readonly string[]> => desk.page.getByTestId('account-history').locator('li').allTextContents();

describe('the register', () => {
  // Whatever grows or slides while it opens takes the press of a quick hand away: pressed here, let go beside it.
  it('opens the form for whoever presses a platform before the dialog has come to rest', async () => {
    const { page } = desk;
    await page.getByTestId('platform-onebot').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('platform-onebot').waitFor({ state: 'detached' });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Animation.enable');
    await devtools.send('Animation.setPlaybackRate', { playbackRate: 0.05 });
    try {
      await page.getByTestId('account-add').click();
      const box = await page.getByTestId('platform-onebot').boundingBox();
      if (box === null) throw new Error('no platform to press');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await devtools.send('Animation.setPlaybackRate', { playbackRate: 1 });
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
      await page.mouse.up();
      await page.getByTestId('account-name').waitFor({ timeout: 5_000 });
    } finally {
      await devtools.detach();
    }
    await page.getByText('上一步').click();
  });

  it('tries a OneBot account before it is kept: every failure in a sentence, success with who it is', async () => {
    const { page } = desk;
    await page.getByTestId('platform-onebot').click();
    await page.getByTestId('account-name').fill('青禾-售前');
    await page.getByTestId('account-code').fill('售前');
    await fill({ url: `ws://127.0.0.1:${await freePort()}`, token: 'falsch-0815' });
    expect(await testConnection(page)).toBe('对方没有在这个地址服务（连接被拒绝）');
    await fill({ url: 'ws://nowhere.invalid:3001' });
    expect(await testConnection(page)).toBe('找不到这台主机，请检查地址');
    await fill({ url: `wss://127.0.0.1:${prosody.ports.tls}` });
    expect(await testConnection(page)).toBe('证书或加密连接有问题，请检查证书和地址');
    await fill({ url: `${gateway.url}/?access_token=erstes-4711` });
    expect(await testConnection(page)).toContain('设置');
    await fill({ url: gateway.url });
    expect(await testConnection(page)).toBe('口令不对，网关拒绝了连接');
    await desk.screenshot('account-test-bad');
    await fill({ token: 'erstes-4711' });
    const good = await testConnection(page);
    for (const word of ['连接成功', '青禾旗舰店', '10001', 'NapCat']) expect(good).toContain(word);
    expect(gateway.connections()).toBe(0);
    await page.getByTestId('account-save').click();
    await untilAccount(page, '青禾-售前', 'online');
  });

  it('tries an XMPP account: password, certificate, server', async () => {
    const { page } = desk;
    const { settings, secrets } = prosody.settingsOf(SEAT);
    await page.getByTestId('account-add').click();
    await page.getByTestId('platform-xmpp').click();
    await page.getByTestId('account-name').fill('内销一');
    await page.getByTestId('account-code').fill('内一');
    await fill({ jid: SEAT, password: secrets.password ?? '', service: String(settings.service) });
    expect(await testConnection(page)).toContain(prosody.fingerprint);
    await fill({ fingerprint: String(settings.fingerprint), password: 'falsch-0815' });
    const refused = await testConnection(page);
    expect(refused).toMatch(/密码|口令/);
    expect(refused).not.toContain('falsch');
    await fill({ password: secrets.password ?? '' });
    expect(await testConnection(page)).toContain(SEAT);
    await page.getByTestId('account-save').click();
    await untilAccount(page, '内销一', 'online');
  });

  it('a token that no longer fits: 凭据失效, 更换密钥, and what came meanwhile is there', async () => {
    const { page } = desk;
    gateway.setToken('zweites-0042');
    gateway.cut();
    await untilAccount(page, '青禾-售前', 'badCredentials');
    gateway.write({ user: USER, message: '换口令的时候我来过' });
    const detail = await chooseAccount(page, '青禾-售前');
    const alert = detail.getByRole('status').first();
    await expect.poll(() => alert.textContent()).toContain('凭据失效');
    expect(await alert.textContent()).toContain('口令不对，网关拒绝了连接');
    await desk.screenshot('account-bad-credentials');
    await alert.getByRole('button', { name: '更换密钥' }).click();
    const token = page.getByTestId('setting-token');
    expect(await token.inputValue()).toBe('');
    await expect.poll(() => token.evaluate((element) => element === document.activeElement)).toBe(true);
    await token.fill('wieder-falsch');
    expect(await testConnection(page)).toBe('口令不对，网关拒绝了连接');
    await token.fill('zweites-0042');
    expect(await testConnection(page)).toContain('连接成功');
    await page.getByTestId('account-save').click();
    await untilAccount(page, '青禾-售前', 'online');
    await page.getByTestId('nav-desk').click();
    await openConversation(page, '王若曦');
    await bubble(page, '换口令的时候我来过').waitFor();
    await page.getByTestId('nav-admin').click();
  });

  it('shows the past of its states with their reasons, newest first', async () => {
    await chooseAccount(desk.page, '青禾-售前');
    await expect.poll(async () => (await history()).length).toBeGreaterThanOrEqual(3);
    const lines = await history();
    expect(lines[0]).toContain('在线');
    expect(lines.some((line) => line.includes('凭据失效') && line.includes('口令不对'))).toBe(true);
    expect(JSON.stringify(lines)).not.toMatch(/erstes|zweites|error\./);
  });

  it('a new name and code do not touch the link; a new address does', async () => {
    const { page } = desk;
    const before = gateway.log().filter(({ frame }) => JSON.stringify(frame).includes('get_login_info')).length;
    await chooseAccount(page, '青禾-售前');
    await page.getByTestId('account-edit').click();
    await page.getByTestId('account-name').fill('青禾-旗舰');
    await page.getByTestId('account-code').fill('旗舰');
    await page.getByTestId('account-save').click();
    await untilAccount(page, '青禾-旗舰', 'online');
    expect(gateway.log().filter(({ frame }) => JSON.stringify(frame).includes('get_login_info')).length).toBe(before);
    await chooseAccount(page, '青禾-旗舰');
    await page.getByTestId('account-edit').click();
    await fill({ url: `ws://127.0.0.1:${await freePort()}` });
    await page.getByTestId('account-save').click();
    await untilAccount(page, '青禾-旗舰', 'offline');
    await chooseAccount(page, '青禾-旗舰');
    await expect.poll(() => page.getByTestId('account-detail').getByRole('status').first().textContent()).toContain('连接被拒绝');
    await page.getByTestId('account-edit').click();
    await fill({ url: gateway.url });
    await page.getByTestId('account-save').click();
    await untilAccount(page, '青禾-旗舰', 'online');
  });

  it('paused it receives nothing; resumed it catches up', async () => {
    const { page } = desk;
    await chooseAccount(page, '青禾-旗舰');
    await page.getByTestId('account-pause').click();
    await untilAccount(page, '青禾-旗舰', 'paused');
    await expect.poll(() => gateway.connections()).toBe(0);
    gateway.write({ user: USER, message: '暂停时说的' });
    await page.getByTestId('account-resume').click();
    await untilAccount(page, '青禾-旗舰', 'online');
    await page.getByTestId('nav-desk').click();
    await openConversation(page, '王若曦');
    await bubble(page, '暂停时说的').waitFor();
    await page.getByTestId('nav-admin').click();
  });

  it('removed it leaves the register and the link; its records stay, also over a restart', async () => {
    const { page } = desk;
    await chooseAccount(page, '青禾-旗舰');
    await page.getByTestId('account-remove').click();
    await page.getByRole('dialog').getByRole('button', { name: /^保\s?留$/u }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await page.locator('tr[data-account]', { hasText: '青禾-旗舰' }).count()).toBe(1);
    await page.getByTestId('account-remove').click();
    await page.getByRole('button', { name: '移除账号' }).click();
    await page.locator('tr[data-account]', { hasText: '青禾-旗舰' }).waitFor({ state: 'detached' });
    await expect.poll(() => gateway.connections()).toBe(0);
    await page.getByTestId('nav-desk').click();
    expect(await rowOf(page, '王若曦').count()).toBe(0);
    await closeTabs();
    await findAgain('王若曦');
    for (const text of ['换口令的时候我来过', '暂停时说的']) await bubble(page, text).waitFor();
    await desk.screenshot('account-removed-records');
    desk = await desk.restart();
    await signIn(desk.page);
    await findAgain('王若曦');
    await bubble(desk.page, '暂停时说的').waitFor();
    expect(gateway.connections()).toBe(0);
  });

  it('a second account takes the same gateway after the first was removed', async () => {
    await desk.page.getByTestId('nav-admin').click();
    await addAccount(desk.page, { channel: 'onebot', name: '青禾-新号', code: '新', fields: { url: gateway.url, token: 'zweites-0042' } });
    await untilAccount(desk.page, '青禾-新号', 'online');
  });
});

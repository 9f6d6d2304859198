/**
 * The door of the desk in the real app: sign-in after a start, lock, wrong passwords, another person. Bugs these catch:
 * a desk port that outlives the lock, customers drawn behind it, channels that stop with it, a draft that goes to the
 * next person or is lost, a restart that walks past the door, a password in a file.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionState } from '#shared/ipc/session';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, ADMINISTRATOR, bubble, firstStart, lockDesk, openConversation, PASSPHRASE, rowOf, signIn, untilAccount } from '#test/kit/deskActions';
import { openPageDesk, pageCall } from '#test/kit/pageDesk';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';

const USER = '20001';
const INITIAL = '当面给的口令-1';
const OWN = '小雨自己的口令-2';

let desk: DeskApp;
let gateway: OnebotGateway;

const session = async (): Promise<SessionState> => await desk.call('session.state') as SessionState; // the route's output
const words = (): Promise<string> => desk.page.locator('body').innerText();
const composer = () => desk.page.getByTestId('composer');

beforeAll(async () => {
  gateway = await startOnebotGateway({ self: '10001', nickname: '青禾旗舰店', token: 'torwache-1', friends: [{ user: USER, nickname: '王若曦' }] });
  desk = await launchApp();
  await firstStart(desk.page, 'add');
  await addAccount(desk.page, { channel: 'onebot', name: '青禾-售前', code: '售前', fields: { url: gateway.url, token: 'torwache-1' } });
  await untilAccount(desk.page, '青禾-售前', 'online');
  await desk.page.getByTestId('nav-desk').click();
  gateway.write({ user: USER, message: '锁之前说的' });
  await openConversation(desk.page, '王若曦');
}, 120_000);
afterAll(async () => {
  await desk?.dispose();
  await gateway?.close();
});

describe('the door', () => {
  it('locks by its key: nothing of a customer is drawn, the port refuses, channels go on, the draft is there after it', async () => {
    const { page } = desk;
    await composer().fill('写了一半的话');
    await openPageDesk(desk);
    await lockDesk(page);
    await desk.screenshot('locked');
    expect((await session()).kind).toBe('locked');
    expect(await words()).not.toMatch(/王若曦|锁之前说的|写了一半/u);
    gateway.write({ user: USER, message: '锁着的时候说的' });
    const answer = await Promise.race([pageCall(desk, 'engine.info', undefined), session().then(() => ({ ok: false, code: 'no answer' }))]);
    expect(answer.ok).toBe(false);
    await desk.call('ports.request');
    await page.getByTestId('sign-in-password').fill('不是这个口令');
    await page.keyboard.press('Enter');
    await page.getByText('密码不对，请再试一次').waitFor();
    await signIn(page);
    await bubble(page, '锁着的时候说的').waitFor();
    expect(await composer().inputValue()).toBe('写了一半的话');
  });

  it('makes wrong passwords wait, longer each time, and says how long', async () => {
    const { page } = desk;
    await lockDesk(page);
    const field = page.getByTestId('sign-in-password');
    for (let n = 0; n < 3; n += 1) {
      await field.fill(`falsch-${n}`);
      await field.press('Enter');
      await page.getByRole('alert').filter({ hasText: '密码不对' }).waitFor();
      await expect.poll(() => field.inputValue()).toBe('');
    }
    await page.getByText(/请等 \d+ 秒/u).waitFor();
    await field.fill(PASSPHRASE);
    expect(await page.getByTestId('sign-in-go').isDisabled()).toBe(true);
    const [person] = (await session() as Extract<SessionState, { readonly kind: 'locked' }>).people;
    const early = await desk.call('session.signIn', { person: person?.id, password: PASSPHRASE }) as { readonly ok: boolean }; // the route's output
    expect(early.ok).toBe(false);
    await desk.screenshot('locked-wait');
    await expect.poll(() => page.getByTestId('sign-in-go').isEnabled(), { timeout: 15_000 }).toBe(true);
    await page.getByTestId('sign-in-go').click();
    await page.getByTestId('person-menu').waitFor();
  });

  it('lets another person in with an initial password that must be changed, with drafts and tabs of their own', async () => {
    const { page } = desk;
    await openPageDesk(desk);
    expect(await pageCall(desk, 'person.add', { name: '林小雨', role: 'agent', password: INITIAL })).toMatchObject({ ok: true });
    await page.getByTestId('person-menu').click();
    await page.getByRole('menuitem', { name: '切换人员' }).click();
    await page.locator('[data-person]', { hasText: '林小雨' }).click();
    await desk.screenshot('sign-in-two');
    await page.getByTestId('sign-in-password').fill(INITIAL);
    await page.keyboard.press('Enter');
    await page.getByTestId('choose-new').fill(INITIAL);
    await page.getByTestId('choose-again').fill(INITIAL);
    await page.getByTestId('choose-go').click();
    await page.getByText('新密码不能和管理员给的一样').waitFor();
    await desk.screenshot('choose-password');
    await page.getByTestId('choose-new').fill(OWN);
    await page.getByTestId('choose-again').fill(OWN);
    await page.getByTestId('choose-go').click();
    await page.getByTestId('person-menu').filter({ hasText: '林小雨' }).waitFor();
    await rowOf(page, '王若曦').waitFor();
    expect(await page.getByRole('tab').count()).toBe(0);
    await openConversation(page, '王若曦');
    expect(await composer().inputValue()).toBe('');
    await composer().fill('小雨的草稿');
    await page.getByTestId('nav-admin').click();
    expect(await page.getByTestId('admin-people').count()).toBe(0);
    await page.getByTestId('nav-desk').click();
  });

  it('gives each their own again after a switch back, and asks at the door after a restart', async () => {
    await desk.page.getByTestId('person-menu').click();
    await desk.page.getByRole('menuitem', { name: '切换人员' }).click();
    await signIn(desk.page);
    await expect.poll(() => composer().inputValue()).toBe('写了一半的话');
    desk = await desk.restart();
    await signIn(desk.page, { name: '林小雨', password: OWN });
    await expect.poll(() => composer().inputValue()).toBe('小雨的草稿');
    await bubble(desk.page, '锁着的时候说的').waitFor();
    gateway.write({ user: USER, message: '重启以后说的' });
    await bubble(desk.page, '重启以后说的').waitFor();
  });

  it('keeps the session over a crash of the engine and of the window', async () => {
    await desk.killEngine();
    await expect.poll(async () => (await desk.call('engine.state') as { readonly state: string }).state, { timeout: 20_000 }).toBe('running'); // the route's output
    const loaded = desk.electron.evaluate(({ BrowserWindow }) => new Promise<void>((resolve) => { BrowserWindow.getAllWindows()[0]?.webContents.once('did-finish-load', () => { resolve(); }); }));
    await desk.killRenderer();
    await loaded;
    await openPageDesk(desk);
    // The page that loads asks for ports of its own, which take the place of ours.
    await expect.poll(() => pageCall(desk, 'conversation.typing', { conversation: 'none/none', active: false })).toEqual({ ok: true, code: '' });
    await expect.poll(async () => (await pageCall(desk, 'account.add', {})).code).toBe('port.forbidden');
  });

  it('locks itself when nobody touched computer and desk for the set minutes', async () => {
    desk = await desk.restart();
    await signIn(desk.page);
    await openPageDesk(desk);
    await pageCall(desk, 'session.setPolicy', { idleMinutes: 1 });
    await desk.electron.evaluate(({ powerMonitor }) => {
      powerMonitor.getSystemIdleTime = () => 600;
      const { now } = Date;
      Date.now = () => now() + 90_000;
    });
    await desk.page.getByText('已自动锁定').waitFor({ timeout: 20_000 });
  });

  it('wrote every step down, and no password anywhere', async () => {
    await desk.quit();
    const files = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const ledger = files.filter((path) => path.includes('ledger')).map((path) => readFileSync(path, 'utf8')).join('');
    for (const type of ['session.opened', 'session.closed', 'session.failed', 'person.passwordSet']) expect(ledger).toContain(type);
    for (const path of files) for (const secret of [PASSPHRASE, INITIAL, OWN, 'falsch-1']) expect(readFileSync(path).includes(secret), path).toBe(false);
    expect(statSync(join(desk.dataDir, 'sign-in.json')).mode & 0o077).toBe(0);
    expect(readFileSync(join(desk.dataDir, 'sign-in.json'), 'utf8')).toContain(ADMINISTRATOR);
  });
});

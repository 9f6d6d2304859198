/**
 * A day of supervisor and agent in the real app: notice, duties, complaint, leave. Bugs these catch: a notice that counts
 * as read by being seen, an answer its author never gets to see, a duty the records show and nobody counts, a complaint
 * recorded at a message that forgets it, leave that changes nobody's shifts.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, ADMINISTRATOR, bubble, chooseAccount, firstStart, openConversation, PASSPHRASE, untilAccount } from '#test/kit/deskActions';
import { addPerson, becomePerson } from '#test/kit/peopleActions';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';

const INITIAL = '当面给的口令-1';
const OWN = '自己换的口令-2';
const TOKEN = 'torwache-1';
const AGENT = '林小雨';

let desk: DeskApp;
let gateway: OnebotGateway;

beforeAll(async () => {
  gateway = await startOnebotGateway({ self: '10001', nickname: '小雨', token: TOKEN, friends: [{ user: '20001', nickname: '王若曦' }] });
  desk = await launchApp();
  const { page } = desk;
  await firstStart(page, 'add');
  await addAccount(page, { channel: 'onebot', name: '售前一号', code: '售前', fields: { url: gateway.url, token: TOKEN } });
  await untilAccount(page, '售前一号', 'online');
  gateway.write({ user: '20001', message: '你们客服说话太难听，我要投诉' });
  await page.getByTestId('admin-people').click();
  await addPerson(page, { name: AGENT, password: INITIAL });
  await page.getByTestId('admin-accounts').click();
  await chooseAccount(page, '售前一号');
  await page.getByTestId('account-issue').click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: AGENT }).last().click();
  await page.getByTestId('account-register').getByText('发放给林小雨').first().waitFor();
}, 180_000);
afterAll(async () => {
  await desk?.dispose();
  await gateway?.close();
});

const openDuties = async (view: 'table' | 'notices' | 'leave' | 'onShift'): Promise<void> => {
  await desk.page.getByTestId('nav-supervision').click();
  await desk.page.getByTestId('page-duties').click();
  await desk.page.getByTestId(`duties-${view}`).click();
};

describe('duties of a day', () => {
  it('begin with the supervisor: a notice goes out, a complaint is recorded at the message and given to somebody', async () => {
    const { page } = desk;
    await openDuties('notices');
    await page.getByTestId('notice-write').click();
    await page.getByTestId('notice-title').fill('双十二值班安排');
    await page.getByTestId('notice-text').fill('12 月 12 日全员到岗，早班提前到 8:30。\n看到请回复能否到岗。');
    await desk.screenshot('duties-notice-write');
    await page.getByTestId('notice-publish').click();
    await page.getByTestId('notice-dialog').waitFor({ state: 'detached' });
    await page.getByTestId('notice-person').filter({ hasText: AGENT }).waitFor();
    await page.getByTestId('nav-desk').click();
    await openConversation(page, '王若曦');
    // By mouse: on Linux the menu opens with the button still down, and its release once closed it again.
    await bubble(page, '我要投诉').locator('[data-line]').click({ button: 'right' });
    await page.getByRole('menuitem', { name: '登记为投诉…' }).click();
    await page.getByTestId('complaint-dialog').getByText('我要投诉').waitFor();
    await page.getByTestId('complaint-severity').selectOption('high');
    await page.getByTestId('complaint-assign').selectOption({ label: AGENT });
    await page.getByTestId('complaint-words').fill('客户反映接待时语气不耐烦，要求道歉');
    await desk.screenshot('duties-complaint-record');
    await page.getByTestId('complaint-save').click();
    await page.getByTestId('complaint-dialog').waitFor({ state: 'detached' });
  });

  it('reach the agent, who reads, answers, shows what was done, answers the complaint and asks for leave', async () => {
    const { page } = desk;
    await becomePerson(page, AGENT, INITIAL, OWN);
    await expect.poll(() => page.getByTestId('inbox').getAttribute('data-count')).toBe('2');
    await page.getByTestId('inbox').click();
    await page.getByTestId('inbox-item').filter({ hasText: '双十二值班安排' }).click();
    const today = page.getByTestId('today-page');
    await today.waitFor();
    await today.getByTestId('my-notice').getByRole('button', { name: /双十二值班安排/u }).click();
    // Seen is not read: only the deliberate act counts.
    await today.getByTestId('notice-read').click();
    await today.getByTestId('notice-read').waitFor({ state: 'detached' });
    await today.getByTestId('notice-reply-words').fill('收到，能到岗');
    await today.getByTestId('notice-reply-send').click();
    await today.getByText('收到，能到岗').waitFor();
    expect(await today.locator('[data-duty=new-contact]').getAttribute('data-state')).toMatch(/done|late/u);
    await today.locator('[data-duty=original-post]').getByTestId('duty-add').click();
    await page.getByTestId('duty-file').setInputFiles({ name: '空间动态.png', mimeType: 'image/png', buffer: Buffer.from('第一条') });
    await page.getByTestId('evidence-dialog').getByText('空间动态.png').waitFor();
    await page.getByTestId('evidence-save').click();
    await today.locator('[data-duty=original-post]').getByText('1/2').waitFor();
    await today.getByTestId('my-complaint').getByRole('button', { name: /要求道歉/u }).click();
    await desk.screenshot('duties-today');
    await page.emulateMedia({ colorScheme: 'dark' });
    await desk.screenshot('duties-today-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByTestId('complaint-do-answer').click();
    await page.getByTestId('complaint-answer-words').fill('已致歉并赠送清洗券');
    await page.getByTestId('complaint-answer-send').click();
    await page.locator('[data-testid=complaint-detail][data-stage=toCallBack]').waitFor();
    await page.getByTestId('leave-ask').click();
    await page.getByTestId('leave-reason').fill('孩子发烧去医院');
    await desk.screenshot('duties-leave-ask');
    await page.getByTestId('leave-send').click();
    await page.locator('[data-testid=my-leave][data-state=asked]').waitFor();
  });

  it('come back to the supervisor: who answered, what was done, the leave to decide, the complaint to close', async () => {
    const { page } = desk;
    await becomePerson(page, ADMINISTRATOR, PASSPHRASE);
    await openDuties('notices');
    await page.getByTestId('notice-person').filter({ hasText: '收到，能到岗' }).waitFor();
    expect(await page.getByTestId('notice-remind').isDisabled()).toBe(true);
    await desk.screenshot('duties-notices');
    await page.getByTestId('duties-table').click();
    await page.getByTestId('duty-row').filter({ hasText: AGENT }).getByTestId('duty-cell').nth(1).click();
    await page.getByText('空间动态.png').waitFor();
    await desk.screenshot('duties-table');
    await page.getByTestId('duties-leave').click();
    await page.getByTestId('leave-approve').click();
    await page.locator('[data-testid=leave-row][data-state=approved]').waitFor();
    await desk.screenshot('duties-leave');
    await page.getByTestId('duties-onShift').click();
    await page.getByTestId('on-shift').filter({ hasText: AGENT }).waitFor();
    await desk.screenshot('duties-onshift');
    await page.getByTestId('page-complaints').click();
    await page.getByTestId('complaint-row').filter({ hasText: '要求道歉' }).click();
    await page.getByTestId('complaint-do-callBack').click();
    await page.getByTestId('complaint-callBack-send').click();
    await page.locator('[data-testid=complaint-detail][data-stage=toClose]').waitFor();
    await desk.screenshot('duties-complaints');
    await page.emulateMedia({ colorScheme: 'dark' });
    await desk.screenshot('duties-complaints-dark');
    await page.getByTestId('duties-page').or(page.getByTestId('page-duties')).click();
    await desk.screenshot('duties-table-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByTestId('page-complaints').click();
    await page.getByTestId('complaint-do-close').click();
    await page.getByTestId('complaint-close-send').click();
    await page.getByTestId('complaints-closed').click();
    await page.getByTestId('complaint-place').click();
    await page.getByText('你们客服说话太难听，我要投诉').first().waitFor();
  });
});

/**
 * A supervisor's hour over a stack of chats in the real app: own limits, filters, taking, putting off, many at once
 * with one undo, a reason for the end, a limit passed and shown.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, bubble, firstStart, openConversation, rowOf, untilAccount } from '#test/kit/deskActions';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';

const PEOPLE = [['20001', '王若曦'], ['20002', '刘建国'], ['20003', '孙浩然'], ['20004', '赵敏'], ['20005', '陈晓雯']] as const;

let desk: DeskApp;
let gateway: OnebotGateway;

const chip = (name: string) => desk.page.locator(`[data-chip=${name}]`);
const counted = (name: string): Promise<string | null> => chip(name).locator('b').textContent();
const titles = async (): Promise<readonly string[]> => desk.page.getByTestId('conversation-list').locator('[data-conversation] span[class*=name]').allTextContents();
const line = (text: string) => desk.page.locator('[class*=system]', { hasText: text });

const TRIES = 3;
const GLANCE_MS = 4_000;

/** Opens a select and takes an option, once more where the list before was still closing under the pointer. */
const choose = async (field: string, option: string): Promise<void> => {
  const { page } = desk;
  const wanted = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option }).last();
  for (let turn = 1; turn <= TRIES; turn += 1) {
    await page.getByTestId(field).click();
    const isTaken = await wanted.click({ timeout: GLANCE_MS }).then(() => true, () => false);
    if (isTaken) return;
    await page.keyboard.press('Escape');
  }
  throw new Error(`${option} cannot be chosen in ${field}`);
};

beforeAll(async () => {
  gateway = await startOnebotGateway({ self: '10001', token: 'flow-token', friends: PEOPLE.map(([user, nickname]) => ({ user, nickname })) });
  desk = await launchApp();
  await firstStart(desk.page, 'add');
  await addAccount(desk.page, { channel: 'onebot', name: '青禾-售前', code: '售前', fields: { url: gateway.url, token: 'flow-token' } });
  await untilAccount(desk.page, '青禾-售前', 'online');
}, 120_000);

afterAll(async () => {
  await desk?.screenshot('flow-end');
  await desk?.dispose();
  await gateway?.close();
});

describe('a stack of chats', () => {
  it('the administrator sets the limits; they are in force at once and kept as a version', async () => {
    const { page } = desk;
    await page.getByTestId('admin-clocks').click();
    const chat = page.locator('tr[data-clock=chat]');
    await choose('clock-runs-chat', '全天');
    for (const [field, seconds] of [['limit', '5'], ['tell', '6']] as const) {
      await choose(`clock-${field}-chat-unit`, '秒');
      await chat.getByTestId(`clock-${field}-chat`).fill(seconds);
    }
    await desk.screenshot('flow-clocks');
    await page.getByTestId('clock-add').click();
    await page.getByTestId('clock-name').fill('大客户 1 小时');
    await desk.screenshot('flow-clock-new');
    await page.getByTestId('clock-done').click();
    await page.getByTestId('clock-remove-mail').click();
    await page.getByRole('button', { name: '删除', exact: true }).click();
    await page.locator('tr[data-clock=mail]').waitFor({ state: 'detached' });
    await page.getByTestId('clocks-save').click();
    expect(await page.getByTestId('clocks-changes').getByRole('listitem').allInnerTexts()).toEqual(['修改时钟“聊天答复”', '新增时钟“大客户 1 小时”', '删除时钟“邮件回复”']);
    await desk.screenshot('flow-clocks-sure');
    await page.getByTestId('clocks-confirm').click();
    await page.getByText('第 2 版生效中').waitFor();
    await page.locator('tr[data-clock=own-1]').waitFor();
    await page.getByTestId('nav-desk').click();
  });

  it('counts, takes, finds by pinyin, saves a filter', async () => {
    const { page } = desk;
    for (const [at, [user]] of PEOPLE.entries()) gateway.write({ user, message: `第 ${at + 1} 个问题`, time: Math.floor(Date.now() / 1000) - (PEOPLE.length - at) });
    for (const [, name] of PEOPLE) await rowOf(page, name).waitFor();
    await expect.poll(() => counted('waiting')).toBe('5');
    expect(await titles()).toEqual(PEOPLE.map(([, name]) => name));
    await openConversation(page, '赵敏');
    await page.keyboard.press('Alt+KeyT');
    await expect.poll(() => counted('mine')).toBe('1');
    await line('接手了会话').waitFor();
    await chip('mine').click();
    await expect.poll(titles).toEqual(['赵敏']);
    await page.getByTestId('more-filters').click();
    await page.getByText('保存当前筛选').click();
    await page.getByTestId('saved-name').fill('手上的');
    await page.getByTestId('saved-save').click();
    await chip('all').click();
    await expect.poll(async () => (await titles()).length).toBe(5);
    await page.getByTestId('list-search-open').click();
    await page.getByTestId('list-search').fill('ljg');
    await expect.poll(titles).toEqual(expect.arrayContaining(['刘建国']));
    await expect.poll(async () => (await titles()).includes('孙浩然')).toBe(false);
    await page.getByTestId('list-search').press('Escape');
    await page.keyboard.press('Alt+Digit1');
    await expect.poll(titles).toEqual(['赵敏']);
    await chip('all').click();
  });

  it('a limit passed is shown where it happened and in the one reminder, the supervisor is told', async () => {
    const { page } = desk;
    await page.getByTestId('escalations').waitFor();
    await page.getByTestId('reminder').click();
    await bubble(page, '第 1 个问题').waitFor();
    await line('等待超时：聊天答复，时限').waitFor();
    await line('已上报主管').waitFor();
    await expect.poll(() => counted('overdue')).toBe('5');
    await desk.screenshot('flow-overdue');
  });

  it('put off until the customer speaks, it comes back with their word', async () => {
    const { page } = desk;
    await openConversation(page, '陈晓雯');
    await page.keyboard.press('Alt+KeyM');
    await line('客户回复时提醒').waitFor();
    await expect.poll(() => counted('waiting')).toBe('4');
    await page.getByTestId('more-filters').click();
    await page.getByRole('menuitemradio', { name: /稍后/ }).click();
    await expect.poll(titles).toEqual(['陈晓雯']);
    gateway.write({ user: '20005', message: '还在吗' });
    await expect.poll(() => counted('waiting')).toBe('5');
    await chip('all').click();
  });

  it('many at once are one step, and one step back', async () => {
    const { page } = desk;
    await rowOf(page, '王若曦').locator('[class*=lines]').click({ modifiers: ['Control'] });
    await rowOf(page, '孙浩然').locator('[class*=lines]').click({ modifiers: ['Shift'] });
    await page.getByTestId('bulk-bar').waitFor();
    await desk.screenshot('flow-bulk');
    await page.getByTestId('bulk-close').click();
    await page.getByTestId('undo').filter({ hasText: '3 个会话已完成' }).waitFor();
    await expect.poll(() => counted('waiting')).toBe('2');
    await page.getByTestId('undo-press').click();
    await expect.poll(() => counted('waiting')).toBe('5');
  });

  it('an end has its reason, by a number key', async () => {
    const { page } = desk;
    await openConversation(page, '刘建国');
    await page.getByTestId('done-reasons').click();
    await page.getByTestId('close-reasons').waitFor();
    await desk.screenshot('flow-reasons');
    await page.keyboard.press('Digit2');
    await line('标为完成：嫌价格高').waitFor();
    await page.getByTestId('reopen').waitFor();
    await expect.poll(() => counted('waiting')).toBe('4');
    // The list by how it ended.
    await page.locator('[data-facet=rest]').click();
    await page.getByRole('group', { name: '结束原因' }).getByRole('menuitemradio', { name: '嫌价格高' }).click();
    await expect.poll(titles).toEqual(['刘建国']);
  });
});

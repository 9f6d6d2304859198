/**
 * Customers as persons in the real app: one person behind two accounts, a province taken over from what they wrote, a
 * segment with its count, many changed and taken back, a follow-up whose time comes, a covered phone uncovered on record,
 * the list out as a table and back in.
 */
import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, firstStart, openConversation, rowOf, untilAccount } from '#test/kit/deskActions';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';

let desk: DeskApp;
let presale: OnebotGateway;
let aftersale: OnebotGateway;

beforeAll(async () => {
  presale = await startOnebotGateway({ self: '10001', token: 'presale-token', friends: [{ user: '20001', nickname: '王若曦' }, { user: '20002', nickname: '刘建国' }] });
  aftersale = await startOnebotGateway({ self: '10002', token: 'aftersale-token', friends: [{ user: '30001', nickname: '若曦的小号' }] });
  desk = await launchApp();
  const { page } = desk;
  await firstStart(page, 'add');
  await addAccount(page, { channel: 'onebot', name: '青禾-售前', code: '售前', fields: { url: presale.url, token: 'presale-token' } });
  await addAccount(page, { channel: 'onebot', name: '青禾-售后', code: '售后', fields: { url: aftersale.url, token: 'aftersale-token' } });
  for (const name of ['青禾-售前', '青禾-售后']) await untilAccount(page, name, 'online');
  await page.getByTestId('nav-desk').click();
  presale.write({ user: '20001', message: '收件人王若曦，电话13810001234，地址：浙江省杭州市西湖区文三路398号东信大厦' });
  presale.write({ user: '20002', message: '你们在上海有店吗' });
  aftersale.write({ user: '30001', message: '我换了号，电话 13810001234' });
  for (const name of ['王若曦', '刘建国', '若曦的小号']) await rowOf(page, name).waitFor();
}, 120_000);

afterAll(async () => {
  await desk?.dispose();
  await Promise.all([presale?.close(), aftersale?.close()]);
});

const shot = async (name: string): Promise<void> => {
  const folder = process.env['ZUOXI_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await desk.page.screenshot({ path: `${folder}/${name}.png` });
};

describe('customers', () => {
  it('takes over what a customer wrote, and nothing from a question about us', async () => {
    const { page } = desk;
    await openConversation(page, '王若曦');
    await page.getByTestId('accept-province').click();
    await page.getByTestId('tag-province').filter({ hasText: '浙江' }).waitFor();
    await page.getByTestId('accept-phones').click();
    await page.getByTestId('profile-phones').filter({ hasText: '13810001234' }).waitFor();
    await page.getByTestId('accept-addresses').click();
    await page.getByTestId('profile-addresses').filter({ hasText: '文三路398号' }).waitFor();
    await openConversation(page, '刘建国');
    await page.getByTestId('customer-history').or(page.getByTestId('profile')).first().waitFor();
    expect(await page.getByTestId('suggest-province').count()).toBe(0);
  });

  it('joins two accounts of one person on the evidence of a phone, splits with undo, and joins again', async () => {
    const { page } = desk;
    await openConversation(page, '若曦的小号');
    await page.getByTestId('accept-phones').click();
    await page.getByTestId('likely-merge').click();
    await expect.poll(() => page.getByTestId('identity').count()).toBe(2);
    await page.getByTestId('tag-province').filter({ hasText: '浙江' }).waitFor();
    await shot('joined');
    await page.getByTestId('undo-press').click();
    await expect.poll(() => page.getByTestId('identity').count()).toBe(1);
    expect(await page.getByTestId('tag-province').filter({ hasText: '浙江' }).count()).toBe(0);
    await page.getByTestId('likely-merge').click();
    await expect.poll(() => page.getByTestId('identity').count()).toBe(2);
  });

  it('reminds of a follow-up when its time comes', async () => {
    const { page } = desk;
    await page.getByTestId('plan-new').click();
    await page.getByTestId('plan-purpose').fill('样品反馈');
    await page.getByTestId('plan-due').fill('2026-01-05T10:00');
    await page.getByTestId('plan-save').click();
    await page.getByTestId('follow-up').filter({ hasText: '样品反馈' }).waitFor();
    await page.getByTestId('due-count').filter({ hasText: '1' }).waitFor();
    await shot('panel');
  });

  it('finds people by condition, keeps the segment with its count, changes many and takes it back', async () => {
    const { page } = desk;
    await page.getByTestId('nav-customers').click();
    await page.getByTestId('people-count').filter({ hasText: '2 / 2' }).waitFor();
    await page.getByTestId('people-search').fill('ljg');
    await page.getByTestId('people-count').filter({ hasText: '1 / 2' }).waitFor();
    await page.getByTestId('people-search').fill('');
    await page.getByTestId('condition-open').click();
    await page.getByTestId('condition-add').click();
    await page.getByTestId('people-count').filter({ hasText: '2 / 2' }).or(page.getByTestId('people-count').filter({ hasText: '1 / 2' })).waitFor();
    await page.getByTestId('condition-leaf').locator('.ant-select').nth(1).click();
    await page.locator('.ant-select-item-option', { hasText: '已填' }).click();
    await page.getByTestId('people-count').filter({ hasText: '1 / 2' }).waitFor();
    await page.getByTestId('segment-save').click();
    await page.getByTestId('segment-name').fill('有省份的');
    await page.getByTestId('segment-ok').click();
    await page.locator('[data-testid^=customers-segment]').filter({ hasText: '有省份的' }).filter({ hasText: '1' }).waitFor();
    await shot('segment');
    await page.getByTestId('customers-all').click();
    await page.getByTestId('people-table').getByRole('checkbox').first().click();
    await page.getByTestId('bulk-open').click();
    await page.getByTestId('bulk-value').locator('input').fill('双十二');
    await page.keyboard.press('Enter');
    await page.getByTestId('bulk-preview').filter({ hasText: '2 人会改变' }).waitFor();
    await shot('bulk');
    await page.getByTestId('bulk-apply').click();
    const tagged = page.getByTestId('people-table').getByText('双十二', { exact: true });
    await expect.poll(() => tagged.count()).toBe(2);
    await page.getByTestId('admin-undo-press').click();
    await expect.poll(() => tagged.count()).toBe(0);
    await page.getByTestId('customers-actions').click();
    await page.getByTestId('action-row').filter({ hasText: '已撤销' }).waitFor();
  });

  it('covers a phone by role, shows it on record, and covers it in the file that leaves', async () => {
    const { page } = desk;
    await page.getByTestId('customers-policy').click();
    await page.getByTestId('cover-phone-administrator').click();
    await page.getByTestId('policy-save').click();
    await shot('policy');
    await page.evaluate(() => {
      const kept = window as unknown as { saved?: Blob }; // this test's own mark
      URL.createObjectURL = (blob) => { kept.saved = blob as Blob; return 'blob:none'; };
      HTMLAnchorElement.prototype.click = () => undefined;
    });
    await page.getByTestId('customers-all').click();
    await page.getByTestId('people-export').click();
    await page.getByText('CSV (.csv)').click();
    await expect.poll(() => page.evaluate(async () => (window as unknown as { saved?: Blob }).saved?.text())).toContain('138 **** 1234');
    await page.getByTestId('nav-desk').click();
    await openConversation(page, '若曦的小号');
    await page.getByTestId('profile-phones').filter({ hasText: '138 **** 1234' }).waitFor();
    await page.getByTestId('reveal-phones').click();
    await page.getByTestId('profile-phones').filter({ hasText: '13810001234' }).waitFor();
    await page.getByTestId('customer-history').getByText('查看了手机').waitFor();
  });

  it('takes a table in: new, changed and refused rows told first, formulas harmless, all of it or nothing', async () => {
    const { page } = desk;
    await page.getByTestId('nav-customers').click();
    await page.getByTestId('people-import').click();
    // Somebody else's header: which column is which is said once.
    const table = '客户姓名,联系电话,客户等级,地区\r\n"=HYPERLINK(""x"")李梅",13500011234,B,广东\r\n王若曦,13810001234,A,\r\n无效,13900000000,Z,\r\n';
    await page.getByTestId('import-file').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${table}`, 'utf8') });
    await page.getByTestId('import-columns').waitFor();
    await page.getByTestId('column-3').click();
    await page.keyboard.type('省份');
    await page.locator('.ant-select-item-option', { hasText: '省份' }).click();
    await shot('import-columns');
    await page.getByTestId('import-columns-go').click();
    await page.getByText('没有“Z”').waitFor();
    await shot('import');
    await page.getByTestId('import-apply').click();
    await page.getByTestId('people-count').filter({ hasText: '3 / 3' }).waitFor();
    await page.getByTestId('people-table').getByText('李梅').waitFor();
    await shot('people');
  });
});

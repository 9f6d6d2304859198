/**
 * Spot checks in the real app, with three people: an agent answers, the desk draws, a supervisor scores with evidence, the
 * agent is told and appeals, another supervisor changes the score. Bugs these catch: a sample that can be chosen, a draft
 * lost with the window, an agent who cannot see what was scored, a total that differs between screens.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { ADMINISTRATOR, firstStart, PASSPHRASE, write } from '#test/kit/deskActions';
import { watchViolations } from '#test/kit/violations';
import { addPerson, becomePerson } from '#test/kit/peopleActions';
import { openCustomer } from '#test/kit/shopActions';

const INITIAL = '当面给的口令-1';
const OWN = '自己换的口令-2';

let desk: DeskApp;
beforeAll(async () => {
  desk = await launchApp();
  await firstStart(desk.page, 'demo');
}, 90_000);
afterAll(async () => { await desk?.dispose(); });

const openQuality = async (section: 'reviews' | 'samples' | 'agreement' | 'training'): Promise<void> => {
  await desk.page.getByTestId('nav-supervision').click();
  await desk.page.getByTestId('page-quality').click();
  await desk.page.getByTestId(`quality-${section}`).click();
};
const total = (): Promise<string | null> => desk.page.getByTestId('score-total').first().textContent();

describe('a spot check', () => {
  it('is drawn by the desk, scored, told, appealed and answered by another', async () => {
    const { page } = desk;
    const refused = await watchViolations(desk);
    await page.getByTestId('nav-admin').click();
    await page.getByTestId('admin-people').click();
    await addPerson(page, { name: '林小雨', password: INITIAL });
    await addPerson(page, { name: '周宁', password: INITIAL, role: 'supervisor', reason: '带班' });
    // A second scorecard: a copy under a name of its own.
    await page.getByTestId('admin-scorecards').click();
    await page.getByTestId('scorecard-copy').click();
    await page.getByTestId('scorecard-name').fill('客服会话评分表');
    await page.getByRole('alert').filter({ hasText: '有两张评分表都叫' }).waitFor();
    await page.getByTestId('scorecard-name').fill('售后评分表');
    await page.getByTestId('scorecard-pass').fill('70');
    // Not saved yet, and not lost by looking elsewhere.
    await page.getByTestId('admin-people').click();
    await page.getByTestId('admin-scorecards').click();
    expect(await page.getByTestId('scorecard-name').inputValue()).toBe('售后评分表');
    await page.getByTestId('scorecards-save').click();
    await page.getByText('第 2 版生效中').waitFor();

    await becomePerson(page, '林小雨', INITIAL, OWN);
    await page.getByTestId('nav-desk').click();
    await openCustomer(page);
    await write(page, '您好，有的，今天 18:00 前付款今天发出。');
    await page.getByTestId('done').click();

    // 程岚 draws: counts before, never names.
    await becomePerson(page, ADMINISTRATOR, PASSPHRASE);
    await openQuality('reviews');
    await page.getByTestId('to-samples').click();
    await page.getByTestId('plan-new').click();
    await page.getByTestId('plan-name').fill('每周抽查');
    await page.getByTestId('plan-card').click();
    await page.locator('.ant-select-item-option', { hasText: '售后评分表' }).click();
    await desk.screenshot('quality-plan');
    await page.getByTestId('plan-save').click();
    await page.locator('[data-plan="每周抽查"]').getByTestId('plan-draw').click();
    await page.getByTestId('draw-preview').filter({ hasText: '林小雨：1 次接待，抽 1 份' }).waitFor();
    await page.getByTestId('draw-go').click();
    await page.getByTestId('review-row').click();
    await page.getByTestId('score-response-4').waitFor();
    await page.getByRole('heading', { name: '售后评分表' }).waitFor();
    await page.getByText('合格线 70').waitFor();
    expect(await total()).toBe('–');
    const title = page.locator('[data-criterion=response]');
    await title.press('4');
    await title.press('ArrowDown');
    await page.locator('[data-criterion=courtesy]').press('5');
    await page.getByTestId('score-needs-na').click();
    await page.getByTestId('score-accuracy-3').click();
    await page.getByTestId('score-compliance-1').click();
    const said = page.getByTestId('reader-line').filter({ hasText: '18:00 前付款' });
    await said.hover();
    await said.getByTestId('use-evidence').click();
    await page.getByTestId('score-closing-4').click();
    await page.getByTestId('score-comment').fill('了解需求到位。价格承诺改用“活动价”。');
    expect(await total()).toBe('65.9');
    await desk.screenshot('quality-scoring');

    // What was filled in survives somebody else at the desk.
    await becomePerson(page, ADMINISTRATOR, PASSPHRASE);
    await openQuality('reviews');
    await page.getByTestId('review-row').click();
    await expect.poll(total).toBe('65.9');
    await page.getByTestId('review-submit').click();
    await page.getByTestId('training-save').waitFor();
    await desk.screenshot('quality-scored');
    await page.getByTestId('training-save').click();
    await page.getByTestId('training-title').fill('不承诺最低价');
    await page.getByTestId('training-go').click();
    await page.getByTestId('training-card').filter({ hasText: '18:00 前付款' }).waitFor();
    await openQuality('samples');
    await page.getByTestId('sample-redraw').click();
    await page.locator('[data-testid=sample-same][data-same=true]').waitFor();
    await desk.screenshot('quality-samples');

    await becomePerson(page, '林小雨', OWN);
    await page.getByTestId('inbox').click();
    await page.locator('[data-testid=inbox-item][data-kind=reviewed]').click();
    await page.getByTestId('my-review').getByText('18:00 前付款').waitFor();
    expect(await total()).toBe('65.9');
    await page.getByTestId('my-acknowledge').click();
    await page.getByTestId('my-appeal').click();
    await page.getByTestId('my-appeal-reason').fill('当天确实是活动价');
    await page.getByTestId('my-appeal-send').click();
    await page.getByTestId('my-review').getByText('收回申诉').waitFor();
    await desk.screenshot('quality-mine');

    await becomePerson(page, '周宁', INITIAL, OWN);
    await page.getByTestId('inbox').click();
    await page.locator('[data-testid=inbox-item][data-kind=reviewAppealed]').click();
    await page.getByTestId('verdict-changed').check();
    await page.getByTestId('appeal').getByTestId('score-compliance-5').click();
    await page.getByTestId('appeal-answer').fill('核实为活动价');
    await page.getByTestId('reader-line').filter({ hasText: '18:00 前付款' }).waitFor();
    await desk.screenshot('quality-appeal');
    await page.getByTestId('appeal-decide').click();
    await page.getByTestId('appeal').waitFor({ state: 'detached' });
    await expect.poll(total).toBe('84.7');

    await becomePerson(page, '林小雨', OWN);
    await page.getByTestId('nav-mine').click();
    await page.getByTestId('page-quality').click();
    await expect.poll(total).toBe('84.7');
    await page.getByTestId('my-review').getByText('原为 65.9 分').waitFor();
    expect(await refused()).toEqual([]);
  });
});

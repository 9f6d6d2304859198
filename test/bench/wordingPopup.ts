/**
 * The wording popup at five thousand wordings, in the real window: from a key to the frame that shows its matches, and
 * by itself what finding and ordering costs. The frame budget stands beside it.
 */
import { performance } from 'node:perf_hooks';
import type { WordingId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import type { Wording } from '#shared/domain/wording';
import { loadDictionary, searchKeysOf } from '#renderer/archive/apply/searchKeys';
import { matchWording } from '#renderer/archive/queries/wordingSearch';
import type { WordingRow } from '#renderer/archive/schema/wordingRows';
import { launchApp } from '../kit/app';
import { quantile, valueBeside, type BenchRow } from '../kit/benchRow';
import { firstStart, openConversation, rowOf } from '../kit/deskActions';

const WORDINGS = 5_000;
const FRAME_MS = 1000 / 60;
const MOST_MS = 30;
const ROUNDS = 6;
const typed = ['/fahuo', '/fhsj', '/tuihuo', '/cm', '/zzzz', '/yhq', '/qu', '/shoujia'];

const subjects = ['发货时间', '退货地址', '尺码建议', '优惠券', '银行转账', '物流查询', '售后处理', '开具发票', '颜色色差', '包装说明'];
const turns = ['普通', '加急', '大促', '海外', '老客户', '团购', '预售', '换季', '清仓', '礼盒'];
const pick = (words: readonly string[], n: number): string => words[n % words.length] ?? '';

const wordingOf = (n: number): Wording => ({
  id: `bench-${n}` as WordingId, title: `${pick(turns, Math.floor(n / 10))}${pick(subjects, n)}${Math.floor(n / 100)}`, category: [pick(subjects, n), pick(turns, Math.floor(n / 10))], shortcut: '', // this bench's ids
  parts: [{ kind: 'text', text: `{customer}您好，关于${pick(subjects, n)}：${pick(turns, n)}订单请提供{?单号}，我们会在第 ${n % 7} 个工作日内处理，感谢您的理解与支持。` }], accounts: [],
});


const wordings = Array.from({ length: WORDINGS }, (_, n) => wordingOf(n));

/** As an administrator brings them in. */
const table = (): string => ['标题,分类,内容', ...wordings.map(({ title, category, parts }) => `${title},${category.join('/')},"${textOf(parts)}"`)].join('\r\n');

/** ms per key, each prefix of what is typed matched against all. */
const matching = async (): Promise<readonly number[]> => {
  await loadDictionary();
  const rows: readonly WordingRow[] = wordings.map((wording) => ({ ...wording, search: searchKeysOf(wording), version: 1, savedAt: 0 }));
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const text of typed) {
      for (let end = 1; end <= text.length; end += 1) {
        const started = performance.now();
        matchWording(text.slice(1, end), rows);
        if (round > 0) times.push(performance.now() - started);
      }
    }
  }
  return times;
};

/** `opening`: the key that opens the popup; `popup`: every further one. */
type Typed = { readonly plain: readonly number[]; readonly opening: readonly number[]; readonly popup: readonly number[] };

/** Of each text its first key opens, the others narrow. */
const firsts: ReadonlySet<number> = new Set(typed.map((_, at) => typed.slice(0, at).join('').length));

/** ms from each key down to after the frame it changed: plain words, then with the popup open. */
const typing = async (): Promise<Typed> => {
  const desk = await launchApp();
  try {
    const { page } = desk;
    await firstStart(page, 'demo');
    await rowOf(page, '刘建国').waitFor({ timeout: 60_000 });
    await page.getByTestId('nav-wordings').click();
    await page.getByTestId('wordings-sheets').click();
    await page.getByRole('menuitem', { name: '从表格导入' }).click();
    await page.getByTestId('import-file').setInputFiles({ name: 'bench.csv', mimeType: 'text/csv', buffer: Buffer.from(table()) });
    await page.getByTestId('import-new').filter({ hasText: String(WORDINGS) }).waitFor({ timeout: 60_000 });
    await page.getByTestId('import-apply').click();
    await page.getByTestId('import-apply').waitFor({ state: 'detached', timeout: 60_000 });
    await page.getByText(/5,?0\d\d 条/u).first().waitFor({ timeout: 60_000 });
    await page.getByTestId('nav-desk').click();
    await openConversation(page, '刘建国');
    const composer = page.getByTestId('composer');
    await composer.pressSequentially('/');
    await page.getByTestId('wording-popup').waitFor();
    await page.evaluate(() => {
      const world = window as unknown as { keyTimes: number[] }; // this bench's own
      world.keyTimes = [];
      addEventListener('keydown', ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => world.keyTimes.push(performance.now() - timeStamp);
          port2.postMessage(null);
        });
      }, true);
    });
    const take = (): Promise<readonly number[]> => page.evaluate(() => (window as unknown as { readonly keyTimes: number[] }).keyTimes.splice(0)); // set above
    await composer.fill('');
    for (let round = 0; round < ROUNDS; round += 1) await composer.pressSequentially('plainwordstobesent', { delay: 60 });
    const plain = await take();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const text of typed) {
        await composer.fill('');
        await composer.pressSequentially(text, { delay: 60 });
      }
    }
    const all = (await take()).slice(typed.join('').length);
    const isFirst = (_: number, at: number): boolean => firsts.has(at % typed.join('').length);
    return { plain, opening: all.filter(isFirst), popup: all.filter((time, at) => !isFirst(time, at)) };
  } finally {
    await desk.dispose();
  }
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const alone = await matching();
  const { plain, opening, popup } = await typing();
  const bare = quantile(plain, 0.95);
  return [
    valueBeside(`finding among ${WORDINGS} wordings, by itself, p95 of ${alone.length} keys`, quantile(alone, 0.95), 'ms', FRAME_MS),
    valueBeside(`plain typing, key to painted, p95 of ${plain.length}`, bare, 'ms', FRAME_MS),
    valueBeside(`wording popup opens, key to painted, p95 of ${opening.length}, beside plain typing`, quantile(opening, 0.95), 'ms', bare),
    valueBeside(`wording popup, key to painted, median of ${popup.length}, beside plain typing`, quantile(popup, 0.5), 'ms', quantile(plain, 0.5)),
    valueBeside('wording popup, key to painted, p95, beside plain typing', quantile(popup, 0.95), 'ms', bare, { atMost: MOST_MS }),
  ];
};

/** What customers write: real dialogues where the samples are at hand, else recombined clauses; same numbers every run. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const SAMPLES = join(import.meta.dirname, '../../../shared/samples/corpus.jsonl.gz');
const clauses = ['这件驼色大衣还有 M 码吗', '今天下单几时发货', '颜色和图片不一样想换一件', '请问可以开增值税发票吗', '物流三天没有更新了', '麻烦帮我查一下单号', '羊绒围巾会不会起球', '能不能便宜一点', '周末要穿去参加婚礼', '退货的运费谁出', '尺码偏大还是偏小', '优惠券领了用不了', '请尽快联系快递', '质量不错下次还来', '收到货少了一件', '可以送礼盒包装吗'];
const templates = [(n: number): string => `订单 QH-${100_000 + n} 什么时候发货`, (n: number): string => `快递单号 SF${7_000_000_000 + n * 37} 到哪了`, (n: number): string => `我的电话 138${String(10_000_000 + (n * 7919) % 89_999_999)}，改一下地址`, (n: number): string => `型号 JC-${1000 + (n % 3000)} 有货吗😀`];

const dialogues = (): readonly string[] => {
  if (!existsSync(SAMPLES)) return [];
  const lines = gunzipSync(readFileSync(SAMPLES)).toString('utf8').trim().split('\n');
  return lines.flatMap((line) => (JSON.parse(line) as { readonly turns: readonly { readonly text: string }[] }).turns.map(({ text }) => text)); // the samples' own shape
};

/** `count` texts, about half of them dialogue. */
export const searchTexts = (count: number): readonly string[] => {
  const real = dialogues();
  return Array.from({ length: count }, (_, n) => {
    if (n % 2 === 0 && real.length > 0) return real[(n * 7919) % real.length] ?? '';
    if (n % 4 === 1) return templates[(n >> 2) % templates.length]?.(n) ?? '';
    return `${clauses[(n * 31) % clauses.length]}，${clauses[(n * 17 + 5) % clauses.length]}`;
  });
};

/** Kinds of queries, in the order in which `searchQueries` repeats them. */
export const KINDS = ['one character', 'two characters', 'common word', 'four characters', 'code', 'digits', 'word and character', 'no hit'] as const;

/** Queries of each kind people ask: one character, common and rare words, phrases, codes, digits, two words, none. */
export const searchQueries = (texts: readonly string[]): readonly string[] => {
  const some = Array.from({ length: 25 }, (_, n) => texts[(n * 104_729) % texts.length] ?? '');
  const piece = (text: string, length: number): string => [...text.replace(/\s+/gu, '')].slice(2, 2 + length).join('') || '货';
  return some.flatMap((text, n) => [
    piece(text, 1), piece(text, 2), ['发货', '退货', '物流', '尺码'][n % 4] ?? '', piece(text, 4), `JC-${1000 + n * 97}`, `${100_000 + n * 13}`.slice(0, 6),
    `${piece(text, 2)} 发`, `不存在的词${n}`,
  ]);
};

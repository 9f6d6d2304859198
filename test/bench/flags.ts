/** What looking for forbidden words costs: a usual and a long reply with the shipped rules, beside plain expressions. */
import { performance } from 'node:perf_hooks';
import { compileFlags } from '#shared/rules/flags/compileFlags';
import { flagTablesOf } from '#shared/rules/flags/charTables';
import { flagPackSchema } from '#shared/rules/flags/flagPack';
import { noPrices } from '#shared/rules/flags/priceList';
import parts from '#resources/text/parts.json';
import simplified from '#resources/text/simplified.json';
import sounds from '#resources/text/sounds.json';
import shipped from '#resources/rules/flags.json';
import { quantile, ratioRow, valueRow, type BenchRow } from '../kit/benchRow';

const usual = '亲，您好，这款今天下单后天之前发出，快递三到五天到，请放心购买。';
const long = `${'亲，您好，您咨询的蓝白校服套装现在有货，今天下单的话后天之前发出，快递一般三到五天到达，有问题随时联系我们。'.repeat(18)}加 我 薇 信 聊`;
const ROUNDS = 400;
const WARM = 100;

const timesOf = (work: () => unknown): readonly number[] => {
  for (let round = 0; round < WARM; round += 1) work();
  return Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
};

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

export const run = (): Promise<BenchRow[]> => {
  const pack = flagPackSchema.parse(shipped);
  const started = performance.now();
  const flags = compileFlags(pack, noPrices, flagTablesOf(simplified, sounds, parts));
  const compiling = performance.now() - started;
  // The same words as one expression per rule: no spellings, no separators, no longest, no allow-phrases.
  const plain = pack.rules.filter(({ words }) => words.length > 0).map(({ words }) => new RegExp(words.map(escaped).join('|'), 'giu'));
  const find = (text: string) => timesOf(() => flags.find(text, 'ours'));
  const search = (text: string) => timesOf(() => plain.map((expression) => [...text.matchAll(expression)].length));
  const ofLong = quantile(find(long), 0.95);
  return Promise.resolve([
    valueRow(`forbidden words in a reply of ${long.length} characters, p95`, ofLong, 'ms', { atMost: 10 }),
    ratioRow('  beside plain expressions over the same words, no spellings', quantile(find(long), 0.5), 'ms', quantile(search(long), 0.5), { atMost: 8 }),
    ratioRow(`in a usual reply of ${usual.length} characters, beside the same`, quantile(find(usual), 0.5), 'ms', quantile(search(usual), 0.5), { atMost: 6 }),
    valueRow(`making the matcher of ${pack.rules.reduce((sum, { words }) => sum + words.length, 0)} words`, compiling, 'ms', { atMost: 150 }),
  ]);
};

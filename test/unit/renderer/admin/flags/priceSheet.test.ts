import { describe, expect, it } from 'vitest';
import type { PriceList } from '#shared/rules/flags/priceList';
import { fenOf, planPrices, withRows, yuan } from '#renderer/admin/flags/priceSheet';
import { faultOf, listOf } from '#renderer/admin/flags/flagDraft';
import { translate } from '#renderer/i18n/translate';
import { shippedPack } from '../../../shared/rules/flags/shippedRules';

const known: PriceList = { version: 3, file: 'a.xlsx', rows: [{ name: '校服', aliases: ['运动服'], lowest: 9_900, list: 12_900 }, { name: '围巾', aliases: [], lowest: 8_900, list: 8_900 }] };

describe('the price list from a sheet', () => {
  it('tells new, changed, unchanged and refused rows apart and keeps what the file does not name', () => {
    const plan = planPrices([['商品', '底价', '售价', '别名', '备注'], ['校服', '¥109', '129.00', '运动服', ''], ['围巾', '89', '89', '', ''], ['羊绒大衣', '８９９', '1,299', '大衣；呢大衣', ''], ['坏', '9', '1', '', ''], ['', '1', '2', '', ''], ['校服', '1', '2', '', '']], known, translate);
    expect(plan.rows.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(['校服 changed', '围巾 unchanged', '羊绒大衣 new', '坏 refused', ' refused', '校服 refused']);
    expect(plan.ignored).toEqual(['备注']);
    expect(withRows(known.rows, plan.items).map(({ name, lowest, aliases }) => [name, lowest, aliases])).toEqual([['校服', 10_900, ['运动服']], ['围巾', 8_900, []], ['羊绒大衣', 89_900, ['大衣', '呢大衣']]]);
  });

  it('reads a price to the fen (bug: 1299.99 × 100 is 129998.99…)', () => {
    expect(['1299.99', '¥1,299', '0.1', '', 'abc', '1.234', '-5'].map(fenOf)).toEqual([129_999, 129_900, 10, undefined, undefined, undefined, undefined]);
    expect([129_900, 9_950].map(yuan)).toEqual(['1299', '99.50']);
  });
});

describe('a draft of rules', () => {
  it('names the rule and the field that cannot be saved', () => {
    const [first, ...rest] = shippedPack.rules;
    if (first === undefined) throw new Error('no rules');
    expect(faultOf(shippedPack)).toBeUndefined();
    expect(faultOf({ ...shippedPack, rules: [{ ...first, patterns: ['{gap:0-20}'] }, ...rest] })).toEqual({ rule: first.id, field: 'patterns' });
    expect(listOf('甲、乙，top 1\n 甲 ；')).toEqual(['甲', '乙', 'top 1']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountId, WordingId } from '#shared/domain/ids';
import type { WordingRow } from '#renderer/archive/schema/wordingRows';
import { planWordings, sheetOfWordings, sheetTemplate, type SheetNames } from '#renderer/admin/wordings/wordingSheet';
import { countOf } from '#renderer/admin/sheets/importPlan';
import { readSheet } from '#renderer/admin/sheets/readSheet';
import { writeSheet } from '#renderer/sheets/writeSheet';

const shops = new Map([['a' as AccountId, '旗舰店'], ['b' as AccountId, '清仓店']]); // test ids
const names: SheetNames = { shopName: (id) => shops.get(id), shopOf: (name) => [...shops].find(([, shop]) => shop === name)?.[0] };
const texts = { refusal: (code: string) => code, label: (column: string) => column };
let made = 0;
const newId = (): WordingId => {
  made += 1;
  return `new-${made}` as WordingId; // test id
};
const row = (id: string, over: object = {}): WordingRow =>
  ({ id, title: `话术 ${id}`, category: ['发货'], shortcut: id, parts: [{ kind: 'text', text: '好' }], accounts: [], search: [], version: 3, savedAt: 0, ...over }) as unknown as WordingRow; // ids are plain strings here
const plan = (rows: readonly (readonly string[])[], kept: readonly WordingRow[]) => planWordings(rows, kept, newId, names, texts);
const header = ['分类', '标题', '快捷码', '内容', '店铺', '有效期至', '编号'];
const verdicts = (rows: readonly (readonly string[])[], kept: readonly WordingRow[]) => plan([header, ...rows], kept).rows.map(({ verdict, reason }) => reason ?? verdict);
const picture = { kind: 'image', media: { name: 'a.png', mime: 'image/png', state: 'stored', blob: 'a'.repeat(64) } };

const word = fc.string({ unit: fc.constantFrom('发', '货', '=', '+', "'", ',', ';', '"', '\n', ' ', '{?件数}', 'a', '1'), minLength: 1, maxLength: 8 }).map((text) => text.trim()).filter((text) => text !== '');
const kept = fc.array(fc.record({ title: word.map((text) => text.replaceAll('\n', '')).filter((text) => text.trim() !== ''), texts: fc.array(word, { minLength: 1, maxLength: 3 }), shop: fc.constantFrom([], ['a'], ['a', 'b']), withPicture: fc.boolean() }), { maxLength: 6 })
  .map((all) => all.map(({ title, texts: said, shop, withPicture }, at) => {
    const [first, ...more] = said.map((text, nth) => [{ kind: 'text', text }, ...(withPicture && nth === 0 ? [picture] : [])]);
    return row(`w${at}`, { title: title.trim(), parts: first, ...(more.length > 0 && { more }), accounts: shop });
  }));

describe('wording as a table', () => {
  it('written and read again changes nothing, pictures and all (bug: an export and import makes 5,000 new versions)', async () => {
    await fc.assert(fc.asyncProperty(kept, fc.constantFrom('csv', 'xlsx') as fc.Arbitrary<'csv' | 'xlsx'>, async (rows, format) => {
      const { rows: read } = await readSheet(await writeSheet(format, sheetOfWordings(rows, names), '话术'));
      const planned = plan(read, rows);
      expect(planned.rows.map(({ verdict, reason }) => reason ?? verdict)).toEqual(rows.map(() => 'unchanged'));
      expect(planned.items).toEqual([]);
    }), { numRuns: 25 });
  });

  it('leaves personal wording at home', () => {
    expect(sheetOfWordings([row('w', { owner: 'lan' })], names)).toEqual([header]);
  });

  it('changes words in their place and keeps what has no cell (bug: the price list picture is gone after an import)', () => {
    const before = row('w', { parts: [{ kind: 'text', text: '看图' }, picture], more: [[picture], [{ kind: 'text', text: '再见' }]], expiresAt: new Date(2027, 0, 1).getTime() });
    const { items, rows } = plan([['编号', '标题', '内容'], ['w', '话术 w', '请看图\n{|}\n再见']], [before]);
    expect(items).toMatchObject([{ base: 3, wording: { parts: [{ text: '请看图' }, picture], more: [[picture], [{ text: '再见' }]], category: ['发货'], expiresAt: before.expiresAt } }]);
    expect(rows[0]?.changes).toEqual([{ label: 'text', before: '看图\n{|}\n\n{|}\n再见', after: '请看图\n{|}\n\n{|}\n再见' }]);
  });

  it('finds a wording by number, else by category and title; a number nobody knows is refused', () => {
    expect(verdicts([['发货', '话术 a', 'a', '新词', '', '', ''], ['发货', '没有的', '', '词', '', '', ''], ['', 'x', '', '词', '', '', 'gone']], [row('a')])).toEqual(['changed', 'new', 'unknownId']);
  });

  it('refuses a row with its reason and takes the others', () => {
    expect(verdicts([
      ['', '', '', '词', '', '', ''], ['', 'x', '', '', '', '', ''], ['a/b/c/d/e', 'x', '', '词', '', '', ''], ['', 'x', '快 捷', '词', '', '', ''], ['', 'x', 'A', '词', '', '', ''],
      ['', 'x', '', '词', '没有的店', '', ''], ['', 'x', '', '词', '', '明天', ''], ['发货', '话术 a', 'a', '甲', '', '', 'a'], ['发货', '话术 a', 'a', '乙', '', '', ''], ['', '好的', '', '词', '旗舰店；清仓店', '2027/1/2', ''],
    ], [row('a')])).toEqual(['noTitle', 'noText', 'deep', 'shortcut', 'shortcutTaken', 'shop', 'day', 'changed', 'twice', 'new']);
  });

  it('lets two rows of the table swap their shortcuts, in any order', () => {
    expect(verdicts([['发货', '话术 a', 'b', '好', '', '', 'a'], ['发货', '话术 b', 'a', '好', '', '', 'b']], [row('a'), row('b')])).toEqual(['changed', 'changed']);
  });

  it('takes its own template', () => {
    expect(countOf(plan(sheetTemplate, []), 'new')).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { resolvePerson, type CustomerFile } from '#shared/domain/customerFile';
import type { CustomerId } from '#shared/domain/ids';
import { suggestionsFor } from '#renderer/desk/customer/suggest';
import { suggestTables } from '#renderer/desk/customer/suggestTables';

const file = (more: Partial<CustomerFile> = {}): CustomerFile => ({ id: 'shop/a' as CustomerId, name: '王', stage: 'potential', tags: [], firstAt: 1, ...more }); // test id
const said = (...texts: readonly string[]) => texts.map((text, at) => ({ id: `m${at}`, text, at }));
const suggested = (of: CustomerFile, ...texts: readonly string[]) => suggestionsFor(resolvePerson([of]), [], said(...texts), suggestTables);

describe('suggestions for a file', () => {
  // Bug: the prefix of a phone outweighs the address beside it, or a number already there is offered again.
  it('prefer an address to what was said, that to a phone prefix, and carry their evidence', () => {
    expect(suggested(file(), '电话13500011234，寄到浙江省杭州市西湖区文三路398号')[0]).toMatchObject({ kind: 'province', value: '330000', source: 'address', evidence: { confidence: 0.95, message: 'm0' } });
    expect(suggested(file(), '我是一名老师', '我在杭州', '电话13500011234').map(({ kind, value, source }) => [kind, value, source])).toEqual([['province', '330000', 'chat'], ['occupation', 'teacher', 'chat'], ['phones', '13500011234', 'chat']]);
    expect(suggested(file(), '电话13500011234')[0]).toMatchObject({ value: '440000', source: 'phone', evidence: { confidence: 0.6 } });
  });

  it('offer nothing that is there, nothing from two places at once, nothing from small talk', () => {
    const known = file({ tags: [{ kind: 'province', value: '110000', source: 'agent', at: 1, seq: 1 }], fields: { phones: { value: ['13500011234'], at: 1, seq: 1 } } });
    expect(suggested(known, '电话 135 0001 1234')).toEqual([]);
    expect(suggested(file(), '电话13500011234，另一个13810001234').some(({ kind }) => kind === 'province')).toBe(false);
    expect(suggested(file(), '在吗', '你们在杭州吗', '这款多少钱', '南京路那家店关门了吗')).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { AccountId, CustomerId } from '#shared/domain/ids';
import type { CustomerRow, FollowUpRow } from '#renderer/archive/schema/customerRows';
import { planPeople, peopleRows } from '#renderer/admin/customers/peopleSheet';
import { narrowed, type PersonLine } from '#renderer/admin/customers/usePeople';
import { defaultCustomerPolicy } from '#renderer/archive/queries/customerPolicy';
import { personView, traitsOf } from '#renderer/archive/queries/persons';
import { startI18n } from '#renderer/i18n/translate';

beforeAll(() => startI18n('zh-CN'));

const noPlans: readonly FollowUpRow[] = [];
const line = (name: string, fields: Readonly<Record<string, string | readonly string[]>>, tags: CustomerRow['tags'] = []): PersonLine => {
  const id = `shop/${name}` as CustomerId; // test id
  const file: CustomerRow = {
    id, account: 'shop' as AccountId, contact: name as CustomerRow['contact'], name, stage: 'potential', tags, firstAt: 0, touched: 1, conversations: [], // test ids
    fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { value, at: 1, seq: 1 }])),
  };
  const person = personView([file], []);
  return { id, person, plans: noPlans, duty: undefined, traits: traitsOf(person, () => 'onebot', noPlans) };
};

const people = [
  line('王若曦', { phones: ['13810001234'], addresses: ['浙江省杭州市西湖区文三路398号'], email: 'wrx@example.com' }, [{ kind: 'grade', value: 'B', source: 'agent', at: 1, seq: 1 }, { kind: 'free', value: '羊绒', source: 'agent', at: 1, seq: 2 }]),
  line('刘建国', { phones: ['13500011234'] }), line('林小美', { phones: ['13500011234'] }),
];
const plain = { policy: defaultCustomerPolicy, role: 'administrator' } as const;
const covered = { policy: defaultCustomerPolicy, role: 'agent' } as const;
const verdicts = (rows: readonly (readonly string[])[], context: typeof plain | typeof covered = plain) => planPeople(rows, people, [], context);

describe('people as a table', () => {
  // Bug: a list exported and imported again changes everybody, or writes stars over phone numbers.
  it('changes nothing when the same table comes back, covered or not', () => {
    for (const context of [plain, covered]) {
      const plan = verdicts(peopleRows(people, [], context), context);
      expect(plan.rows.map((row) => row.verdict)).toEqual(['unchanged', 'unchanged', 'unchanged']);
      expect(plan.items).toEqual([]);
    }
    const row = peopleRows(people, [], covered)[1] ?? [];
    expect(row).toContain('138 **** 1234');
    expect(row.join()).not.toMatch(/13810001234|398号|wrx@/u);
  });

  it('tells what each row would do, and why one is refused', () => {
    const plan = verdicts([
      ['姓名', '手机', '等级', '省份', '标签', '生日', '别的列'],
      ['王若曦', '138 1000 1234', 'A', '浙江省', '羊绒；老客户', '1990/1/31', 'x'],
      ['新人', '13911112222', 'C', '', '', '', ''],
      ['重号', '13500011234', '', '', '', '', ''],
      ['', '13922223333', '', '', '', '', ''],
      ['错级', '13933334444', 'Z', '', '', '', ''],
      ['错省', '13944445555', '', '江浙', '', '', ''],
      ['王二', '13810001234', '', '', '', '', ''],
      ['错生日', '13955556666', '', '', '', '去年', ''],
    ]);
    expect(plan.rows.map((row) => [row.line, row.verdict])).toEqual([[2, 'changed'], [3, 'new'], [4, 'refused'], [5, 'refused'], [6, 'refused'], [7, 'refused'], [8, 'refused'], [9, 'refused']]);
    expect(plan.rows.slice(2).every((row) => (row.reason ?? '').length > 4)).toBe(true);
    expect(plan.ignored).toEqual(['别的列']);
    expect(plan.items[0]).toMatchObject({ customer: 'shop/王若曦', fields: { birthday: '1990-01-31' }, tags: [{ kind: 'grade', value: 'A' }, { kind: 'province', value: '330000' }, { kind: 'free', value: '老客户' }] });
    expect(plan.items[1]).toMatchObject({ fields: { name: '新人', phones: ['13911112222'] }, tags: [{ kind: 'grade', value: 'C', source: 'import' }] });
    expect(plan.items[1]?.customer).toMatch(/^filed\//u);
  });
});

describe('search over people', () => {
  it('finds by name, pinyin, initials, part of a phone and platform id', () => {
    const found = (text: string) => narrowed(people, { all: true, of: [] }, text, 0).map((one) => one.person.title);
    expect([found('若曦'), found('wangruoxi'), found('ljg'), found('1381'), found('0000'), found('')]).toEqual([['王若曦'], ['王若曦'], ['刘建国'], ['王若曦'], [], ['王若曦', '刘建国', '林小美']]);
  });
});

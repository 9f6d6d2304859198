import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '#shared/domain/ids';
import { conditionHolds, type Group, type Leaf, type Traits } from '#shared/rules/condition';
import { contactDuty, isOwed } from '#shared/rules/contactDuty';
import { dayOf, monthStartOf } from '#shared/rules/contactDays';
import { customerPolicySchema } from '#shared/rules/customerPolicy';
import { likelySame, type Candidate } from '#shared/rules/samePerson';
import policyJson from '#resources/rules/customers.json';

const NOW = Date.UTC(2026, 10, 20, 4);
const DAY = 86_400_000;
const policy = customerPolicySchema.parse(policyJson);

const words = ['浙江', '江苏', 'vip'];
const traits: fc.Arbitrary<Traits> = fc.record({
  province: fc.option(fc.constantFrom(...words), { nil: undefined }), tag: fc.subarray(words), messages: fc.nat(5), waiting: fc.boolean(),
  lastAt: fc.option(fc.integer({ min: -20, max: 3 }).map((days) => NOW + days * DAY), { nil: undefined }),
});
const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({ trait: fc.constantFrom('province', 'tag'), op: fc.constantFrom('is', 'isNot', 'contains', 'lacks'), operand: fc.constantFrom(...words, '江') }),
  fc.record({ trait: fc.constantFrom('province', 'tag'), op: fc.constant('anyOf'), operand: fc.subarray(words) }),
  fc.record({ trait: fc.constant('messages'), op: fc.constantFrom('is', 'atLeast', 'atMost'), operand: fc.nat(5) }),
  fc.record({ trait: fc.constant('lastAt'), op: fc.constantFrom('withinDays', 'olderDays'), operand: fc.nat(20) }),
  fc.record({ trait: fc.constant('lastAt'), op: fc.constantFrom('before', 'after'), operand: fc.constant(NOW - 5 * DAY) }),
  fc.record({ trait: fc.constant('waiting'), op: fc.constant('is'), operand: fc.boolean() }),
  fc.record({ trait: fc.constantFrom('province', 'tag', 'lastAt', 'nowhere'), op: fc.constantFrom('present', 'absent') }),
) as fc.Arbitrary<Leaf>; // each branch is a leaf
const tree: fc.Arbitrary<Group> = fc.letrec<{ readonly group: Group; readonly node: Group | Leaf }>((tie) => ({
  group: fc.record({ all: fc.boolean(), of: fc.array(tie('node'), { maxLength: 4 }) }),
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('group')),
})).group;

/** The same said plainly: values as a list of words or one number. */
const plainly = ({ trait, op, operand }: Leaf, all: Traits): boolean => {
  const value = all[trait];
  const list: readonly string[] = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  const number = typeof value === 'number' ? value : undefined;
  const known = list.length > 0 || number !== undefined || typeof value === 'boolean';
  if (op === 'present') return known;
  if (op === 'absent') return !known;
  if (typeof operand === 'boolean') return (value === true) === operand;
  if (typeof operand === 'number' && trait === 'messages') return op === 'is' ? number === operand : op === 'atLeast' ? (number ?? -1) >= operand : (number ?? 99) <= operand;
  if (typeof operand === 'number') {
    if (number === undefined) return false;
    if (op === 'before') return number < operand;
    if (op === 'after') return number >= operand;
    return op === 'withinDays' ? Math.abs(number - NOW) <= operand * DAY : number < NOW - operand * DAY;
  }
  if (op === 'anyOf') return Array.isArray(operand) && operand.some((one) => list.includes(one));
  const hit = op === 'is' || op === 'isNot' ? list.includes(String(operand)) : list.some((one) => one.includes(String(operand)));
  return op === 'is' || op === 'contains' ? hit : !hit;
};
const holdsPlainly = (node: Group | Leaf, all: Traits): boolean => {
  if (!('of' in node)) return plainly(node, all);
  if (node.of.length === 0) return true;
  const truths = node.of.map((one) => holdsPlainly(one, all));
  return node.all ? !truths.includes(false) : truths.includes(true);
};

describe('conditions', () => {
  it('find exactly whom a plain reading finds, whatever the tree', () => {
    fc.assert(fc.property(tree, fc.array(traits, { maxLength: 12 }), (group, people) => {
      expect(people.filter((one) => conditionHolds(group, one, NOW))).toEqual(people.filter((one) => holdsPlainly(group, one)));
    }), { numRuns: 400 });
  });
});

describe('contact duties', () => {
  it('count days, not messages; a new customer in the first week, a high grade or key one by the month', () => {
    const today = dayOf(NOW);
    const fresh = { firstAt: NOW - 2 * DAY, starred: false, days: [] };
    expect(contactDuty(fresh, policy, NOW)).toMatchObject({ kind: 'newcomer', done: 0, due: 1, missed: false });
    expect(isOwed(contactDuty({ ...fresh, days: [today - 1] }, policy, NOW))).toBe(false);
    expect(contactDuty({ ...fresh, firstAt: NOW - 9 * DAY, days: [today] }, policy, NOW)).toMatchObject({ missed: true });
    expect(contactDuty({ ...fresh, firstAt: NOW - 60 * DAY }, policy, NOW)).toBeUndefined();
    const start = monthStartOf(NOW);
    expect(contactDuty({ ...fresh, grade: 'A', days: [start - 1, start, start + 3, today] }, policy, NOW)).toMatchObject({ kind: 'regular', done: 3, due: 5 });
    expect(contactDuty({ ...fresh, firstAt: NOW - 60 * DAY, starred: true }, policy, NOW)).toMatchObject({ kind: 'regular', done: 0 });
    // Half past midnight in Shanghai is still yesterday in London: the company's day counts.
    expect(dayOf(Date.UTC(2026, 10, 19, 16, 30))).toBe(today);
  });
});

describe('likely the same person', () => {
  const person = (name: string, fields: Readonly<Record<string, string | readonly string[]>>, more: Partial<Candidate> = {}): Candidate => ({
    id: name as CustomerId, files: [name as CustomerId], facts: [], distinct: [], ...more, // test ids
    fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { value, at: 1, seq: 1, file: name as CustomerId }])),
  });
  it('is who shares a number, a mail or an address in any spelling; never a crowd, never whom a person told apart', () => {
    const pairs = (people: readonly Candidate[]): readonly string[] => likelySame(people).map(({ a, b, reason }) => `${a}${b} ${reason}`);
    expect(pairs([person('a', { phones: ['138 0000 1234'] }), person('b', { phones: ['+8613800001234'], email: 'x@y.z' }), person('c', { email: 'X@y.z' })])).toEqual(['ab phone', 'bc email']);
    expect(pairs([person('a', { addresses: ['浙江省杭州市西湖区文三路398号'] }), person('b', {}, { facts: [{ address: '浙江 杭州 西湖区文三路３９８号' }] })])).toEqual(['ab address']);
    expect(pairs(['a', 'b', 'c', 'd', 'e'].map((name) => person(name, { phones: ['13800001234'] })))).toEqual([]);
    expect(pairs([person('a', { phones: ['13800001234'] }, { distinct: ['b' as CustomerId] }), person('b', { phones: ['13800001234'] })])).toEqual([]); // test id
    expect(pairs([person('a', { remark: '老王' }), person('b', { remark: '老王' })])).toEqual([]);
  });
});

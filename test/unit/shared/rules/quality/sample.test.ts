import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountId, ConversationId, PersonId } from '#shared/domain/ids';
import { alphaOf, pairsOf, strictnessOf } from '#shared/rules/quality/agreement';
import { contactKey, contactsOf, type Contact, type ContactLine } from '#shared/rules/quality/contacts';
import { lastPeriod } from '#shared/rules/quality/period';
import { randomOf, shuffled } from '#shared/rules/quality/random';
import { drawSample, populationText, type Drawing } from '#shared/rules/quality/sample';


const person = (name: string): PersonId => name as PersonId; // test id
const talk = (name: string): ConversationId => `qq/${name}` as ConversationId; // test id
const HOUR = 3_600_000;
const line = (conversation: string, seq: number, at: number, kind: ContactLine['kind'], who?: string): ContactLine => ({ conversation: talk(conversation), seq, at, kind, ...(who !== undefined && { person: person(who) }) });

describe('a contact', () => {
  it('ends with the gap or a closing; belongs to who answered most; marks belong to what they stand in', () => {
    const contacts = contactsOf([
      line('a', 1, 0, 'in'), line('a', 2, 1000, 'longWait'), line('a', 3, 2000, 'out', 'li'), line('a', 4, 3000, 'out', 'li'), line('a', 5, 4000, 'out', 'wu'),
      line('a', 6, 5000, 'closed'), line('a', 7, 6000, 'in'), line('a', 8, 7000, 'out', 'wu'), line('a', 9, 7000 + 5 * HOUR, 'in'),
      line('b', 10, 0, 'in'), line('b', 11, 10, 'flag'), line('c', 12, 20 * HOUR, 'in'), line('c', 13, 20 * HOUR + 1, 'out', 'li'),
    ], 4 * HOUR, 21 * HOUR);
    expect(contacts.map(({ conversation, first, last, agent, messages, isLongWait, isOver }) => ({ conversation, first, last, agent, messages, isLongWait, isOver }))).toEqual([
      { conversation: 'qq/a', first: 1, last: 5, agent: 'li', messages: 4, isLongWait: true, isOver: true },
      { conversation: 'qq/a', first: 7, last: 8, agent: 'wu', messages: 2, isLongWait: false, isOver: true },
      { conversation: 'qq/c', first: 12, last: 13, agent: 'li', messages: 2, isLongWait: false, isOver: false },
    ]);
  });
});

const contactArbitrary: fc.Arbitrary<Contact> = fc.record({ n: fc.nat(40), first: fc.integer({ min: 1, max: 9999 }), agent: fc.constantFrom('li', 'wu', 'zhao', 'boss'), isFlagged: fc.boolean(), isLongWait: fc.boolean(), isOver: fc.boolean() })
  .map(({ n, first, agent, ...marks }) => ({ conversation: talk(`t${n}`), first, last: first + 3, from: 1, to: 2, agent: person(agent), messages: 4, ...marks }));
const drawingArbitrary: fc.Arbitrary<Drawing> = fc.record({
  contacts: fc.uniqueArray(contactArbitrary, { maxLength: 60, selector: contactKey }),
  seed: fc.stringMatching(/^[0-9a-f]{32}$/), amount: fc.oneof(fc.record({ kind: fc.constant('count' as const), value: fc.integer({ min: 1, max: 9 }) }), fc.record({ kind: fc.constant('percent' as const), value: fc.integer({ min: 1, max: 100 }) })),
  strataShare: fc.nat(100), doubleShare: fc.nat(100), newAgentFactor: fc.integer({ min: 1, max: 3 }), reviewers: fc.constantFrom(['boss'], ['boss', 'chen'], ['chen', 'boss', 'sun']), isTwice: fc.boolean(),
}).map(({ contacts, seed, reviewers, isTwice, ...plan }) => ({
  contacts, seed, newAgents: new Set([person('wu')]), drawnBefore: new Set(isTwice ? contacts.slice(0, 5).map(contactKey) : []),
  plan: { ...plan, strata: ['flagged'], agents: [], reviewers: reviewers.map(person) },
}));

describe('a sample', () => {
  it('is the same for everybody who draws it again, in whatever order the entries were read', () => {
    fc.assert(fc.property(drawingArbitrary, (drawing) => {
      expect(drawSample({ ...drawing, contacts: [...drawing.contacts].reverse() })).toEqual(drawSample(drawing));
    }), { numRuns: 150 });
  });

  it('never holds a contact twice, one drawn before, one not over, or one whose agent reviews it; second reviewers are others', () => {
    fc.assert(fc.property(drawingArbitrary, (drawing) => {
      const { chosen, reserve } = drawSample(drawing);
      const keys = [...chosen.map(({ contact }) => contactKey(contact)), ...reserve.map(contactKey)];
      expect(new Set(keys).size).toBe(keys.length);
      for (const { contact, reviewer, second } of chosen) {
        expect(contact.isOver && !drawing.drawnBefore.has(contactKey(contact)) && reviewer !== contact.agent && second !== contact.agent && second !== reviewer).toBe(true);
      }
      // Flagged ones come first: as long as the share is not full, none is left out for one that is not.
      if (drawing.plan.strataShare === 100) {
        for (const agent of new Set(chosen.map(({ contact }) => contact.agent))) {
          const left = reserve.filter((contact) => contact.agent === agent && contact.isFlagged).length;
          if (left > 0) expect(chosen.filter(({ contact }) => contact.agent === agent).every(({ contact }) => contact.isFlagged)).toBe(true);
        }
      }
    }), { numRuns: 250 });
  });

  it('of a plan for some accounts holds talks of no other', () => {
    fc.assert(fc.property(drawingArbitrary, fc.integer({ min: 1, max: 9999 }), (drawing, n) => {
      const other: Contact = { conversation: 'jd/t1' as ConversationId, first: n, last: n, from: 1, to: 2, agent: person('zhao'), messages: 2, isFlagged: true, isLongWait: false, isOver: true }; // test id
      const on = (accounts: readonly string[]) => drawSample({ ...drawing, contacts: [...drawing.contacts, other], plan: { ...drawing.plan, accounts: accounts as readonly AccountId[] } }); // test ids
      expect(on(['qq'])).toEqual(drawSample(drawing));
      expect(on(['jd']).chosen.map(({ contact }) => contact)).toEqual(drawing.plan.reviewers.some((reviewer) => reviewer !== other.agent) ? [other] : []);
      expect(on([])).toEqual(drawSample({ ...drawing, contacts: [...drawing.contacts, other] }));
    }), { numRuns: 60 });
  });

  it('draws by the documented generator: changing it would make every recorded sample unprovable', () => {
    const next = randomOf('000102030405060708090a0b0c0d0e0f');
    expect([next(), next(), next()]).toMatchInlineSnapshot(`
      [
        1866879465,
        1532238772,
        66650507,
      ]
    `);
    expect(shuffled([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], randomOf('ffffffffffffffffffffffffffffffff'))).toMatchInlineSnapshot(`
      [
        6,
        3,
        4,
        1,
        8,
        5,
        2,
        7,
        0,
        9,
      ]
    `);
    expect(populationText([{ conversation: talk('x'), first: 7, last: 9, from: 0, to: 1, agent: person('li'), messages: 2, isFlagged: false, isLongWait: false, isOver: true }])).toBe('qq/x@7 li\n');
  });

  it('reaches every contact equally: 6000 draws of 1 in 6 stay near 1000 each', () => {
    const counts = new Map<number, number>();
    for (let turn = 0; turn < 6000; turn += 1) {
      const [first] = shuffled([0, 1, 2, 3, 4, 5], randomOf((turn * 2_654_435_761 % 2 ** 32).toString(16).padStart(8, '0').repeat(4)));
      counts.set(first ?? -1, (counts.get(first ?? -1) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('of a plan with a period takes the last one that is over, cut where the company has midnight', () => {
    const at = Date.UTC(2026, 10, 22, 17); // Monday 01:00 at UTC+8
    const text = (ms: number | undefined): string => new Date((ms ?? 0) + 8 * HOUR).toISOString().slice(0, 16);
    const spans = (['day', 'week', 'month'] as const).map((every) => { const period = lastPeriod(every, at, 8 * HOUR); return [text(period?.from), text(period?.to)]; });
    expect(spans).toEqual([['2026-11-22T00:00', '2026-11-23T00:00'], ['2026-11-16T00:00', '2026-11-23T00:00'], ['2026-10-01T00:00', '2026-11-01T00:00']]);
    expect(lastPeriod('hand', at, 8 * HOUR)).toBeNull();
  });
});

describe('agreement', () => {
  it('is Krippendorff\'s: his published example of four observers gives 0.849', () => {
    const missing = 0;
    const observers = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, missing, missing, missing], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, missing, 3],
      [missing, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, missing], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, missing],
    ];
    const units = Array.from({ length: 12 }, (_, unit) => observers.map((values) => values[unit] ?? 0).filter((value) => value !== missing));
    expect(alphaOf(units)?.toFixed(3)).toBe('0.849');
  });

  it('by hand: two scorers, [4,4] [5,3] [2,2]', () => {
    // Do = (0 + 8 + 0)/6; De = sum over ordered pairs of {4,4,5,3,2,2} = 88, over 6*5.
    const units = [[4, 4], [5, 3], [2, 2]];
    expect(alphaOf(units)).toBeCloseTo(1 - (8 / 6) / (88 / 30), 10);
    expect(pairsOf(units, 1)).toEqual({ pairs: 3, exact: 2, near: 2 });
    expect(alphaOf([[4, 4], [4, 4]])).toBeNull();
    expect(alphaOf([[4], [5]])).toBeNull();
    expect(alphaOf([[4, 5]])).toBeNull();
    const strict = strictnessOf([[{ scorer: 'a', total: 90 }, { scorer: 'b', total: 80 }], [{ scorer: 'a', total: 70 }, { scorer: 'b', total: 70 }], [{ scorer: 'c', total: 1 }]]);
    expect([...strict]).toEqual([['a', { difference: 5, contacts: 2 }], ['b', { difference: -5, contacts: 2 }]]);
  });
});

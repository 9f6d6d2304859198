/** Who scores blind sees no other score of that contact before their own is in (bug: a second opinion that copies the first). */
import { describe, expect, it } from 'vitest';
import type { ConversationId, PersonId } from '#shared/domain/ids';
import { blinded } from '#renderer/archive/queries/useReviews';
import type { ReviewRow } from '#renderer/archive/schema/qualityRows';

const person = (name: string): PersonId => name as PersonId; // test id
const review = (id: string, reviewer: string, more: Partial<ReviewRow> = {}): ReviewRow => {
  const conversation = 'qq/a' as ConversationId; // test id
  return {
    id, sample: 's1', group: 's1-g1', kind: 'first', conversation, agent: person('lin'), reviewer: person(reviewer), due: 1, card: 'service', rules: 1, assignedAt: 1, state: 'open', steps: [],
    contact: { conversation, first: 3, last: 9, from: 1, to: 2, agent: person('lin'), messages: 4, isLongWait: false, isFlagged: false }, ...more,
  };
};
const scored: Partial<ReviewRow> = { state: 'scored', score: { score: { answers: { response: 2 } }, total: 40, isPassed: false, fatal: [], at: 5 }, steps: [{ type: 'quality.reviewScored', at: 5, total: 40 }] };
const seenBy = (me: string, rows: readonly ReviewRow[]): readonly string[] => blinded(rows, me).flatMap(({ id, score, steps }) => (score === undefined && steps.length === 0 ? [] : [id]));

describe('a blind review', () => {
  it('of two scorers hides the other score until one’s own is in, from the second and from the first', () => {
    expect(seenBy('sun', [review('1', 'chen', scored), review('2', 'sun', { kind: 'second' })])).toEqual([]);
    expect(seenBy('chen', [review('1', 'chen'), review('2', 'sun', { kind: 'second', ...scored })])).toEqual([]);
    expect(seenBy('sun', [review('1', 'chen', scored), review('2', 'sun', { kind: 'second', ...scored })])).toEqual(['1', '2']);
    expect(seenBy('boss', [review('1', 'chen', scored), review('2', 'sun', { kind: 'second' })])).toEqual(['1']);
  });

  it('in a calibration hides what others gave the same contact before, in whatever sample, and keeps one’s own', () => {
    const before = [review('1', 'chen', scored), review('2', 'sun', { kind: 'second', ...scored })];
    const round = (name: string, more: Partial<ReviewRow> = {}): ReviewRow => review(`c-${name}`, name, { sample: 'c1', group: 'c1-g1', kind: 'calibration', ...more });
    expect(seenBy('sun', [...before, round('chen', scored), round('sun')])).toEqual(['2']);
    expect(seenBy('sun', [...before, round('chen', scored), round('sun', scored)])).toEqual(['1', '2', 'c-chen', 'c-sun']);
  });

  it('scored by one only hides nothing, nor does another contact', () => {
    expect(seenBy('sun', [review('1', 'sun'), review('2', 'chen', { ...scored, group: 's1-g2', contact: { ...review('x', 'x').contact, first: 20 } })])).toEqual(['2']);
  });
});

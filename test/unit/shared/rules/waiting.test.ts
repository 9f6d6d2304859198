import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerCameBack, customerSpoke, isUnhandled, nobodyWaits, putAside, takeUp, waitingSince, weAnswered, weAnsweredLate, type Spoken, type WaitingState } from '#shared/rules/waiting';

const said = (seq: number, at: number, more: Partial<Spoken> = {}): Spoken => ({ seq, at, late: false, courtesy: false, ...more });
const all = (list: readonly Spoken[], from: WaitingState = nobodyWaits) => list.reduce(customerSpoke, from);

describe('waiting', () => {
  it('counts from the first of several unanswered messages, also when an older one comes late', () => {
    expect(waitingSince(all([said(1, 100), said(2, 200)]))).toBe(100);
    expect(waitingSince(all([said(1, 100), said(2, 50, { late: true })]))).toBe(50);
  });

  it('does not swallow a question in the second of our answer (platforms that count seconds, clocks that differ)', () => {
    const answered = weAnswered(all([said(1, 5000)]), { seq: 2, at: 5900 });
    expect(waitingSince(answered)).toBe(0);
    expect(waitingSince(customerSpoke(answered, said(3, 5000)))).toBe(5000);
  });

  it('lets a reply answer only what was there when it was written', () => {
    const state = all([said(1, 100), said(3, 300)]);
    expect(waitingSince(weAnswered(state, { seq: 2, at: 200 }))).toBe(300);
  });

  it('takes courtesy for an end after an answer and for a beginning before one', () => {
    expect(waitingSince(all([said(1, 100, { courtesy: true })]))).toBe(100);
    const answered = weAnswered(all([said(1, 100)]), { seq: 2, at: 200 });
    expect(waitingSince(customerSpoke(answered, said(3, 300, { courtesy: true })))).toBe(0);
  });

  it('lets nobody wait for a courtesy that stood between writing and acceptance', () => {
    expect(waitingSince(weAnswered(all([said(1, 100), said(3, 300, { courtesy: true })]), { seq: 2, at: 200 }))).toBe(0);
  });

  it('starts the clock when a courtesy is edited into a question, and stops it the other way round', () => {
    const answered = weAnswered(all([said(1, 100)]), { seq: 2, at: 200 });
    const thanked = customerSpoke(answered, said(3, 300, { courtesy: true }));
    const asked = customerSpoke(thanked, said(3, 300));
    expect(waitingSince(asked)).toBe(300);
    expect(waitingSince(customerSpoke(asked, said(3, 300, { courtesy: true })))).toBe(0);
  });

  it('lets an answer given elsewhere and found in history answer what came before its time only', () => {
    const state = all([said(1, 100), said(2, 300)]);
    expect(waitingSince(weAnsweredLate(state, { seq: 3, at: 200 }))).toBe(300);
    expect(waitingSince(weAnsweredLate(state, { seq: 3, at: 400 }))).toBe(0);
  });

  it('stops when put aside, starts with the next question, and gives the wait back when taken up', () => {
    const aside = putAside(all([said(1, 100)]), { seq: 2, at: 200 });
    expect(waitingSince(aside)).toBe(0);
    expect(waitingSince(customerSpoke(aside, said(3, 300)))).toBe(300);
    expect(waitingSince(takeUp(aside))).toBe(100);
  });

  it('keeps a bounded memory of somebody who never stops writing, and still knows since when', () => {
    const state = all(Array.from({ length: 5000 }, (_, n) => said(n + 1, 1000 + n)));
    expect(state.pending.length).toBeLessThanOrEqual(64);
    expect(waitingSince(state)).toBe(1000);
    expect(waitingSince(weAnswered(state, { seq: 5000, at: 5999 }))).toBe(5999);
  });

  it('lets the customer wait again when our answer comes back, unless a later one stands', () => {
    const answered = weAnswered(all([said(1, 100)]), { seq: 2, at: 200 });
    expect(waitingSince(answerCameBack(answered, 2))).toBe(100);
    const more = customerSpoke(answered, said(3, 300));
    expect(waitingSince(answerCameBack(more, 2))).toBe(100);
    expect(waitingSince(answerCameBack(weAnswered(more, { seq: 4, at: 400 }), 2))).toBe(0);
    expect(waitingSince(weAnswered(answerCameBack(answered, 2), { seq: 2, at: 200 }))).toBe(0);
  });

  it('has one predicate', () => {
    expect(isUnhandled({ waitingSince: 1 })).toBe(true);
    expect(isUnhandled({ waitingSince: 0 })).toBe(false);
  });

  it('never lets anybody wait when the last thing that happened is our answer', () => {
    const spoken = fc.array(fc.record({ at: fc.nat(1000), late: fc.boolean(), courtesy: fc.boolean() }), { maxLength: 30 });
    fc.assert(fc.property(spoken, (list) => {
      const state = all(list.map((one, n) => ({ ...one, seq: n + 1 })));
      expect(waitingSince(weAnswered(state, { seq: list.length + 1, at: 2000 }))).toBe(0);
    }));
  });
});

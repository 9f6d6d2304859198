/**
 * What backup folders are told of erasures. Bugs these catch: a period that takes what a hold kept, one that forgets how far an
 * earlier one went, a list that grows with every day, a customer's later words taken by an old erasure, history let back in.
 */
import { describe, expect, it } from 'vitest';
import { erasedSoFar, mergeErased } from '#electron/engine/retention/erasedList';
import { RetentionFold } from '#electron/engine/retention/retentionFold';
import type { ErasureSubject } from '#shared/ledger/bodies/retention';
import type { Draft, Entry } from '#shared/ledger/entry';
import type { AccountId, ConversationId, CustomerId } from '#shared/domain/ids';
import { noCount } from '#shared/domain/retention';
import { fateUnder } from '#shared/rules/retention/erasable';

const account = 'a1' as AccountId; // id of this test
const anna = 'a1/private:anna' as ConversationId; // ids of this test
const bert = 'a1/private:bert' as ConversationId; // ids of this test
const system = { kind: 'system' } as const;
let seq = 0;
const entry = (at: number, draft: Pick<Draft, 'type' | 'data'> & { readonly conversation?: ConversationId }): Entry => {
  seq += 1;
  return { v: 1, seq, at, actor: system, seat: 'seat-1', account, ...draft } as Entry; // a type with its own data
};

const matter = { reason: '期限', clause: 'PIPL-19', count: noCount };
const erase = (fold: RetentionFold, request: string, subject: ErasureSubject, at: number, spared?: readonly ConversationId[]): void => {
  fold.apply(entry(at, { type: 'erasure.asked', data: { request, subject, ...matter } }));
  fold.apply(entry(at, { type: 'erasure.decided', data: { request, verdict: 'approved' } }));
  fold.apply(entry(at, { type: 'record.erased', data: { request, ranges: [[1, 2]], blobs: [], reason: '期限', clause: 'PIPL-19', ...(spared && { spared }) } }));
  fold.apply(entry(at + 5, { type: 'erasure.finished', data: { request, count: noCount } }));
};
const texts = (before: number): ErasureSubject => ({ kind: 'retention', account, what: 'text', before });
const word = (conversation: ConversationId, at: number): Entry => entry(at, { type: 'message.recalled', conversation, data: { id: 'm1' as never, at } });
const never = (): boolean => false;

describe('the list of erasures', () => {
  it('tells of a period once, with what holds kept back and how far it went there before', () => {
    const fold = new RetentionFold();
    erase(fold, 'request-01', texts(100), 1000, []);
    erase(fold, 'request-02', texts(200), 2000, [anna]);
    erase(fold, 'request-03', texts(300), 3000, [anna]);
    const list = erasedSoFar(new RetentionFold(JSON.parse(JSON.stringify(fold.toJson()))), 9000);
    expect(list).toMatchObject([{ request: 'request-03', subject: { before: 300, spared: [[anna, 100]] } }]);
    const subject = list[0]?.subject ?? texts(0);
    const fate = fateUnder(subject, () => { throw new Error('asks no hold'); });
    expect([fate(word(anna, 99)), fate(word(anna, 100)), fate(word(bert, 299)), fate(word(bert, 300))]).toEqual(['erase', 'keep', 'erase', 'keep']);
    // The hold lifted: the next period reaches it too.
    erase(fold, 'request-04', texts(400), 4000, []);
    expect(erasedSoFar(fold, 9000)).toMatchObject([{ request: 'request-04', subject: { before: 400, spared: [] } }]);
  });

  it('tells of every customer, not of what was rejected, and merges by how far each reaches', () => {
    const fold = new RetentionFold();
    const customer: ErasureSubject = { kind: 'customer', customers: ['a1/anna' as CustomerId], conversations: [anna] };
    erase(fold, 'request-05', customer, 1000);
    fold.apply(entry(2000, { type: 'erasure.asked', data: { request: 'request-06', subject: customer, ...matter } }));
    fold.apply(entry(2000, { type: 'erasure.decided', data: { request: 'request-06', verdict: 'rejected' } }));
    const list = erasedSoFar(fold, 9000);
    expect(list).toMatchObject([{ request: 'request-05', subject: { before: 1005 }, asked: { at: 1000 }, decided: { at: 1000, alone: false } }]);
    const fate = fateUnder(list[0]?.subject ?? texts(0), never);
    expect([fate(word(anna, 1005)), fate(word(anna, 1006))]).toEqual(['erase', 'keep']);
    const far = new RetentionFold();
    erase(far, 'request-07', texts(500), 1000, []);
    const near = new RetentionFold();
    erase(near, 'request-08', texts(400), 1000, []);
    expect(mergeErased(mergeErased(list, erasedSoFar(far, 1)), [...erasedSoFar(near, 1), ...list]).map(({ request }) => request)).toEqual(['request-05', 'request-07']);
  });

  it('keeps history out that an erasure repeated after a restore took, and lets in what came after it', () => {
    const fold = new RetentionFold();
    const period: ErasureSubject = { kind: 'retention', account, what: 'text', before: 300, spared: [[anna, 100]] };
    fold.apply(entry(5000, { type: 'erasure.repeated', data: { request: 'request-09', subject: period, ...matter, asked: { at: 1 }, decided: { at: 2, alone: false } } }));
    expect([fold.erasedBefore(anna), fold.erasedBefore(bert), fold.approved().map(({ request }) => request)]).toEqual([100, 300, ['request-09']]);
    fold.apply(entry(5000, { type: 'record.erased', data: { request: 'request-09', ranges: [[1, 1]], blobs: [], reason: '期限', clause: 'PIPL-19' } }));
    expect(erasedSoFar(fold, 9000)).toMatchObject([{ subject: { spared: [[anna, 100]] } }]);
    const customer: ErasureSubject = { kind: 'customer', customers: ['a1/bert' as CustomerId], conversations: [bert], before: 700 };
    fold.apply(entry(6000, { type: 'erasure.repeated', data: { request: 'request-10', subject: customer, ...matter, asked: { at: 600 }, decided: { at: 650, alone: true } } }));
    expect(fold.erasedBefore(bert)).toBe(700);
  });
});

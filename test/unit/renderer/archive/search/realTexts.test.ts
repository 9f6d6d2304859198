/** Real Chinese dialogues where the samples lie beside the repository, else clauses of a shop: the index says what a scan says. */
import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '#shared/domain/ids';
import { chineseFold } from '#renderer/archive/search/chineseFold';
import { isHit, parseQuery } from '#renderer/archive/search/parseQuery';
import { bitsOf, type DocMarks, type SearchDoc } from '#renderer/archive/search/searchDoc';
import type { SearchQuery } from '#renderer/archive/search/searchQuery';
import { SearchStore } from '#renderer/archive/search/searchStore';
import { loadReadings } from '#renderer/archive/search/spelled';
import { readingsOfName } from '#renderer/state/nameReadings';
import { searchQueries, searchTexts } from '#test/bench/searchTexts';
import { found } from './found';

/** Bounded: a few seconds on two busy cores. */
const TEXTS = 3000;
const texts = searchTexts(TEXTS);
/** Late ones among them, so that ids and time differ. */
const said = texts.map((text, n): Pick<SearchDoc, 'place' | 'seq' | 'text'> & DocMarks => ({
  place: 1_700_000_000_000 + (n % 50 === 0 ? n - 900 : n) * 1000, seq: n * 2 + 1, direction: n % 3 === 0 ? 'out' : 'in',
  kinds: ['text'], trust: n % 50 === 0 ? 'history' : 'live', isRecalled: false, isEdited: false, text,
}));
const docs = said.map((line, n): SearchDoc => ({ conversation: `shop/${n % 97}` as ConversationId, place: line.place, seq: line.seq, text: line.text, bits: bitsOf(line) })); // this test's id

let store: SearchStore;
beforeAll(async () => {
  const sqlite = await sqlite3InitModule();
  store = new SearchStore(sqlite.wasm, new sqlite.oo1.DB(':memory:'), chineseFold());
  store.create('真实');
  store.stage(docs);
  expect([...store.settle(1)]).not.toEqual([]);
});

const fold = chineseFold();
const folded = said.map(({ text }) => fold.fold(text));
const scan = (asked: SearchQuery): readonly number[] => {
  const words = parseQuery(asked.text, fold);
  return said.filter((doc, at) => isHit(folded[at] ?? '', words) && (asked.direction ?? doc.direction) === doc.direction && (asked.trust?.includes(doc.trust) ?? true))
    .sort((a, b) => b.place - a.place || b.seq - a.seq).map(({ seq }) => seq);
};

/** A piece of some text, sometimes two, sometimes one that must not be there. */
const piece = fc.tuple(fc.nat(TEXTS - 1), fc.nat(20), fc.integer({ min: 1, max: 6 })).map(([which, from, length]) => [...(texts[which] ?? '')].slice(from, from + length).join('').trim());
const query = fc.record({ pieces: fc.array(piece, { minLength: 1, maxLength: 3 }), not: fc.option(piece), direction: fc.option(fc.constant('out' as const), { nil: undefined }), trust: fc.option(fc.constant(['history'] as const), { nil: undefined }) })
  .map(({ pieces, not, direction, trust }): SearchQuery => ({ text: [...pieces, ...(not === null ? [] : [`-${not}`])].join(' '), limit: 10_000, ...(direction !== undefined && { direction }), ...(trust !== undefined && { trust }) }));

describe('search over real dialogues', () => {
  it('finds exactly what a scan finds, in the order of time (bug: punctuation, emoji or a rare character the terms leave out)', () => {
    fc.assert(fc.property(query, (asked) => { expect(found(store, asked).hits.map(({ seq }) => seq)).toEqual(scan(asked)); }), { numRuns: 300 });
    for (const text of searchQueries(texts)) expect(found(store, { text, limit: 10_000 }).hits.map(({ seq }) => seq)).toEqual(scan({ text, limit: 10_000 }));
  });

  it('reads characters as names are read (bug: another table finds another 长)', async () => {
    const readings = await loadReadings();
    for (const character of new Set(folded.slice(0, 200).join('').replace(/\s/gu, ''))) expect(readingsOfName(character)[0], character).toEqual(expect.arrayContaining([...readings(character)]));
  });
});

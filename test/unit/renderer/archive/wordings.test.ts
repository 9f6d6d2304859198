import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProposalId, WordingId } from '#shared/domain/ids';
import type { EntryData } from '#shared/ledger/entry';
import { figuresByPerson, figuresByWording } from '#renderer/archive/queries/wordingFigures';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { agent, applyAll, clientId, conversationId, LedgerBuilder, shop, T0, text } from './ledgerBuilder';

const id = 'w1' as WordingId; // test id
const li = conversationId('li');
const HOUR = 3_600_000;
const limits = { answeredHours: 24, soldDays: 7 };

let db: ArchiveDb;
let ledger: LedgerBuilder;
let count = 0;

beforeEach(() => {
  count += 1;
  db = new ArchiveDb(`wordings-${count}`);
  ledger = new LedgerBuilder();
  ledger.add({ type: 'wording.saved', actor: agent, data: { wording: { id, title: '发货', category: [], shortcut: '', parts: text('今天发'), accounts: [] } } }, T0);
  ledger.said('li', 'm1', '几时发', T0);
});
afterEach(() => db.delete());

const use = (client: string, at: number, more: Partial<NonNullable<EntryData<'reply.queued'>['wording']>> = {}) =>
  ledger.add({ type: 'reply.queued', actor: agent, account: shop, conversation: li, data: { client: clientId(client), parts: text('今天发'), at, wording: { id, edited: false, ...more } } }, at);
const close = (outcome: 'sold' | 'lost', at: number) => ledger.add({ type: 'conversation.closed', actor: agent, account: shop, conversation: li, data: { outcome } }, at);
const figures = async (size = 1) => {
  await applyAll(db, ledger.entries, size);
  return figuresByWording(await db.wordingUses.toArray(), limits).get(id);
};

describe('what came of a wording', () => {
  it('is the customer\'s next word within the hours and a sale within the days, each once per use', async () => {
    use('a', T0 + 1000);
    use('b', T0 + 2000, { edited: true, offered: '今天发' });
    ledger.said('li', 'm2', '好', T0 + 3000);
    ledger.said('li', 'm3', '谢谢', T0 + 4000);
    close('lost', T0 + HOUR);
    close('sold', T0 + 2 * HOUR);
    close('sold', T0 + 3 * HOUR);
    use('c', T0 + 4 * HOUR);
    ledger.said('li', 'm4', '在吗', T0 + 29 * HOUR);
    close('sold', T0 + 9 * 24 * HOUR);
    expect(await figures()).toEqual({ uses: 3, edited: 1, answered: 2, sold: 2, lastAt: T0 + 4 * HOUR });
    const mine = figuresByPerson(await db.wordingUses.toArray(), limits);
    expect([...mine.keys()]).toEqual(['p1']);
  });

  it('does not count a reply that was taken back before it went out', async () => {
    use('a', T0 + 1000);
    use('c', T0 + 5000);
    ledger.reply('reply.withdrawn', 'li', 'c', {}, T0 + 6000);
    expect(await figures(1000)).toMatchObject({ uses: 1 });
    expect((await db.wordingCounts.toArray())[0]?.uses).toBe(1);
  });

  it('does not take an old message that came late for an answer (bug: catching up makes every wording look good)', async () => {
    use('a', T0 + 9000);
    ledger.said('li', 'h1', '早前说的', T0 + 500, { source: 'history' });
    expect(await figures()).toMatchObject({ answered: 0 });
    ledger.said('li', 'm2', '好', T0 + 8000, { source: 'live' });
    expect(await figures()).toMatchObject({ answered: 1 });
  });
});

describe('proposals', () => {
  it('stay with their decision and its reason; what comes after the first decision changes nothing', async () => {
    const proposal = 'proposal-1' as ProposalId; // test id
    ledger.add({ type: 'wording.proposed', actor: agent, data: { proposal, wording: { id, title: '发货', category: [], shortcut: '', parts: text('马上发'), accounts: [] }, base: 1, note: '更快' } });
    ledger.add({ type: 'wording.decided', actor: agent, data: { proposal, verdict: 'rejected', reason: '做不到' } });
    ledger.add({ type: 'wording.withdrawn', actor: agent, data: { proposal } });
    await applyAll(db, ledger.entries, 2);
    expect(await db.wordingProposals.toArray()).toMatchObject([{ state: 'rejected', reason: '做不到', base: 1, note: '更快', by: 'p1' }]);
    expect((await db.wordings.get(id))?.version).toBe(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flagIdOf } from '#shared/domain/flag';
import { ownMessageIdOf, remoteMessageIdOf } from '#shared/domain/ids';
import { tryFlags } from '#renderer/archive/flagTrial/trial';
import { flaggedText } from '#renderer/archive/queries/flagText';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { compiled } from '../../../shared/rules/flags/shippedRules';
import { agent, applyAll, clientId, conversationId, LedgerBuilder, remoteId, shop, T0, text } from '../ledgerBuilder';

let db: ArchiveDb;
let ledger: LedgerBuilder;
let count = 0;
beforeEach(() => {
  count += 1;
  db = new ArchiveDb(`flags-${count}`);
  ledger = new LedgerBuilder();
});
afterEach(() => db.delete());

const li = conversationId('li');
const place = { account: shop, conversation: li } as const;
const facts = { rule: 'abuse', kind: 'impolite', clause: 'SVC-4', title: { 'zh-CN': '辱骂' }, severity: 'block', spans: [{ from: 0, to: 1 }], pack: 1 } as const;

describe('flags in the archive', () => {
  it('stand with their verdict, the last one counts; what never left is void, a judged one stays judged', async () => {
    const client = clientId('c1');
    ledger.said('li', 'm1', '在吗', T0);
    ledger.add({ type: 'message.flagged', ...place, data: { ...facts, id: remoteId('m1'), side: 'customer', at: T0 } });
    ledger.add({ type: 'reply.queued', actor: agent, ...place, data: { client, parts: text('滚'), at: T0 } });
    ledger.add({ type: 'message.flagged', ...place, data: { ...facts, client, side: 'ours', at: T0, override: '急件' } });
    ledger.add({ type: 'reply.edited', actor: agent, ...place, data: { client, parts: text('好') } });
    const heard = flagIdOf(remoteMessageIdOf(li, remoteId('m1')), 'abuse');
    const own = flagIdOf(ownMessageIdOf(li, client), 'abuse');
    ledger.add({ type: 'flag.reviewed', actor: agent, ...place, data: { flag: heard, verdict: 'stands' } });
    ledger.add({ type: 'flag.reviewed', actor: agent, ...place, data: { flag: heard, verdict: 'dismissed', reason: '误判' } });
    await applyAll(db, ledger.entries, 2);
    expect(await db.flags.get(heard)).toMatchObject({ state: 'dismissed', review: { reason: '误判' }, conversation: li, side: 'customer' });
    expect(await db.flags.get(own)).toMatchObject({ state: 'void', override: '急件' });
  });

  it('count in the words they were found in, whatever was edited since (bug: marks on the wrong letters)', () => {
    const line = { parts: text('三'), versions: [{ at: 5, parts: text('一') }, { at: 9, parts: text('二') }] } as never; // only what is read
    expect([flaggedText({}, line), flaggedText({ edit: 5 }, line), flaggedText({ edit: 9 }, line)]).toEqual(['一', '二', '三']);
  });
});

describe('a trial', () => {
  it('counts messages before and after, tells new ones from those that fall away, and leaves older ones out', async () => {
    ledger.said('li', 'm0', '骗子', T0 - 86_400_000);
    ledger.said('li', 'm1', '骗子', T0);
    ledger.said('li', 'm2', '太慢了', T0 + 1000);
    ledger.add({ type: 'reply.queued', actor: agent, ...place, data: { client: clientId('c1'), parts: text('骗子'), at: T0 + 2000 } });
    await applyAll(db, ledger.entries);
    const before = compiled([{ id: 'complaint', side: 'customer', words: ['骗子'] }]);
    const now = compiled([{ id: 'complaint', side: 'customer', words: ['太慢'] }]);
    const result = await tryFlags(db, { before, now, from: T0, onProgress: () => undefined });
    expect(result.messages).toBe(3);
    expect(result.rules.map(({ id, before: was, now: is }) => [id, was, is])).toEqual([['complaint', 1, 1]]);
    expect(result.rules[0]?.samples.map(({ is, text: said }) => [is, said])).toEqual([['new', '太慢了'], ['gone', '骗子']]);
  });
});

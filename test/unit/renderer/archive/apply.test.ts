import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf } from '#shared/domain/ids';
import { ArchiveDb } from '#renderer/archive/schema/db';
import { readTimeline } from '#renderer/archive/queries/useTimeline';
import { agent, applyAll, clientId, contactId, conversationId, LedgerBuilder, privateChat, remoteId, shop, T0, text } from './ledgerBuilder';

let db: ArchiveDb;
let ledger: LedgerBuilder;
let count = 0;

beforeEach(() => {
  count += 1;
  db = new ArchiveDb(`apply-${count}`);
  ledger = new LedgerBuilder();
});
afterEach(() => db.delete());

const li = conversationId('li');
const row = async (id = li) => {
  const found = await db.conversations.get(id);
  if (found === undefined) throw new Error(`no conversation ${id}`);
  return found;
};
const lines = async (id = li) => (await readTimeline(db, id, 500)).rows;
const words = async (id = li) => (await lines(id)).map((line) => (line.parts?.[0]?.kind === 'text' ? line.parts[0].text : line.kind));

describe('messages', () => {
  it('opens an unknown conversation with its customer on the first message', async () => {
    ledger.said('li', 'm1', '在吗', T0, { name: '李女士' });
    await applyAll(db, ledger.entries);
    expect(await row()).toMatchObject({ title: '李女士', customer: 'shop/li', unread: 1, waitingSince: T0, lastAt: T0, lastSeq: 1, preview: { text: '在吗', direction: 'in', lead: 'text' } });
    expect(await db.customers.get(customerIdOf(shop, contactId('li')))).toMatchObject({ name: '李女士', firstAt: T0, conversations: [li] });
  });

  it('puts late history where it belongs and leaves preview and clock alone', async () => {
    ledger.said('li', 'm2', '还在吗', T0 + 60_000);
    ledger.said('li', 'm1', '我要退货', T0, { source: 'history' });
    await applyAll(db, ledger.entries);
    expect(await words()).toEqual(['我要退货', '还在吗']);
    expect(await row()).toMatchObject({ preview: { text: '还在吗' }, lastAt: T0 + 60_000, unread: 2, lastSeq: 2, waitingSince: T0 });
  });

  it('does not take history from before our answer for somebody waiting', async () => {
    ledger.said('li', 'm2', '在吗', T0);
    ledger.answered('li', 'c1', '在的', T0 + 1000);
    ledger.said('li', 'm1', '昨天的问题', T0 - 86_400_000, { source: 'history' });
    await applyAll(db, ledger.entries);
    expect((await row()).waitingSince).toBe(0);
  });

  it('keeps a live message below our reply although the platform clock is behind', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.answered('li', 'c1', '在的', T0 + 30_000);
    ledger.said('li', 'm2', '多少钱', T0 + 10_000);
    await applyAll(db, ledger.entries);
    expect(await words()).toEqual(['在吗', '在的', '多少钱']);
    expect(await row()).toMatchObject({ waitingSince: T0 + 10_000, preview: { text: '多少钱' } });
  });

  it('shows history that overlaps and our own echo once', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.answered('li', 'c1', '在的', T0 + 1000, 'x9');
    ledger.said('li', 'm1', '在吗', T0, { source: 'history' });
    ledger.said('li', 'x9', '在的', T0 + 1500, { direction: 'out', source: 'history', sender: { id: contactId('us') } });
    await applyAll(db, ledger.entries, 1);
    expect(await words()).toEqual(['在吗', '在的']);
    expect((await row()).unread).toBe(1);
  });

  it('joins an echo that came before the acceptance with its reply', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.queued('li', 'c1', '在的', T0 + 1000);
    ledger.said('li', 'x9', '在的', T0 + 1500, { direction: 'out', sender: { id: contactId('us') } });
    ledger.reply('reply.accepted', 'li', 'c1', { id: remoteId('x9'), at: T0 + 1500, proof: 'response' });
    await applyAll(db, ledger.entries, 2);
    const rows = await lines();
    expect(rows.map((line) => [line.remote, line.client, line.delivery])).toEqual([['m1', undefined, undefined], ['x9', clientId('c1'), 'accepted']]);
    expect(await row()).toMatchObject({ queued: 0, preview: { text: '在的', delivery: 'accepted' } });
  });

  it('keeps the original of a recall and every version of an edit', async () => {
    ledger.said('li', 'm1', '骂人的话', T0);
    ledger.said('li', 'm2', '一', T0 + 1000);
    ledger.add({ type: 'message.recalled', account: shop, conversation: li, data: { id: remoteId('m1'), at: T0 + 2000, by: { id: contactId('li') } } });
    ledger.add({ type: 'message.edited', account: shop, conversation: li, data: { id: remoteId('m2'), parts: text('二'), at: T0 + 3000 } });
    ledger.add({ type: 'message.edited', account: shop, conversation: li, data: { id: remoteId('m2'), parts: text('三'), at: T0 + 4000 } });
    await applyAll(db, ledger.entries, 2);
    const [recalled, edited] = await lines();
    expect(recalled).toMatchObject({ parts: text('骂人的话'), recalled: { at: T0 + 2000, by: { id: 'li' } } });
    expect(edited).toMatchObject({ parts: text('三'), versions: [{ at: T0 + 3000, parts: text('一') }, { at: T0 + 4000, parts: text('二') }] });
    expect((await row()).preview?.text).toBe('三');
  });

  it('leaves a line for a recall or an edit of something never seen', async () => {
    ledger.add({ type: 'message.recalled', account: shop, conversation: li, data: { id: remoteId('m1'), at: T0 } });
    ledger.add({ type: 'message.edited', account: shop, conversation: li, data: { id: remoteId('m0'), parts: text('新'), at: T0 + 1 } });
    await applyAll(db, ledger.entries);
    expect((await lines()).map((line) => [line.kind, line.type, line.data?.id])).toEqual([['event', 'message.recalled', 'm1'], ['event', 'message.edited', 'm0']]);
  });

  it('puts fetched media into the part it belongs to', async () => {
    const media = { name: 'a.png', mime: 'image/png', state: 'remote' as const };
    ledger.said('li', 'm1', '', T0, { parts: [{ kind: 'text', text: '看' }, { kind: 'image', media }] });
    ledger.add({ type: 'message.media', account: shop, conversation: li, data: { id: remoteId('m1'), part: 1, media: { ...media, state: 'refused', reason: 'media.tooLarge' } } });
    ledger.add({ type: 'message.media', account: shop, conversation: li, data: { id: remoteId('m1'), part: 0, media } });
    await applyAll(db, ledger.entries, 1);
    expect((await lines())[0]?.parts).toEqual([{ kind: 'text', text: '看' }, { kind: 'image', media: { ...media, state: 'refused', reason: 'media.tooLarge' } }]);
  });

  it('counts only what is after the read mark, also a mark in the middle', async () => {
    for (let n = 1; n <= 5; n += 1) ledger.said('li', `m${n}`, `${n}`, T0 + n);
    ledger.add({ type: 'conversation.read', actor: agent, account: shop, conversation: li, data: { upTo: 3 } });
    await applyAll(db, ledger.entries, 2);
    expect(await row()).toMatchObject({ unread: 2, readSeq: 3 });
  });

  it('does not let a group wait unless somebody speaks to us', async () => {
    const group = conversationId('g');
    ledger.add({ type: 'account.added', account: shop, data: { channel: 'onebot', name: '店', settings: {}, mark: { code: 'A', color: 1 }, secretKeys: [] } });
    ledger.add({ type: 'account.identity', account: shop, data: { self: contactId('9') } });
    const chat = privateChat('g', 'group');
    ledger.said('g', 'm1', '大家好', T0, { chat });
    await applyAll(db, ledger.entries);
    expect(await row(group)).toMatchObject({ waitingSince: 0, unread: 1, title: 'group g', kind: 'group' });
    expect((await row(group)).customer).toBeUndefined();
    ledger.said('g', 'm2', '', T0 + 1, { chat, parts: [{ kind: 'mention', target: '9' }, { kind: 'text', text: '多少钱' }] });
    await applyAll(db, ledger.entries.slice(3));
    expect((await row(group)).waitingSince).toBe(T0 + 1);
  });
});

describe('replies', () => {
  it('runs the clock until the reply is accepted, and counts each state', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.queued('li', 'c1', '在的', T0 + 1000);
    await applyAll(db, ledger.entries);
    expect(await row()).toMatchObject({ queued: 1, waitingSince: T0, preview: { delivery: 'queued', direction: 'out' } });
    ledger.reply('reply.attempted', 'li', 'c1', { attempt: 1 });
    ledger.reply('reply.uncertain', 'li', 'c1', { code: 'send.noAnswer' });
    await applyAll(db, ledger.entries.slice(2));
    expect(await row()).toMatchObject({ queued: 0, uncertain: 1, waitingSince: T0 });
    ledger.reply('reply.requeued', 'li', 'c1', { why: 'resend' });
    ledger.reply('reply.failed', 'li', 'c1', { code: 'send.refused', data: { retcode: 1 }, retryable: true });
    await applyAll(db, ledger.entries.slice(4));
    expect(await row()).toMatchObject({ uncertain: 0, failed: 1, waitingSince: T0 });
    expect((await lines())[1]).toMatchObject({ delivery: 'failed', deliveryCode: 'send.refused', deliveryData: { retcode: 1 }, retryable: true, person: 'p1' });
    ledger.reply('reply.accepted', 'li', 'c1', { at: T0 + 9000, proof: 'person' });
    await applyAll(db, ledger.entries.slice(6));
    expect(await row()).toMatchObject({ queued: 0, failed: 0, uncertain: 0, waitingSince: 0 });
    expect((await lines())[1]?.deliveryCode).toBeUndefined();
  });

  it('lets what came between writing and acceptance wait on', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.queued('li', 'c1', '在的', T0 + 1000);
    ledger.said('li', 'm2', '地址写错了', T0 + 2000);
    ledger.said('li', 'm3', '谢谢', T0 + 2500);
    ledger.reply('reply.accepted', 'li', 'c1', { at: T0 + 3000, proof: 'response' });
    await applyAll(db, ledger.entries, 2);
    expect((await row()).waitingSince).toBe(T0 + 2000);
  });

  it('starts the clock again when an accepted reply comes back', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.answered('li', 'c1', '在的', T0 + 1000);
    ledger.reply('reply.failed', 'li', 'c1', { code: 'xmpp.refused', retryable: true });
    await applyAll(db, ledger.entries, 2);
    expect(await row()).toMatchObject({ waitingSince: T0, failed: 1, preview: { delivery: 'failed' } });
  });

  it('marks read what a receipt covers, ours only and never a doubtful one', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.answered('li', 'c1', '一', T0 + 1000);
    ledger.queued('li', 'c2', '二', T0 + 2000);
    ledger.reply('reply.uncertain', 'li', 'c2', { code: 'send.noAnswer' });
    ledger.answered('li', 'c3', '三', T0 + 60_000);
    ledger.add({ type: 'receipt.received', account: shop, conversation: li, data: { state: 'read', upTo: T0 + 30_000, at: T0 + 61_000 } });
    await applyAll(db, ledger.entries, 3);
    expect((await lines()).map((line) => line.delivery)).toEqual([undefined, 'read', 'uncertain', 'accepted']);
    ledger.add({ type: 'receipt.received', account: shop, conversation: li, data: { state: 'delivered', ids: [remoteId('r-c3')], at: T0 + 62_000 } });
    await applyAll(db, ledger.entries.slice(-1));
    expect((await lines()).at(-1)?.delivery).toBe('delivered');
    expect((await row()).preview?.delivery).toBe('delivered');
  });

  it('covers a reply written before but accepted after an earlier receipt', async () => {
    ledger.answered('li', 'c1', '一', T0);
    ledger.queued('li', 'c2', '二', T0 + 1000);
    const read = (upTo: number) => ledger.add({ type: 'receipt.received', account: shop, conversation: li, data: { state: 'read', upTo, at: upTo } });
    read(T0 + 5000);
    ledger.reply('reply.accepted', 'li', 'c2', { at: T0 + 9000, proof: 'response' });
    read(T0 + 20_000);
    await applyAll(db, ledger.entries, 1);
    expect((await lines()).map((line) => line.delivery)).toEqual(['read', 'read']);
  });
});

describe('conversations and customers', () => {
  it('stops the clock when closed, starts again with a question and not with thanks', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.add({ type: 'conversation.closed', actor: agent, account: shop, conversation: li, data: { reason: '广告' } }, T0 + 1000);
    ledger.said('li', 'm2', '好的，谢谢你了啊。', T0 + 2000);
    await applyAll(db, ledger.entries);
    expect(await row()).toMatchObject({ status: 'closed', waitingSince: 0 });
    ledger.said('li', 'm3', '还有一个问题', T0 + 3000);
    await applyAll(db, ledger.entries.slice(-1));
    expect(await row()).toMatchObject({ status: 'open', waitingSince: T0 + 3000 });
    expect((await lines()).find((line) => line.kind === 'event')).toMatchObject({ type: 'conversation.closed', data: { reason: '广告' }, person: 'p1' });
  });

  it('is open again when thanks after the end are changed into a question (bug: somebody waits in a conversation nobody sees)', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.add({ type: 'conversation.closed', actor: agent, account: shop, conversation: li, data: {} }, T0 + 1000);
    ledger.said('li', 'm2', '谢谢', T0 + 2000);
    ledger.add({ type: 'message.edited', actor: { kind: 'channel' }, account: shop, conversation: li, data: { id: 'm2' as never, parts: [{ kind: 'text', text: '我要退货' }], at: T0 + 3000 } }, T0 + 3000);
    await applyAll(db, ledger.entries);
    expect(await row()).toMatchObject({ status: 'open', waitingSince: T0 + 2000 });
  });

  it('gives the wait back when a conversation was closed by mistake', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.add({ type: 'conversation.dismissed', actor: agent, account: shop, conversation: li, data: {} });
    ledger.add({ type: 'conversation.reopened', actor: agent, account: shop, conversation: li, data: {} });
    await applyAll(db, ledger.entries, 1);
    expect((await row()).waitingSince).toBe(T0);
  });

  it('copies tags to every conversation of the customer, also one that comes later', async () => {
    const customer = customerIdOf(shop, contactId('li'));
    ledger.said('li', 'm1', '在吗', T0);
    const tag = (kind: 'province' | 'occupation' | 'grade' | 'free', value: string) =>
      ledger.add({ type: 'customer.tagged', actor: agent, account: shop, data: { customer, tag: { kind, value, source: 'agent' } } });
    tag('province', '110000');
    tag('province', '310000');
    tag('occupation', 'teacher');
    tag('free', '老客户');
    tag('free', '大单');
    ledger.add({ type: 'customer.untagged', actor: agent, account: shop, data: { customer, kind: 'free', value: '老客户' } });
    ledger.add({ type: 'customer.staged', actor: agent, account: shop, data: { customer, stage: 'deal' } });
    ledger.said('temp:li', 't1', '群里来的', T0 + 9000, { chat: { ...privateChat('temp:li', 'temporary'), contact: contactId('li') }, sender: { id: contactId('li') } });
    await applyAll(db, ledger.entries, 2);
    const copy = { province: '310000', occupation: 'teacher', tags: ['大单'], stage: 'deal', customer };
    expect(await row()).toMatchObject(copy);
    expect(await row(conversationId('temp:li'))).toMatchObject(copy);
    expect((await db.customers.get(customer))?.tags.map((one) => [one.value, one.by])).toEqual([['310000', 'p1'], ['teacher', 'p1'], ['大单', 'p1']]);
  });

  it('calls a customer by remark, then name, then id', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    const seen = (data: { readonly name?: string; readonly remark?: string }) =>
      ledger.add({ type: 'contact.seen', account: shop, data: { contact: contactId('li'), ...data } });
    await applyAll(db, ledger.entries);
    expect((await row()).title).toBe('li');
    seen({ name: '小李' });
    await applyAll(db, ledger.entries.slice(-1));
    expect((await row()).title).toBe('小李');
    seen({ remark: '李总' });
    ledger.said('li', 'm2', '嗯', T0 + 5000, { name: '新昵称' });
    await applyAll(db, ledger.entries.slice(-2));
    expect((await row()).title).toBe('李总');
  });
});

describe('accounts, gaps, wordings', () => {
  const added = () => ledger.add({ type: 'account.added', account: shop, data: { channel: 'onebot', name: '店', settings: { url: 'x' }, mark: { code: 'A', color: 1 }, secretKeys: ['token'] } });

  it('keeps everything of a removed account and only marks it', async () => {
    added();
    ledger.said('li', 'm1', '在吗', T0);
    ledger.add({ type: 'account.status', account: shop, data: { status: { state: 'online', action: 'none' } } });
    ledger.add({ type: 'account.paused', account: shop, data: {} });
    ledger.add({ type: 'account.resumed', account: shop, data: {} });
    ledger.add({ type: 'account.removed', account: shop, data: {} });
    await applyAll(db, ledger.entries);
    expect(await db.accounts.get(shop)).toMatchObject({ removed: true, paused: false, status: { state: 'online' } });
    expect(await words()).toEqual(['在吗']);
    expect(await db.accountStatus.count()).toBe(1);
  });

  it('shows a hole of the account inside the conversation it fell into, and not in one that began later', async () => {
    ledger.said('li', 'm1', '早', T0);
    ledger.said('li', 'm2', '晚', T0 + 600_000);
    ledger.said('new', 'n1', '新', T0 + 700_000);
    ledger.add({ type: 'gap.noted', account: shop, data: { from: T0, to: T0 + 500_000, reason: 'history.none' } });
    ledger.add({ type: 'catchup.done', account: shop, conversation: li, data: { upTo: T0 + 600_000, count: 1 } });
    ledger.add({ type: 'catchup.done', account: shop, conversation: li, data: { upTo: T0 + 700_000, count: 0 } });
    await applyAll(db, ledger.entries, 2);
    expect((await lines()).map((line) => line.kind)).toEqual(['message', 'gap', 'message', 'catchup']);
    expect((await lines(conversationId('new'))).map((line) => line.kind)).toEqual(['message']);
    expect((await row()).preview?.text).toBe('晚');
  });

  it('keeps a notice raw without moving preview or clock', async () => {
    ledger.said('li', 'm1', '在吗', T0);
    ledger.add({ type: 'notice.received', account: shop, conversation: li, data: { chat: privateChat('li'), type: 'poke', at: T0 + 1000, raw: { odd: [1] } } });
    await applyAll(db, ledger.entries);
    expect((await lines())[1]).toMatchObject({ kind: 'notice', type: 'poke', raw: { odd: [1] } });
    expect(await row()).toMatchObject({ lastAt: T0, preview: { text: '在吗' }, waitingSince: T0 });
  });

  it('makes search keys for a wording, counts its uses and lets it go', async () => {
    const wording = { id: 'w1' as never, title: '发货时间', category: ['物流'], shortcut: 'fh', parts: text('48 小时内'), accounts: [] };
    ledger.add({ type: 'wording.saved', actor: agent, data: { wording } });
    ledger.add({ type: 'reply.queued', actor: agent, account: shop, conversation: li, data: { client: clientId('c1'), parts: text('48'), at: T0, wording: { id: wording.id, edited: false } } });
    ledger.add({ type: 'wording.saved', actor: agent, data: { wording: { ...wording, title: '发货' } } });
    await applyAll(db, ledger.entries, 1);
    expect(await db.wordings.get(wording.id)).toMatchObject({ title: '发货', version: 2, search: ['发货', 'fh', '物流', 'fa huo', '48 小时内'] });
    expect(await db.wordingCounts.toArray()).toEqual([{ id: wording.id, uses: 1, lastAt: T0 }]);
    ledger.add({ type: 'wording.removed', actor: agent, data: { wording: wording.id } });
    await applyAll(db, ledger.entries.slice(-1));
    expect((await db.wordings.get(wording.id))?.removedAt).toBeDefined();
    expect((await db.wordingVersions.toArray()).map(({ version, content }) => [version, content?.title])).toEqual([[2, undefined], [2, '发货'], [1, '发货时间']]);
  });
});

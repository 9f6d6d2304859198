/** A year of a busy shop, as drafts: what `ingest` and others load into a ledger. Same numbers every run. */
import type { AccountId, ChatId, ClientId, ContactId, PersonId, RemoteMessageId } from '#shared/domain/ids';
import { conversationIdOf } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';

export type Load = { readonly messages: number; readonly accounts: number; readonly conversations: number };

const phrases = ['您好，这件外套还有 M 码吗', '今天下单几时发货，能不能加急一下', '收到货发现颜色和图片不一样，想换一件', '请问这个可以开增值税发票吗', '已经三天了物流没有更新，麻烦帮我查一下', '好的谢谢'];
const answers = ['亲，有现货的，今天下单明天发出哦', '已经帮您催仓库加急了，请留意物流短信', '麻烦您拍一张照片，我们马上给您处理', '可以的，请把抬头和税号发给我'];

/** Mulberry32 with a fixed seed: the same history on every machine. */
const numbers = (): ((below: number) => number) => {
  let state = 20261121;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const said = (account: AccountId, name: string, n: number, at: number, words: string): Draft => ({
  type: 'message.received', actor: { kind: 'channel' }, account, conversation: conversationIdOf(account, `private:${name}` as ChatId), // this load's ids
  data: {
    chat: { id: `private:${name}` as ChatId, kind: 'private', contact: name as ContactId }, id: `m${n}` as RemoteMessageId, at, // this load's ids
    direction: 'in', sender: { id: name as ContactId, name: `顾客 ${name}` }, parts: [{ kind: 'text', text: words }], source: 'live', // this load's ids
  },
});

const answered = (account: AccountId, name: string, n: number, at: number, words: string): readonly Draft[] => {
  const client = `client-${n}` as ClientId; // this load's ids
  const place = { account, conversation: conversationIdOf(account, `private:${name}` as ChatId) }; // this load's ids
  return [
    { type: 'reply.queued', actor: { kind: 'person', id: 'p1' as PersonId, role: 'agent' }, ...place, data: { client, parts: [{ kind: 'text', text: words }], at } }, // this load's ids
    { type: 'reply.attempted', actor: { kind: 'system' }, ...place, data: { client, attempt: 1 } },
    { type: 'reply.accepted', actor: { kind: 'channel' }, ...place, data: { client, id: `r${n}` as RemoteMessageId, at: at + 300, proof: 'response' } }, // this load's ids
  ];
};

/** Customers write in sessions: so many are open at a time, each of a dozen messages or so. */
const OPEN_SESSIONS = 300;
const SESSION_LENGTH = 12;

/** Which customer writes next: one of the open sessions, which end now and then and make room for another's. */
const sessions = (conversations: number, pick: (below: number) => number): (() => number) => {
  const open = Array.from({ length: Math.min(OPEN_SESSIONS, conversations) }, () => pick(conversations));
  return () => {
    const place = pick(open.length);
    const which = open[place] ?? 0;
    if (pick(SESSION_LENGTH) === 0) open[place] = pick(conversations);
    return which;
  };
};

/** Drafts of `messages` messages, a quarter of them our replies with their whole life, in pages. */
export function* draftsOf({ messages, accounts, conversations }: Load, page = 2000): Generator<readonly Draft[]> {
  const pick = numbers();
  const next = sessions(conversations, pick);
  let drafts: Draft[] = [];
  for (let n = 0; n < messages; n += 1) {
    const which = next();
    const account = `bench-${which % accounts}` as AccountId; // this load's ids
    const at = Date.UTC(2026, 0, 1) + n * 900;
    const words = `${phrases[pick(phrases.length)]} ${n}`;
    if (pick(4) === 0) drafts.push(...answered(account, `${which}`, n, at, `${answers[pick(answers.length)]} ${n}`));
    else drafts.push(said(account, `${which}`, n, at, words));
    if (drafts.length < page) continue;
    yield drafts;
    drafts = [];
  }
  yield drafts;
}

/** The contact of the one conversation that never ends, on account 0. */
export const LONG_TALK = 'long';

/** One conversation of so many messages, after `from` others: a quarter our replies, of many lengths. In pages. */
export function* longTalk(messages: number, from: number, page = 2000): Generator<readonly Draft[]> {
  const account = 'bench-0' as AccountId; // this load's ids
  let drafts: Draft[] = [];
  for (let at = 0; at < messages; at += 1) {
    const n = from + at;
    const words = phrases.slice(0, 1 + (at % phrases.length)).join('，');
    const time = Date.UTC(2026, 0, 1) + n * 900;
    if (at % 4 === 3) drafts.push(...answered(account, LONG_TALK, n, time, `${answers[at % answers.length]} ${n}`));
    else drafts.push(said(account, LONG_TALK, n, time, `${words} ${n}`));
    if (drafts.length < page) continue;
    yield drafts;
    drafts = [];
  }
  yield drafts;
}

export const accountDrafts = (accounts: number): readonly Draft[] =>
  Array.from({ length: accounts }, (_, n) => ({
    type: 'account.added', actor: { kind: 'system' }, account: `bench-${n}` as AccountId, // this load's ids
    data: { channel: 'demo', name: `店 ${n}`, settings: {}, mark: { code: `B${n % 10}`, color: 1 + (n % 12) }, secretKeys: [] },
  }));

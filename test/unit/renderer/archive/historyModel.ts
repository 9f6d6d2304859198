import fc from 'fast-check';
import type { ChatRef } from '#shared/domain/chat';
import { conversationIdOf, customerIdOf, type AccountId, type ConversationId, type CustomerId, type WordingId } from '#shared/domain/ids';
import type { Media, Parts } from '#shared/domain/message';
import type { Draft, Entry } from '#shared/ledger/entry';
import { agent, chatId, clientId, contactId, LedgerBuilder, remoteId, T0, text } from './ledgerBuilder';

/** One random step; numbers are reduced to what exists at that point, so that every sequence is a valid history. */
export type Step = { readonly verb: string; readonly where: number; readonly what: number; readonly when: number; readonly flag: boolean };

const accounts = ['shop', 'two'] as unknown as readonly AccountId[]; // test ids
const chats: readonly ChatRef[] = [
  { id: chatId('a'), kind: 'private', contact: contactId('a') },
  { id: chatId('b'), kind: 'private' },
  { id: chatId('t'), kind: 'temporary', contact: contactId('a'), title: '临时' },
  { id: chatId('g'), kind: 'group', title: '群' },
];
const sayings = ['在吗', '谢谢', '多少钱', '好的好的', '退货', 'ok', '发货了吗？'];
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T; // never empty
const media: Media = { name: 'a.png', mime: 'image/png', state: 'remote' };

type Place = { readonly account: AccountId; readonly chat: ChatRef; readonly conversation: ConversationId; readonly customer: CustomerId };
type World = {
  readonly ledger: LedgerBuilder;
  /** Message ids and reply ids per conversation. */
  readonly remote: Map<ConversationId, string[]>;
  readonly clients: Map<ConversationId, string[]>;
  clock: number;
  count: number;
};
type Verb = (world: World, place: Place, step: Step) => void;

const add = (world: World, place: Place, draft: Pick<Draft, 'type' | 'data'> & { readonly actor?: Draft['actor'] }, scope: 'conversation' | 'account' | 'desk' = 'conversation'): void => {
  const head = scope === 'desk' ? {} : scope === 'account' ? { account: place.account } : { account: place.account, conversation: place.conversation };
  world.ledger.add({ ...draft, ...head } as Omit<Draft, 'actor'>, world.clock); // type and data were made together
};

/** Known ids mostly, an unknown one now and then. */
const remoteOf = (world: World, place: Place, step: Step) => {
  const known = world.remote.get(place.conversation) ?? [];
  return remoteId(known.length === 0 || step.what % 11 === 0 ? `unknown${step.what}` : pick(known, step.what));
};
const clientOf = (world: World, place: Place, step: Step) => {
  const known = world.clients.get(place.conversation) ?? [];
  return clientId(known.length === 0 || step.what % 13 === 0 ? `nobody${step.what}` : pick(known, step.what));
};
const note = (map: Map<ConversationId, string[]>, place: Place, id: string): void => {
  const known = map.get(place.conversation);
  if (known === undefined) map.set(place.conversation, [id]);
  else known.push(id);
};

const partsOf = (step: Step): Parts => {
  const words = text(pick(sayings, step.what));
  if (step.what % 5 === 0) return [...words, { kind: 'image', media }];
  return step.what % 3 === 0 ? [{ kind: 'mention', target: 'me' }, ...words] : words;
};

const receive: Verb = (world, place, step) => {
  world.count += 1;
  const source = pick(['live', 'live', 'live', 'history', 'offline'] as const, step.when);
  const isAgain = step.what % 7 === 0 && (world.remote.get(place.conversation)?.length ?? 0) > 0;
  const id = isAgain ? remoteOf(world, place, step) : remoteId(`m${world.count}`);
  note(world.remote, place, id);
  const at = source === 'live' ? world.clock - (step.when % 4) * 700 : world.clock - (step.when % 5000) * 1000;
  const direction = step.flag ? 'in' : pick(['in', 'out'] as const, step.where);
  const sender = direction === 'in' ? { id: place.chat.contact ?? contactId('b'), ...(step.what % 4 === 0 && { name: `n${step.what % 3}` }) } : { id: contactId('me') };
  add(world, place, { type: 'message.received', data: { chat: place.chat, id, at, direction, sender, parts: partsOf(step), source } });
};

const queue: Verb = (world, place, step) => {
  world.count += 1;
  const client = clientId(`c${world.count}`);
  note(world.clients, place, client);
  const wording = step.flag ? { id: `w${step.what % 3}` as WordingId, edited: false } : undefined; // test id
  add(world, place, { type: 'reply.queued', actor: agent, data: { client, parts: partsOf(step), at: world.clock, ...(wording !== undefined && { wording }) } });
};

/** A reply is named by a fresh id, or by one of an echo that came before. */
const accept: Verb = (world, place, step) => {
  const known = world.remote.get(place.conversation) ?? [];
  const id = step.flag && known.length > 0 ? pick(known, step.what) : `r${world.ledger.entries.length}`;
  note(world.remote, place, id);
  add(world, place, { type: 'reply.accepted', data: { client: clientOf(world, place, step), ...(step.what % 5 > 0 && { id: remoteId(id) }), at: world.clock, proof: 'response' } });
};

const account = (world: World, place: Place, step: Step): void => {
  const data = { name: `n${step.what % 4}`, settings: { port: step.what % 9 }, mark: { code: 'A', color: 1 + (step.what % 12) }, secretKeys: [] };
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'account.added', data: { ...data, channel: 'onebot' } }, { type: 'account.edited', data },
    { type: 'account.paused', data: {} }, { type: 'account.resumed', data: {} }, { type: 'account.removed', data: {} },
    { type: 'account.status', data: { status: { state: step.flag ? 'online' : 'offline', action: 'none' } } },
    { type: 'account.identity', data: { self: contactId('me'), nickname: '店' } },
    { type: 'channel.cursor', data: { key: 'k', value: `${step.what}` } },
  ];
  add(world, place, pick(drafts, step.what), 'account');
};

const desk = (world: World, place: Place, step: Step): void => {
  const drafts: readonly Pick<Draft, 'type' | 'data'>[] = [
    { type: 'system.started', data: { app: '1', runtime: 'test' } }, { type: 'system.stopped', data: {} },
    { type: 'system.recovered', data: { kind: 'tornTail' } }, { type: 'storage.level', data: { level: 'ok', freeBytes: 1 } },
    { type: 'person.added', data: { person: 'p1' as never, name: `人${step.what % 3}`, role: 'agent' } }, { type: 'company.named', data: { name: `公司${step.what % 3}` } },
    { type: 'wording.saved', data: { wording: { id: `w${step.what % 3}` as WordingId, title: '发货', category: [], shortcut: '', parts: text('x'), accounts: [] } } }, // test id
    { type: 'wording.removed', data: { wording: `w${step.what % 3}` as WordingId } }, // test id
  ];
  add(world, place, pick(drafts, step.what), 'desk');
};

const tag = (step: Step) => pick([{ kind: 'province', value: `p${step.what % 2}` }, { kind: 'occupation', value: 'teacher' }, { kind: 'grade', value: 'A' }, { kind: 'free', value: `f${step.what % 3}` }] as const, step.when);

const simple = (make: (world: World, place: Place, step: Step) => Pick<Draft, 'type' | 'data'>): Verb => (world, place, step) => {
  const draft = make(world, place, step);
  add(world, place, { ...draft, actor: agent });
};

/** Account-wide or in one conversation. */
const either = (make: (world: World, place: Place, step: Step) => Pick<Draft, 'type' | 'data'>): Verb => (world, place, step) =>
  add(world, place, make(world, place, step), step.flag ? 'conversation' : 'account');

const verbs: Readonly<Record<string, Verb>> = {
  receive, receive2: receive, receive3: receive, receive4: receive, queue, queue2: queue, accept, accept2: accept, account, desk,
  attempted: simple((world, place, step) => ({ type: 'reply.attempted', data: { client: clientOf(world, place, step), attempt: 1 + (step.what % 3) } })),
  failed: simple((world, place, step) => ({ type: 'reply.failed', data: { client: clientOf(world, place, step), code: 'x', retryable: step.flag, ...(step.flag && { data: { n: 1 } }) } })),
  uncertain: simple((world, place, step) => ({ type: 'reply.uncertain', data: { client: clientOf(world, place, step), code: 'y' } })),
  requeued: simple((world, place, step) => ({ type: 'reply.requeued', data: { client: clientOf(world, place, step), why: 'retry' } })),
  withdrawn: simple((world, place, step) => ({ type: 'reply.withdrawn', data: { client: clientOf(world, place, step) } })),
  edited: simple((world, place, step) => ({ type: 'reply.edited', data: { client: clientOf(world, place, step), parts: partsOf(step) } })),
  recall: simple((world, place, step) => ({ type: 'message.recalled', data: { id: remoteOf(world, place, step), at: world.clock } })),
  edit: simple((world, place, step) => ({ type: 'message.edited', data: { id: remoteOf(world, place, step), parts: partsOf(step), at: world.clock } })),
  media: simple((world, place, step) => ({ type: 'message.media', data: { id: remoteOf(world, place, step), part: 1, media: { ...media, state: 'failed', reason: 'x' } } })),
  receipt: simple((world, place, step) => ({ type: 'receipt.received', data: { state: step.flag ? 'read' : 'delivered', at: world.clock, ...(step.what % 2 === 0 ? { upTo: world.clock - (step.when % 20) * 1000 } : { ids: [remoteOf(world, place, step)], clients: [clientOf(world, place, step)] }) } })),
  notice: either((world, place, step) => ({ type: 'notice.received', data: { ...(step.flag && { chat: place.chat }), type: 'poke', at: world.clock, raw: { n: step.what } } })),
  gap: either((world, _, step) => ({ type: 'gap.noted', data: { from: step.what % 3 === 0 ? 0 : world.clock - 9000, to: world.clock, reason: 'r' } })),
  catchup: either((world, _, step) => ({ type: 'catchup.done', data: { upTo: world.clock, count: step.what % 3 } })),
  chat: simple((_, place, step) => ({ type: 'chat.seen', data: { chat: { ...place.chat, title: `t${step.what % 3}` }, ...(step.flag && { avatar: media }) } })),
  contact: either((_, place, step) => ({ type: 'contact.seen', data: { contact: place.chat.contact ?? contactId('b'), ...(step.flag ? { name: `N${step.what % 3}` } : { remark: '备注', facts: { n: step.what } }) } })),
  read: simple((world, _, step) => ({ type: 'conversation.read', data: { upTo: Math.max(0, world.ledger.entries.length - (step.what % 6)) } })),
  closed: simple((_, __, step) => ({ type: 'conversation.closed', data: step.flag ? { reason: '完' } : {} })),
  reopened: simple(() => ({ type: 'conversation.reopened', data: {} })),
  dismissed: simple(() => ({ type: 'conversation.dismissed', data: {} })),
  tag: either((_, place, step) => ({ type: 'customer.tagged', data: { customer: place.customer, tag: { ...tag(step), source: 'agent' } } })),
  untag: either((_, place, step) => ({ type: 'customer.untagged', data: { customer: place.customer, ...tag(step) } })),
  stage: either((_, place, step) => ({ type: 'customer.staged', data: { customer: place.customer, stage: step.flag ? 'deal' : 'potential' } })),
};

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom(...Object.keys(verbs)), where: fc.nat(15), what: fc.nat(999), when: fc.nat(9999), flag: fc.boolean(),
});

/** A ledger that could have happened. */
export const historyOf = (steps: readonly Step[]): readonly Entry[] => {
  const world: World = { ledger: new LedgerBuilder(), remote: new Map(), clients: new Map(), clock: T0, count: 0 };
  for (const step of steps) {
    world.clock += (step.when % 50) * 100;
    const owner = pick(accounts, step.where >> 3);
    const chat = pick(chats, step.where);
    const place = { account: owner, chat, conversation: conversationIdOf(owner, chat.id), customer: customerIdOf(owner, chat.contact ?? contactId('b')) };
    verbs[step.verb]?.(world, place, step);
  }
  return world.ledger.entries;
};

export const history = (maxLength: number): fc.Arbitrary<readonly Entry[]> =>
  fc.array(stepArbitrary, { minLength: 1, maxLength, size: 'max' }).map(historyOf);

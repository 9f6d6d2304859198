/**
 * A month in which customers are tagged, joined and split, wordings used, complaints recorded and scores given, from a
 * fixed seed. Much of it happens in the first and last moments of days and of the month, where a zone or a daylight
 * saving day would move it into another one.
 */
import { conversationIdOf, customerIdOf, type CustomerId, type PersonId } from '#shared/domain/ids';
import type { Draft, Entry } from '#shared/ledger/entry';
import { clientId, contactId, remoteId, text } from '../ledgerBuilder';
import { accounts, chatOf, figureShop, person, type Chat } from './figureShop';

const DAY = 86_400_000;
export const people = ['p1', 'p2', 'p3'] as unknown as readonly PersonId[]; // test ids
const wordings = ['w1', 'w2', 'w3', 'gone'];
const tags = { province: ['330000', '310000', '440000'], occupation: ['teacher', 'doctor'], grade: ['A', 'B'] } as const;

/** Whose customer the figures know it by. */
type Customer = Chat & { readonly customer: CustomerId };

/** Times from two days before `start` to two days after `end`; one in four within a second of a day's begin. */
const timesOf = (roll: () => number, start: number, end: number, count: number): readonly number[] => {
  const edge = (): number => start + Math.floor(roll() * ((end - start) / DAY + 1)) * DAY + ([-1, 0, 1, -1000, 999][Math.floor(roll() * 5)] ?? 0);
  const any = (): number => start - 2 * DAY + Math.floor(roll() * (end - start + 4 * DAY));
  return Array.from({ length: count }, () => (roll() < 0.25 ? edge() : any())).sort((a, b) => a - b);
};

/** `start`, `end` ms: where the month begins and ends in China. */
export const judgedLedger = (seed: number, start: number, end: number, count = 1200): readonly Entry[] => {
  const { ledger, roll, pick, next, put: add } = figureShop(seed, start - 3 * DAY);
  for (const id of wordings.slice(0, 3)) add(start - 3 * DAY, { type: 'wording.saved', actor: person(pick(people)), data: { wording: { id, title: id, category: [], shortcut: id, parts: text('在的'), accounts: [] } } as unknown as Draft['data'] }); // a test id
  const chats = Array.from({ length: 24 }, (_, n): Customer => {
    const chat = chatOf(accounts[n % 3] ?? pick(accounts), `k${n}`, n % 11 === 10);
    return { ...chat, customer: customerIdOf(chat.account, contactId(chat.name)) };
  });
  const persons = chats.filter(({ ref }) => ref.kind === 'private');
  const met = new Set<Customer>();
  const reviews: string[] = [];
  const scored = new Set<string>();
  const complaints: string[] = [];
  const known = (): Customer => pick(met.size > 0 ? persons.filter((chat) => met.has(chat)) : persons);

  const heard = (at: number, chat: Customer, direction: 'in' | 'out'): void => {
    const isLate = roll() < 0.12;
    if (chat.ref.kind === 'private') met.add(chat);
    add(at, { type: 'message.received', data: { chat: chat.ref, id: remoteId(next('m')), at: isLate ? at - Math.floor(roll() * 3 * DAY) : at, direction, sender: { id: contactId(direction === 'in' ? chat.name : 'me') }, parts: text(pick(['多少钱', '有货吗', '谢谢'])), source: isLate ? 'history' : 'live' } }, chat);
  };
  const replied = (at: number): void => {
    const chat = known();
    if (!met.has(chat)) return heard(at, chat, 'in');
    const client = clientId(next('c'));
    const use = roll() < 0.7 ? { wording: { id: pick(wordings), edited: roll() < 0.4 } } : {};
    add(at, { type: 'reply.queued', actor: person(pick(people)), data: { client, parts: text('在的'), at, ...use } as unknown as Draft['data'] }, chat); // a test id of a wording
    const fate = roll();
    if (fate < 0.15) add(at, { type: 'reply.withdrawn', data: { client } }, chat);
    else if (fate < 0.9) {
      add(at, { type: 'reply.attempted', data: { client, attempt: 1 } }, chat);
      add(at, { type: 'reply.accepted', data: { client, id: remoteId(next('r')), at, proof: 'response' } }, chat);
    }
  };
  const tagged = (at: number): void => {
    const { customer } = known();
    const kind = pick(['province', 'occupation', 'grade'] as const);
    const value = pick<string>(tags[kind]);
    if (roll() < 0.8) add(at, { type: 'customer.tagged', actor: person(pick(people)), data: { customer, tag: { kind, value, source: 'agent' } } });
    else add(at, { type: 'customer.untagged', actor: person(pick(people)), data: { customer, kind, value } });
  };
  const joined = (at: number): void => {
    const [one, other] = [known().customer, known().customer];
    if (one === other) return;
    if (roll() < 0.6) add(at, { type: 'customer.merged', actor: person(pick(people)), data: { into: one, from: [other], evidence: { reason: 'phone' } } });
    else add(at, { type: 'customer.split', actor: person(pick(people)), data: { customers: [one] } });
  };
  const complained = (at: number): void => {
    if (complaints.length > 0 && roll() < 0.35) {
      add(at, { type: 'complaint.revised', actor: person(pick(people)), data: { complaint: pick(complaints), ...(roll() < 0.7 && { about: roll() < 0.3 ? null : pick(people) }) } as unknown as Draft['data'] }); // test ids
      return;
    }
    const complaint = next('complaint-').padEnd(12, '0');
    complaints.push(complaint);
    const chat = roll() < 0.6 ? known() : undefined;
    const place = chat === undefined ? {} : { account: chat.account, conversation: conversationIdOf(chat.account, chat.ref.id) };
    add(at, { type: 'complaint.recorded', actor: person(pick(people)), data: { complaint, kind: pick(['attitude', 'slow', 'delivery']), severity: 'normal', source: 'phone', words: '不满', answerBy: at, clause: 'CMP-1', ...(roll() < 0.7 && { about: pick(people) }), ...place } as unknown as Draft['data'] }); // test ids
  };
  const score = { answers: {}, notes: {}, evidence: [], causes: [], comment: '' };
  const totals = (): { readonly score: typeof score; readonly total: number; readonly isPassed: boolean; readonly fatal: readonly string[] } => ({ score, total: Math.floor(roll() * 1000) / 10, isPassed: true, fatal: [] });
  const assigned = (at: number): { readonly review: string } & Record<string, unknown> => {
    const chat = known();
    const review = next('review-');
    reviews.push(review);
    return { review, group: `${review}-g`, kind: pick(['first', 'first', 'first', 'second', 'calibration']), contact: { conversation: conversationIdOf(chat.account, chat.ref.id), first: 1, last: 2, from: at - DAY, to: at, agent: pick(people), messages: 2, isLongWait: false, isFlagged: false }, reviewer: pick(people), due: at + DAY };
  };
  const judged = (at: number): void => {
    const what = roll();
    const actor = person(pick(people));
    if (reviews.length === 0 || what < 0.2) add(at, { type: 'quality.sampleDrawn', actor, data: { sample: next('sample-'), kind: 'plan', card: 'service', rules: 1, reviews: [assigned(at), assigned(at)] } as unknown as Draft['data'] }); // the drawing itself is no figure
    else if (what < 0.3) add(at, { type: 'quality.reviewSkipped', actor, data: { review: pick(reviews), reason: '打错了', next: assigned(at) } as unknown as Draft['data'] }); // as above
    else if (what < 0.8 || scored.size === 0) { const review = pick(reviews); scored.add(review); add(at, { type: 'quality.reviewScored', actor, data: { review, ...totals() } }); }
    else {
      const verdict = pick(['changed', 'voided', 'upheld'] as const);
      add(at, { type: 'quality.appealDecided', actor, data: { review: pick([...scored]), verdict, reason: '复核', ...(verdict === 'changed' && { changed: totals() }) } });
    }
  };
  const ended = (at: number): void => {
    const chat = known();
    const [reason, outcome] = pick([['dealt', 'sold'], ['dealt', 'sold'], ['priceTooHigh', 'lost'], ['solved', 'other']] as const);
    if (met.has(chat)) add(at, roll() < 0.85 ? { type: 'conversation.closed', actor: person(pick(people)), data: { reason, outcome } } : { type: 'conversation.reopened', actor: person(pick(people)), data: {} }, chat);
  };

  for (const at of timesOf(roll, start, end, count)) {
    const what = roll();
    // Customers come one after the other.
    const come = chats.slice(0, 6 + Math.floor((18 * (at - start)) / (end - start)));
    if (what < 0.3) heard(at, pick(come), 'in');
    else if (what < 0.36) heard(at, pick(come), 'out');
    else if (what < 0.52) replied(at);
    else if (what < 0.64) ended(at);
    else if (what < 0.76) tagged(at);
    else if (what < 0.81) joined(at);
    else if (what < 0.9) complained(at);
    else judged(at);
  }
  return ledger.entries;
};

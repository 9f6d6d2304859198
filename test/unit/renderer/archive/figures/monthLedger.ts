/** A month of a shop, made from a fixed seed: several people and accounts, nights, thanks, recalls, edits, closings, other devices. */
import type { PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { clientId, contactId, remoteId, text } from '../ledgerBuilder';
import { accounts, chatOf, figureShop, person, type Chat, type Said } from './figureShop';

/** 2026-10-01 00:00 in China. */
export const MONTH_START = Date.UTC(2026, 8, 30, 16, 0, 0);
export const DAY = 86_400_000;
const MINUTE = 60_000;

export const people = ['p1', 'p2', 'p3', 'p4'] as unknown as readonly PersonId[]; // test ids

type Event = { readonly at: number; readonly run: () => void };

const questions = ['多少钱', '什么时候发货？', '有 M 码吗', '能便宜点吗', '这个起球吗'];
const thanks = ['谢谢', '好的', '嗯嗯'];

export const monthLedger = (seed: number, customers = 60): readonly Entry[] => {
  const { ledger, roll, pick, next, put: write } = figureShop(seed, MONTH_START - DAY);
  const put = (chat: Chat, at: number, draft: Said): void => write(at, draft, chat);
  const events: Event[] = [];
  const plan = (at: number, run: () => void): void => { events.push({ at, run }); };

  const said = (chat: Chat, at: number, words: string, direction: 'in' | 'out' = 'in', source: 'live' | 'history' = 'live', id = next('m')): string => {
    put(chat, at, { type: 'message.received', data: { chat: chat.ref, id: remoteId(id), at: source === 'live' ? at : at - 3 * DAY, direction, sender: { id: direction === 'in' ? contactId(chat.name) : contactId('me') }, parts: text(words), source } });
    return id;
  };
  const replied = (chat: Chat, at: number, who: PersonId): void => {
    const client = clientId(next('c'));
    const fate = roll();
    const typed = at - 2000;
    plan(typed, () => put(chat, typed, { type: 'reply.queued', actor: person(who), data: { client, parts: text('在的'), at: typed } }));
    plan(typed + 1, () => put(chat, typed + 1, { type: 'reply.attempted', data: { client, attempt: 1 } }));
    if (fate < 0.05) return plan(at, () => put(chat, at, { type: 'reply.failed', data: { client, code: 'x', retryable: false } }));
    const id = remoteId(next('r'));
    // Now and then the platform shows the message as another device's before it names our reply.
    if (fate < 0.15) plan(at - 500, () => { said(chat, at - 500, '在的', 'out', 'live', id); });
    plan(at, () => put(chat, at, { type: 'reply.accepted', data: { client, id, at, proof: 'response' } }));
    if (fate > 0.95) plan(at + 40_000, () => put(chat, at + 40_000, { type: 'reply.failed', data: { client, code: 'bounced', retryable: false } }));
  };

  const visit = (chat: Chat, begin: number): void => {
    let at = begin;
    const rounds = 1 + Math.floor(roll() * 4);
    for (let round = 0; round < rounds; round += 1) {
      const asked = at;
      plan(asked, () => {
        const id = said(chat, asked, pick(questions));
        const change = roll();
        if (change < 0.04) plan(asked + 5000, () => put(chat, asked + 5000, { type: 'message.edited', data: { id: remoteId(id), parts: text('谢谢'), at: asked + 5000 } }));
        else if (change < 0.08) plan(asked + 5000, () => put(chat, asked + 5000, { type: 'message.recalled', data: { id: remoteId(id), at: asked + 5000 } }));
      });
      if (roll() < 0.3) { const more = asked + 7000; plan(more, () => { said(chat, more, pick(questions)); }); }
      // Mostly a minute or two; a night now and then; sometimes never.
      const delay = roll() < 0.1 ? 9 * 60 * MINUTE : (10 + Math.floor(roll() * 400)) * 1000;
      const answered = asked + 9000 + delay;
      const fate = roll();
      if (fate < 0.75) replied(chat, answered, pick(people));
      else if (fate < 0.83) plan(answered, () => { said(chat, answered, '在的', 'out'); });
      else if (fate < 0.88) plan(answered, () => put(chat, answered, { type: 'conversation.dismissed', actor: person(pick(people)), data: {} }));
      if (roll() < 0.15) plan(asked + 8000, () => put(chat, asked + 8000, { type: 'conversation.snoozed', actor: person(pick(people)), data: {} }));
      if (roll() < 0.2) plan(asked + 8500, () => put(chat, asked + 8500, { type: 'conversation.assigned', actor: person(pick(people)), data: { person: roll() < 0.2 ? null : pick(people) } }));
      if (roll() < 0.5) { const bye = answered + 15_000; plan(bye, () => { said(chat, bye, pick(thanks)); }); }
      at = answered + 30_000 + Math.floor(roll() * 300) * 1000;
    }
    if (roll() < 0.5) {
      const end = at + 60_000;
      const [reason, outcome] = pick([['dealt', 'sold'], ['priceTooHigh', 'lost'], ['noAnswer', 'lost'], ['solved', 'other']] as const);
      plan(end, () => put(chat, end, { type: 'conversation.closed', actor: person(pick(people)), data: { reason, outcome } }));
      if (roll() < 0.2) plan(end + 9000, () => put(chat, end + 9000, { type: 'conversation.reopened', actor: person(pick(people)), data: {} }));
    }
  };

  for (let n = 0; n < customers; n += 1) {
    const name = `k${n}`;
    const chat = chatOf(pick(accounts), name, n % 17 === 16);
    // History fetched first: what was said before this desk knew the customer.
    if (n % 7 === 0) for (const [step, way] of (['in', 'out', 'in', 'out'] as const).entries()) { const at = MONTH_START + step * 90_000 + n; plan(at, () => { said(chat, at, way === 'in' ? pick(questions) : '在的', way, 'history'); }); }
    for (let times = 1 + Math.floor(roll() * 6); times > 0; times -= 1) {
      const hour = 8 + Math.floor(roll() * 15);
      visit(chat, MONTH_START + Math.floor(roll() * 29) * DAY + hour * 3_600_000 + Math.floor(roll() * 3_600_000));
    }
  }
  // Planned while running too (an edit follows its message), so the earliest is taken again and again.
  while (events.length > 0) {
    let first = 0;
    for (let place = 1; place < events.length; place += 1) if ((events[place]?.at ?? 0) < (events[first]?.at ?? 0)) first = place;
    events.splice(first, 1)[0]?.run();
  }
  return ledger.entries;
};

/**
 * Every figure counted again the naive way, straight from raw ledger entries, sharing no code with the product: no
 * rules, no archive, no rows. Slow and plain on purpose.
 */
import type { Entry } from '#shared/ledger/entry';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const dayOf = (at: number): number => Math.floor((at + 8 * HOUR) / DAY);
const hourOf = (at: number): number => Math.floor(((at + 8 * HOUR) % DAY) / HOUR);

type Word = { readonly seq: number; readonly at: number; readonly isLate: boolean; isThanks: boolean; isAnswered: boolean };
export type NaiveWait = {
  readonly conversation: string; readonly account: string; since: number; isFirst: boolean; assignee: string | undefined;
  end?: { at: number; how: string; by: string | undefined } | undefined; offUntil: number;
};
type Message = { readonly conversation: string; readonly account: string; readonly at: number; who: string };
type Closing = { readonly conversation: string; readonly account: string; readonly at: number; readonly by: string | undefined; readonly outcome: string | undefined; readonly reason: string | undefined; undone: boolean };
type Talk = {
  readonly words: Word[]; readonly waits: NaiveWait[]; open: NaiveWait | undefined; lastAnswer: number; lastAnswerSeq: number; aside: number; asideStill: boolean;
  readonly replies: Map<string, { readonly by: string; readonly seq: number; readonly at: number; acceptedAt?: number }>; readonly echoes: Map<string, { readonly at: number; readonly seq: number }>;
  latest: { readonly seq: number; readonly answered: readonly Word[]; readonly before: { readonly lastAnswer: number; readonly lastAnswerSeq: number } } | undefined;
  assignee: string | undefined; isOff: boolean; wokeAt: number; readonly isGroup: boolean; closings: Closing[];
};

export type NaiveFacts = { readonly waits: readonly NaiveWait[]; readonly messages: readonly Message[]; readonly closings: readonly Closing[] };

const isThanks = (entry: { readonly parts: readonly unknown[] }): boolean => ['谢谢', '好的', '嗯嗯'].includes((entry.parts[0] as { readonly text?: string } | undefined)?.text ?? ''); // text only here

export const naiveFacts = (entries: readonly Entry[]): NaiveFacts => {
  const talks = new Map<string, Talk>();
  const messages: Message[] = [];
  const closings: Closing[] = [];
  const all: NaiveWait[] = [];

  for (const entry of entries) {
    const conversation: string | undefined = entry.conversation;
    if (conversation === undefined || entry.account === undefined) continue;
    const account: string = entry.account;
    const isGroup = entry.type === 'message.received' && entry.data.chat.kind === 'group';
    const talk: Talk = talks.get(conversation) ?? { words: [], waits: [], open: undefined, lastAnswer: 0, lastAnswerSeq: 0, aside: 0, asideStill: false, replies: new Map(), echoes: new Map(), latest: undefined, assignee: undefined, isOff: false, wokeAt: 0, isGroup, closings: [] };
    talks.set(conversation, talk);
    if (talk.isGroup) continue;
    const actor = entry.actor.kind === 'person' ? (entry.actor.id as string) : undefined;

    const isHandledEver = (): boolean => talk.lastAnswerSeq > 0 || talk.asideStill;
    const stillOpen = (): Word | undefined => talk.words.filter((word) => !word.isAnswered && !(word.isThanks && isHandledEver()) && !(talk.asideStill && word.seq < talk.aside)).sort((a, b) => a.at - b.at)[0];
    const answer = (seq: number, at: number): void => {
      if (seq <= talk.lastAnswerSeq) return;
      const now = talk.words.filter((word) => !word.isAnswered && (word.seq < seq || (word.isLate && word.at <= at)));
      for (const word of now) word.isAnswered = true;
      talk.latest = { seq, answered: now, before: { lastAnswer: talk.lastAnswer, lastAnswerSeq: talk.lastAnswerSeq } };
      talk.lastAnswer = Math.max(talk.lastAnswer, at);
      talk.lastAnswerSeq = seq;
    };
    let ended: { at: number; how: string; by: string | undefined } | undefined;
    switch (entry.type) {
      case 'message.received': {
        const { direction, at, source, id } = entry.data;
        messages.push({ conversation, account, at, who: direction === 'in' ? 'customer' : 'elsewhere' });
        if (direction === 'in') {
          talk.words.push({ seq: entry.seq, at, isLate: source !== 'live', isThanks: isThanks(entry.data), isAnswered: source !== 'live' && at <= talk.lastAnswer });
          talk.replies.set(`in ${id}`, { by: '', seq: entry.seq, at });
          // Put off, but the customer spoke: taken up again.
          const waits = stillOpen();
          if (talk.isOff && waits !== undefined && !isThanks(entry.data)) { talk.isOff = false; talk.wokeAt = at; }
        } else {
          if (source === 'live') { answer(entry.seq, at); talk.echoes.set(id, { at, seq: entry.seq }); }
          else {
            for (const word of talk.words) if (word.at < at) word.isAnswered = true;
            talk.lastAnswer = Math.max(talk.lastAnswer, at);
            talk.lastAnswerSeq = Math.max(talk.lastAnswerSeq, entry.seq);
          }
          ended = { at, how: 'elsewhere', by: undefined };
        }
        break;
      }
      case 'message.edited': {
        const known = talk.replies.get(`in ${entry.data.id}`);
        const word = talk.words.find(({ seq }) => seq === known?.seq);
        if (word !== undefined) word.isThanks = isThanks(entry.data);
        break;
      }
      case 'reply.queued': talk.replies.set(entry.data.client, { by: actor ?? '', seq: entry.seq, at: entry.data.at }); break;
      case 'reply.accepted': {
        const reply = talk.replies.get(entry.data.client);
        if (reply === undefined || reply.acceptedAt !== undefined) break;
        reply.acceptedAt = entry.data.at;
        const echo = entry.data.id === undefined ? undefined : talk.echoes.get(entry.data.id);
        if (echo !== undefined) {
          const shown = messages.find((message) => message.conversation === conversation && message.at === echo.at && message.who === 'elsewhere');
          if (shown !== undefined) shown.who = reply.by;
          const wait = talk.waits.find(({ end }) => end?.how === 'elsewhere' && end.at === echo.at);
          if (wait?.end !== undefined && talk.latest?.seq === echo.seq) wait.end = { at: echo.at, how: 'answered', by: reply.by };
          break;
        }
        messages.push({ conversation, account, at: entry.data.at, who: reply.by });
        answer(reply.seq, reply.at);
        ended = { at: entry.data.at, how: 'answered', by: reply.by };
        break;
      }
      case 'reply.failed': {
        const reply = talk.replies.get(entry.data.client);
        if (reply?.acceptedAt === undefined || talk.latest?.seq !== reply.seq) break;
        for (const word of talk.latest.answered) word.isAnswered = false;
        talk.lastAnswer = talk.latest.before.lastAnswer;
        talk.lastAnswerSeq = talk.latest.before.lastAnswerSeq;
        talk.latest = undefined;
        break;
      }
      case 'conversation.closed': case 'conversation.dismissed':
        talk.aside = entry.seq; talk.asideStill = true;
        ended = { at: entry.at, how: entry.type === 'conversation.closed' ? 'closed' : 'dismissed', by: actor };
        if (entry.type === 'conversation.closed') { const closing = { conversation, account, at: entry.at, by: actor, outcome: entry.data.outcome, reason: entry.data.reason, undone: false }; closings.push(closing); talk.closings.push(closing); }
        break;
      case 'conversation.reopened': {
        talk.asideStill = false;
        const last = talk.closings.at(-1);
        if (last !== undefined) last.undone = true;
        break;
      }
      case 'conversation.assigned': talk.assignee = entry.data.person ?? undefined; if (talk.open !== undefined) talk.open.assignee = talk.assignee; break;
      case 'conversation.snoozed': talk.isOff = true; break;
      default: break;
    }

    const first = stillOpen();
    if (talk.open?.since !== first?.at) {
      const before = talk.open;
      if (before !== undefined && ended !== undefined) {
        before.end = { ...ended, at: Math.max(ended.at, before.since) };
        before.offUntil = talk.isOff ? before.end.at : talk.wokeAt > before.since ? talk.wokeAt : 0;
      } else if (before !== undefined) { talk.waits.splice(talk.waits.indexOf(before), 1); all.splice(all.indexOf(before), 1); }
      talk.open = undefined;
      if (first !== undefined) {
        const again = talk.waits.find(({ since }) => since === first.at);
        if (again !== undefined) { again.end = undefined; again.offUntil = 0; talk.open = again; }
        else {
          const isPutAsideSince = talk.aside > 0 && talk.asideStill && talk.aside > talk.lastAnswerSeq;
          talk.open = { conversation, account, since: first.at, isFirst: talk.lastAnswer === 0 || isPutAsideSince || first.at - talk.lastAnswer > 24 * HOUR, assignee: talk.assignee, offUntil: 0 };
          talk.waits.push(talk.open); all.push(talk.open);
        }
      }
    }
    if (entry.type === 'conversation.closed') talk.isOff = false;
  }
  return { waits: all, messages, closings };
};

/** Time the shifts were open between two moments, counted second by second would be truer but slow: span by span of each day. */
export const openTime = (from: number, to: number, spans: readonly (readonly [number, number])[]): number => {
  let sum = 0;
  for (let day = dayOf(from); day <= dayOf(to); day += 1) {
    const midnight = day * DAY - 8 * HOUR;
    for (const [start, end] of spans) sum += Math.max(0, Math.min(to, midnight + end * 60_000) - Math.max(from, midnight + start * 60_000));
  }
  return sum;
};

const percentile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = q * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  return below + ((sorted[Math.ceil(place)] ?? 0) - below) * (place % 1);
};

export type Wanted = { readonly from: number; readonly to: number; readonly accounts: readonly string[]; readonly person?: string | undefined; readonly shifts?: readonly (readonly [number, number])[] | undefined; readonly now: number; readonly limitOf: (wait: NaiveWait) => { readonly ms: number; readonly spans: readonly (readonly [number, number])[] | null } };

/** The numbers of a period, by name. */
export const naiveNumbers = ({ waits, messages, closings }: NaiveFacts, wanted: Wanted) => {
  const inPeriod = (at: number, account: string): boolean => dayOf(at) >= wanted.from && dayOf(at) < wanted.to && wanted.accounts.includes(account);
  const { person } = wanted;
  const said = messages.filter(({ at, account }) => inPeriod(at, account));
  const key = ({ conversation, at }: { readonly conversation: string; readonly at: number }): string => `${conversation} ${dayOf(at)}`;
  const touched = new Set(said.filter(({ who }) => who === person).map(key));
  const heard = said.filter((one) => one.who === 'customer' && (person === undefined || touched.has(key(one))));
  const ours = said.filter((one) => one.who !== 'customer' && (person === undefined || one.who === person));
  const owner = ({ end, assignee }: NaiveWait): string | undefined => (end?.how === 'answered' ? end.by : end?.how === 'elsewhere' ? undefined : assignee);
  const mine = waits.filter((wait) => inPeriod(wait.since, wait.account) && (person === undefined || owner(wait) === person));
  const length = (wait: NaiveWait): number => {
    const until = Math.max(wait.since, wait.end?.at ?? wanted.now);
    return wanted.shifts === undefined ? until - wait.since : openTime(wait.since, until, wanted.shifts);
  };
  const answered = mine.filter(({ end }) => end?.how === 'answered' || end?.how === 'elsewhere');
  const spread = (of: readonly NaiveWait[]) => {
    const values = of.map(length);
    return values.length === 0 ? null : { count: values.length, mean: values.reduce((a, b) => a + b, 0) / values.length, median: percentile(values, 0.5), p90: percentile(values, 0.9) };
  };
  const judged = mine.flatMap((wait) => {
    const limit = wanted.limitOf(wait);
    const start = Math.max(wait.since, wait.offUntil);
    const stop = wait.end?.at ?? wanted.now;
    const ran = limit.spans === null ? stop - start : openTime(start, stop, limit.spans);
    const isIn = ran <= limit.ms;
    if (wait.end?.how === 'answered' || wait.end?.how === 'elsewhere') return [isIn];
    return isIn ? [] : [false];
  });
  const lastOfDay = new Map<string, Closing>();
  for (const closing of closings) if (!closing.undone && inPeriod(closing.at, closing.account)) lastOfDay.set(key(closing), closing);
  const ends = [...lastOfDay.values()].filter(({ by }) => person === undefined || by === person);
  const byReason: Record<string, number> = {};
  for (const { outcome, reason } of ends) if (outcome === 'lost') byReason[reason ?? ''] = (byReason[reason ?? ''] ?? 0) + 1;
  const sold = ends.filter(({ outcome }) => outcome === 'sold').length;
  const lost = ends.filter(({ outcome }) => outcome === 'lost').length;
  const hours = Array.from({ length: 24 }, (_, hour) => new Set(heard.filter(({ at }) => hourOf(at) === hour).map(key)).size);
  return {
    contacts: new Set(heard.map(key)).size, contactHours: new Set(heard.map((one) => `${key(one)} ${hourOf(one.at)}`)).size, hours,
    served: new Set(ours.filter(({ who }) => who !== 'elsewhere').map((one) => `${key(one)} ${one.who}`)).size,
    received: heard.length, sent: ours.length, responseTime: spread(answered), firstResponse: spread(answered.filter(({ isFirst }) => isFirst)),
    inTime: judged.length === 0 ? null : judged.filter(Boolean).length / judged.length, judged: judged.length,
    unanswered: mine.filter(({ end }) => end?.how === 'closed' || end?.how === 'dismissed').length, openWaits: mine.filter(({ end }) => end === undefined).length,
    sold, lost, conversion: sold + lost === 0 ? null : sold / (sold + lost), byReason,
  };
};

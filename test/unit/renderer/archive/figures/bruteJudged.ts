/**
 * Complaints, scores, wording and the portrait counted again the naive way, from raw ledger entries alone: no rules, no
 * archive, no rows of the product. Every question is answered by going through the whole ledger.
 */
import type { Entry } from '#shared/ledger/entry';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const dayOf = (at: number): number => Math.floor((at + 8 * HOUR) / DAY);

/** `accounts`: those chosen; `isAll`: nothing was chosen. Days since 1970 in China, `to` not included. */
export type Asked = { readonly from: number; readonly to: number; readonly accounts: readonly string[]; readonly isAll: boolean; readonly person?: string | undefined };
const inPeriod = (at: number, { from, to }: Asked): boolean => dayOf(at) >= from && dayOf(at) < to;
const actorOf = ({ actor }: Entry): string | undefined => (actor.kind === 'person' ? actor.id : undefined);
const accountIn = (conversation: string): string => conversation.slice(0, conversation.indexOf('/'));

export const naiveComplaints = (entries: readonly Entry[], asked: Asked): number => {
  let count = 0;
  for (const entry of entries) {
    if (entry.type !== 'complaint.recorded' || !inPeriod(entry.at, asked)) continue;
    const { complaint, account } = entry.data;
    let about: string | undefined = entry.data.about;
    for (const later of entries) if (later.type === 'complaint.revised' && later.data.complaint === complaint && later.data.about !== undefined) about = later.data.about ?? undefined;
    if ((account === undefined ? asked.isAll : asked.accounts.includes(account)) && (asked.person === undefined || about === asked.person)) count += 1;
  }
  return count;
};

/** The mean of scores that stand, and how many there are. */
export const naiveScore = (entries: readonly Entry[], asked: Asked): { readonly count: number; readonly mean: number | null } => {
  const assigned = entries.flatMap((entry) => {
    if (entry.type === 'quality.sampleDrawn') return entry.data.reviews;
    return entry.type === 'quality.reviewSkipped' && entry.data.next !== undefined ? [entry.data.next] : [];
  });
  const totals: number[] = [];
  for (const { review, kind, contact } of assigned) {
    if (kind !== 'first' || !asked.accounts.includes(accountIn(contact.conversation)) || (asked.person !== undefined && contact.agent !== asked.person)) continue;
    let standing: { readonly at: number; readonly total: number } | undefined;
    let isVoid = false;
    for (const entry of entries) {
      if (entry.type === 'quality.reviewScored' && entry.data.review === review) standing = { at: entry.at, total: entry.data.total };
      if (entry.type !== 'quality.appealDecided' || entry.data.review !== review) continue;
      if (entry.data.changed !== undefined) standing = { at: entry.at, total: entry.data.changed.total };
      if (entry.data.verdict === 'voided') isVoid = true;
    }
    if (standing !== undefined && !isVoid && inPeriod(standing.at, asked)) totals.push(standing.total);
  }
  return { count: totals.length, mean: totals.length === 0 ? null : totals.reduce((sum, one) => sum + one, 0) / totals.length };
};

type Uses = { uses: number; edited: number; answered: number; sold: number };

/** What came of every use, by wording and by who used it. */
export const naiveWordings = (entries: readonly Entry[], asked: Asked, answeredHours: number, soldDays: number): { readonly byWording: Record<string, Uses>; readonly byPerson: Record<string, Uses> } => {
  const [byWording, byPerson]: [Record<string, Uses>, Record<string, Uses>] = [{}, {}];
  const saved = new Set(entries.flatMap((entry) => (entry.type === 'wording.saved' ? [entry.data.wording.id as string] : [])));
  entries.forEach((use, place) => {
    if (use.type !== 'reply.queued' || use.data.wording === undefined || !saved.has(use.data.wording.id) || use.conversation === undefined) return;
    const { at, client, wording } = use.data;
    const by = actorOf(use);
    if (!inPeriod(at, asked) || !asked.accounts.includes(accountIn(use.conversation)) || (asked.person !== undefined && by !== asked.person)) return;
    const later = entries.slice(place + 1).filter(({ conversation }) => conversation === use.conversation);
    if (later.some((entry) => entry.type === 'reply.withdrawn' && entry.data.client === client)) return;
    // A sale ends the watching, until it is taken back; the customer's first word while it lasts is the answer.
    let sale: number | undefined;
    let answer: number | undefined;
    let isLast = false;
    for (const entry of later) {
      if (entry.type === 'conversation.closed') {
        isLast = sale === undefined && entry.data.outcome === 'sold';
        if (isLast) sale = entry.at;
      }
      if (entry.type === 'conversation.reopened' && isLast) { sale = undefined; isLast = false; }
      if (entry.type === 'message.received' && entry.data.direction === 'in' && sale === undefined && answer === undefined && (entry.data.source === 'live' || entry.data.at >= at)) answer = entry.data.at;
    }
    const isAnswered = answer !== undefined && answer - at <= answeredHours * HOUR;
    for (const [sums, key] of [[byWording, wording.id as string], [byPerson, by ?? '']] as const) {
      const sum = sums[key] ?? { uses: 0, edited: 0, answered: 0, sold: 0 };
      sums[key] = { uses: sum.uses + 1, edited: sum.edited + Number(wording.edited), answered: sum.answered + Number(isAnswered), sold: sum.sold + Number(sale !== undefined && sale - at <= soldDays * DAY) };
    }
  });
  return { byWording, byPerson };
};

/** Who belongs together in the end: lists of files, the first one is what the person is called. */
const personsIn = (entries: readonly Entry[]): readonly (readonly string[])[] => {
  let groups: string[][] = [];
  const see = (file: string): string[] => {
    const known = groups.find((group) => group.includes(file));
    if (known !== undefined) return known;
    const fresh = [file];
    groups.push(fresh);
    return fresh;
  };
  for (const entry of entries) {
    if (entry.type === 'message.received' && entry.account !== undefined && entry.data.chat.kind !== 'group' && entry.data.chat.contact !== undefined) see(`${entry.account}/${entry.data.chat.contact}`);
    if (entry.type === 'customer.tagged' || entry.type === 'customer.untagged') see(entry.data.customer);
    if (entry.type === 'customer.merged') {
      const into = see(entry.data.into);
      for (const file of entry.data.from) {
        const from = see(file);
        if (from === into) continue;
        into.push(...from);
        groups = groups.filter((group) => group !== from);
      }
    }
    if (entry.type === 'customer.split') {
      const leaving: readonly string[] = entry.data.customers;
      const group = see(leaving[0] ?? '');
      const stay = group.filter((file) => !leaving.includes(file));
      const leave = group.filter((file) => leaving.includes(file));
      if (stay.length > 0 && leave.length > 0) groups = [...groups.filter((one) => one !== group), stay, leave];
    }
  }
  return groups;
};

/** The word of a kind a person bears in the end. Taken off one file of several, older ones of the others do not come back. */
const tagOf = (entries: readonly Entry[], files: readonly string[], kind: string): string => {
  const byFile = new Map<string, { readonly value: string; readonly seq: number }>();
  const gone: { readonly file: string; readonly seq: number }[] = [];
  const soFar: Entry[] = [];
  for (const entry of entries) {
    soFar.push(entry);
    if (entry.type === 'customer.tagged' && entry.data.tag.kind === kind && files.includes(entry.data.customer)) byFile.set(entry.data.customer, { value: entry.data.tag.value, seq: entry.seq });
    if (entry.type !== 'customer.untagged' || entry.data.kind !== kind || !files.includes(entry.data.customer)) continue;
    const { customer, value } = entry.data;
    if (byFile.get(customer)?.value === value) byFile.delete(customer);
    const wasJoined = (personsIn(soFar).find((group) => group.includes(customer))?.length ?? 1) > 1;
    if (wasJoined) gone.push({ file: customer, seq: entry.seq });
  }
  const last = [...byFile.values()].sort((a, b) => b.seq - a.seq)[0];
  return last === undefined || gone.some(({ seq }) => seq >= last.seq) ? '' : last.value;
};

export type NaivePortrait = Readonly<Record<'province' | 'occupation' | 'grade' | 'source' | 'activity' | 'funnel', Readonly<Record<string, readonly string[]>>>> & { readonly persons: readonly string[] };

/** Days on which something of a conversation happened that counts: the customer wrote, we wrote, it ended sold. */
const daysIn = (entries: readonly Entry[], conversation: string, asked: Asked) => {
  const own = entries.filter((entry) => entry.conversation === conversation);
  const queued = new Set(own.flatMap((entry) => (entry.type === 'reply.queued' ? [entry.data.client] : [])));
  const wrote = own.flatMap((entry) => (entry.type === 'message.received' && entry.data.direction === 'in' && inPeriod(entry.data.at, asked) ? [dayOf(entry.data.at)] : []));
  const ours = own.some((entry) => (entry.type === 'message.received' && entry.data.direction === 'out' && inPeriod(entry.data.at, asked))
    || (entry.type === 'reply.accepted' && queued.has(entry.data.client) && inPeriod(entry.data.at, asked)));
  const closings: { readonly at: number; readonly outcome: string | undefined; undone: boolean }[] = [];
  for (const entry of own) {
    if (entry.type === 'conversation.closed') closings.push({ at: entry.at, outcome: entry.data.outcome, undone: false });
    const last = closings.at(-1);
    if (entry.type === 'conversation.reopened' && last !== undefined) last.undone = true;
  }
  const sold = new Set<number>();
  for (const day of new Set(closings.filter(({ at }) => inPeriod(at, asked)).map(({ at }) => dayOf(at)))) {
    if (closings.filter(({ at, undone }) => dayOf(at) === day && !undone).at(-1)?.outcome === 'sold') sold.add(day);
  }
  return { wrote: new Set(wrote), ours, sold };
};

export const naivePortrait = (entries: readonly Entry[], asked: Asked, circle: 'active' | 'new' | 'all'): NaivePortrait => {
  const parts = { province: {}, occupation: {}, grade: {}, source: {}, activity: {}, funnel: { asked: [], answered: [], sold: [], again: [] } } as Record<string, Record<string, string[]>>;
  const note = (part: string, key: string, person: string): void => { const list = parts[part] ?? {}; parts[part] = list; list[key] = [...(list[key] ?? []), person]; };
  const all: string[] = [];
  for (const files of personsIn(entries)) {
    const [id = ''] = files;
    const source = files.map(accountIn).find((account) => asked.accounts.includes(account));
    if (source === undefined) continue;
    // The chat of a file has the file's name here.
    const chats = files.map((file) => daysIn(entries, file, { ...asked, accounts: [] })).map((days, place) => (asked.accounts.includes(accountIn(files[place] ?? '')) ? days : { wrote: new Set<number>(), ours: false, sold: new Set<number>() }));
    const wrote = new Set(chats.flatMap((chat) => [...chat.wrote]));
    const sold = new Set(chats.flatMap((chat) => [...chat.sold]));
    const times = entries.flatMap((entry) => (entry.type === 'message.received' && files.includes(entry.conversation ?? '') ? [entry.data.at] : []));
    if (circle === 'active' && wrote.size === 0) continue;
    if (circle === 'new' && (times.length === 0 || !inPeriod(Math.min(...times), asked))) continue;
    all.push(id);
    for (const kind of ['province', 'occupation', 'grade']) note(kind, tagOf(entries, files, kind), id);
    note('source', source, id);
    note('activity', wrote.size === 0 ? '0' : wrote.size === 1 ? '1' : wrote.size < 4 ? '2-3' : wrote.size < 8 ? '4-7' : '8+', id);
    if (wrote.size === 0) continue;
    note('funnel', 'asked', id);
    if (!chats.some(({ ours }) => ours)) continue;
    note('funnel', 'answered', id);
    if (sold.size > 0) note('funnel', 'sold', id);
    if (sold.size > 1) note('funnel', 'again', id);
  }
  return { persons: all, ...parts } as unknown as NaivePortrait; // every part was named above
};

import type { ConversationId, WordingId } from '#shared/domain/ids';
import type { EntryOf } from '#shared/ledger/entry';
import type { ConversationRow, WatchedUse } from '../schema/conversationRows';
import type { WordingProposalRow, WordingRow, WordingVersionRow } from '../schema/wordingRows';
import { searchKeysOf } from './searchKeys';
import type { WorkingSet } from './workingSet';

type Saved = EntryOf<'wording.saved'>;
type Decided = EntryOf<'wording.decided' | 'wording.withdrawn'>;

const personOf = ({ actor }: Pick<Saved, 'actor'>) => (actor.kind === 'person' ? { by: actor.id } : {});

const versionRow = (entry: Saved | EntryOf<'wording.removed'>, wording: WordingId, version: number): WordingVersionRow =>
  ({ wording, back: -entry.seq, version, at: entry.at, ...personOf(entry) });

/** The next version of its id is in force; one that had been removed is offered again and goes on counting. */
export const applyWordingSaved = (work: WorkingSet, entry: Saved): void => {
  const { wording, origin, proposal, restores } = entry.data;
  const version = (work.wordings.get(wording.id)?.version ?? 0) + 1;
  work.wordings.put({ ...wording, search: searchKeysOf(wording), version, savedAt: entry.at, ...personOf(entry) });
  work.wordingVersions.push({
    ...versionRow(entry, wording.id, version), content: wording,
    ...(origin !== undefined && { origin }), ...(restores !== undefined && { restores }), ...(proposal !== undefined && { proposal }),
  });
};

export const applyWordingRemoved = (work: WorkingSet, entry: EntryOf<'wording.removed'>): void => {
  const row = work.wordings.get(entry.data.wording);
  if (row === undefined || row.removedAt !== undefined) return;
  work.wordings.put({ ...row, removedAt: entry.at });
  work.wordingVersions.push(versionRow(entry, row.id, row.version));
};

export const applyWordingProposed = (work: WorkingSet, entry: EntryOf<'wording.proposed'>): void => {
  const { proposal, wording, base, note } = entry.data;
  const row: WordingProposalRow = { id: proposal, wording: wording.id, content: wording, at: entry.at, state: 'open', ...personOf(entry) };
  work.wordingProposals.put({ ...row, ...(base !== undefined && { base }), ...(note !== undefined && { note }) });
};

const stateOf = (entry: Decided): WordingProposalRow['state'] => (entry.type === 'wording.withdrawn' ? 'withdrawn' : entry.data.verdict);

export const applyWordingDecided = (work: WorkingSet, entry: Decided): void => {
  const row = work.wordingProposals.get(entry.data.proposal);
  if (row?.state !== 'open') return;
  const reason = entry.type === 'wording.decided' ? entry.data.reason : undefined;
  const decidedBy = entry.actor.kind === 'person' ? { decidedBy: entry.actor.id } : {};
  work.wordingProposals.put({ ...row, state: stateOf(entry), decidedAt: entry.at, ...decidedBy, ...(reason !== undefined && { reason }) });
};

/** How long a use is watched for what came of it (ms), and how many of one conversation. */
const WATCHED_MS = 90 * 86_400_000;
const WATCHED = 20;

const watchedOf = (row: ConversationRow | undefined, now: number): readonly WatchedUse[] => (row?.marks.wordingUses ?? []).filter(({ at }) => now - at <= WATCHED_MS);

const withWatched = (work: WorkingSet, row: ConversationRow, wordingUses: readonly WatchedUse[]): void => {
  const { wordingUses: _before, ...marks } = row.marks;
  work.conversations.put({ ...row, marks: wordingUses.length === 0 ? marks : { ...marks, wordingUses } });
};

const count = (work: WorkingSet, wording: WordingRow['id'], more: 1 | -1, at: number): void => {
  const known = work.wordingCounts.get(wording) ?? { id: wording, uses: 0, lastAt: 0 };
  work.wordingCounts.put({ ...known, uses: known.uses + more, lastAt: Math.max(known.lastAt, at) });
};

/** Keeps a reply made from a wording: the most used ones are offered first, and what came of it is watched. */
export const noteWordingUse = (work: WorkingSet, entry: EntryOf<'reply.queued'>): void => {
  const { wording: use, at, client } = entry.data;
  const conversation = entry.conversation === undefined ? undefined : work.conversations.get(entry.conversation);
  if (use === undefined || conversation === undefined || work.wordings.get(use.id) === undefined) return;
  const id = String(entry.seq);
  const { version, offered } = use;
  work.wordingUses.put({
    id, wording: use.id, at, conversation: conversation.id, client, isEdited: use.edited, ...personOf(entry),
    ...(version !== undefined && { version }), ...(offered !== undefined && { offered }),
  });
  count(work, use.id, 1, at);
  withWatched(work, conversation, [...watchedOf(conversation, at), { id, at, client }].slice(-WATCHED));
};

/** A reply taken back before it went out was no use. */
export const noteWordingWithdrawn = (work: WorkingSet, entry: EntryOf<'reply.withdrawn'>): void => {
  const conversation = entry.conversation === undefined ? undefined : work.conversations.get(entry.conversation);
  const watched = conversation?.marks.wordingUses?.find(({ client }) => client === entry.data.client);
  const row = watched === undefined ? undefined : work.wordingUses.get(watched.id);
  if (conversation === undefined || watched === undefined || row === undefined) return;
  work.wordingUses.put({ ...row, isWithdrawn: true });
  count(work, row.wording, -1, 0);
  withWatched(work, conversation, (conversation.marks.wordingUses ?? []).filter((one) => one !== watched));
};

/** The first word of the customer after a use. Live words count in the order they came, clocks may differ; older ones that come late do not. */
export const noteWordingAnswer = (work: WorkingSet, entry: EntryOf<'message.received'>, id: ConversationId | undefined): void => {
  const { direction, source, at } = entry.data;
  const conversation = id === undefined ? undefined : work.conversations.get(id);
  if (direction !== 'in' || conversation?.marks.wordingUses === undefined || conversation.kind === 'group') return;
  const watched = watchedOf(conversation, at).map((one): WatchedUse => {
    if (one.isAnswered || (source !== 'live' && at < one.at)) return one;
    const row = work.wordingUses.get(one.id);
    if (row !== undefined) work.wordingUses.put({ ...row, answeredAt: Math.max(at, row.at) });
    return { ...one, isAnswered: true };
  });
  withWatched(work, conversation, watched);
};

/** The conversation ended; with a sale, it is counted for every use watched, once. */
export const noteWordingSale = (work: WorkingSet, entry: EntryOf<'conversation.closed'>): void => {
  const conversation = entry.conversation === undefined ? undefined : work.conversations.get(entry.conversation);
  if (conversation === undefined) return;
  const { wordingSale: earlier, ...marks } = conversation.marks;
  const sold = entry.data.outcome === 'sold' ? watchedOf(conversation, entry.at) : [];
  for (const { id } of sold) {
    const row = work.wordingUses.get(id);
    if (row !== undefined) work.wordingUses.put({ ...row, soldAt: entry.at });
  }
  if (sold.length > 0) withWatched(work, { ...conversation, marks: { ...marks, wordingSale: sold } }, []);
  else if (earlier !== undefined) work.conversations.put({ ...conversation, marks });
};

/** Taken up again, the sale was none: what it was counted for is watched again. */
export const noteWordingReopened = (work: WorkingSet, entry: EntryOf<'conversation.reopened'>): void => {
  const conversation = entry.conversation === undefined ? undefined : work.conversations.get(entry.conversation);
  const sold = conversation?.marks.wordingSale;
  if (conversation === undefined || sold === undefined) return;
  for (const { id } of sold) {
    const { soldAt: _none, ...row } = work.wordingUses.get(id) ?? {};
    if ('id' in row) work.wordingUses.put(row);
  }
  const { wordingSale: _gone, ...marks } = conversation.marks;
  withWatched(work, { ...conversation, marks }, [...sold, ...(marks.wordingUses ?? [])].slice(-WATCHED));
};

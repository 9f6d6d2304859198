/** Requests, holds and periods as they stand: one fold for the engine, which decides, and the screen, which shows. Pure. */
import type { ErasureCount, RetentionRule } from '../../domain/retention';
import type { ConversationId, CustomerId, PersonId } from '../../domain/ids';
import type { ErasureSubject } from '../../ledger/bodies/retention';
import type { Entry, EntryOf } from '../../ledger/entry';

export type RetentionType = 'erasure.asked' | 'erasure.decided' | 'erasure.repeated' | 'erasure.finished' | 'hold.placed' | 'hold.lifted' | 'retention.set';
export type RetentionEntry = EntryOf<RetentionType>;
export const isRetention = (entry: Entry): entry is RetentionEntry => /^(?:erasure|hold|retention)\./.test(entry.type);

export type ErasureState = 'asked' | 'approved' | 'rejected' | 'withdrawn' | 'finished';
export type ErasureRequest = {
  readonly request: string; readonly subject: ErasureSubject; readonly reason: string; readonly clause: string; readonly count: ErasureCount;
  readonly at: number;
  /** Nobody: a rule asked. */
  readonly by?: PersonId;
  readonly state: ErasureState;
  readonly decided?: { readonly at: number; readonly by?: PersonId; readonly alone: boolean; readonly reason?: string };
  readonly finishedAt?: number;
  /** A restored copy still held it: it was carried out again then. */
  readonly repeatedAt?: number;
  /** False: the backup folder was out of reach when it was finished. */
  readonly listed?: boolean;
};
export type Hold = {
  readonly hold: string; readonly customers: readonly CustomerId[]; readonly conversations: readonly ConversationId[]; readonly reason: string; readonly at: number; readonly by?: PersonId;
  readonly lifted?: { readonly at: number; readonly by?: PersonId; readonly reason: string };
};
export type RetentionMatters = { readonly requests: readonly ErasureRequest[]; readonly holds: readonly Hold[]; readonly rules: readonly RetentionRule[] };
export const noMatters: RetentionMatters = { requests: [], holds: [], rules: [] };

type Step = Pick<RetentionEntry, 'type' | 'data' | 'at' | 'actor'>;

const change = <T>(items: readonly T[], isIt: (item: T) => boolean, how: (item: T) => T): readonly T[] => items.map((item) => (isIt(item) ? how(item) : item));

/** Steps come in the order of the ledger. */
export const afterStep = (matters: RetentionMatters, step: Step): RetentionMatters => {
  const entry = step as RetentionEntry; // the same pair; the rest of the head is not read
  const by = step.actor.kind === 'person' ? { by: step.actor.id } : {};
  const { at } = step;
  switch (entry.type) {
    case 'erasure.asked': return { ...matters, requests: [...matters.requests, { ...entry.data, at, ...by, state: 'asked' }] };
    case 'erasure.decided': {
      const { request, verdict, alone = false, reason } = entry.data;
      const decided = { at, ...by, alone, ...(reason !== undefined && { reason }) };
      return { ...matters, requests: change(matters.requests, (each) => each.request === request, (each) => ({ ...each, state: verdict, decided })) };
    }
    case 'erasure.repeated': {
      const { asked, decided, ...request } = entry.data;
      const others = matters.requests.filter((each) => each.request !== request.request);
      return { ...matters, requests: [...others, { ...request, ...asked, state: 'approved', decided, repeatedAt: at }] };
    }
    case 'erasure.finished': {
      const { request, count, listed } = entry.data;
      return { ...matters, requests: change(matters.requests, (each) => each.request === request, (each) => ({ ...each, state: 'finished', count, finishedAt: at, ...(listed !== undefined && { listed }) })) };
    }
    case 'hold.placed': return { ...matters, holds: [...matters.holds, { ...entry.data, at, ...by }] };
    case 'hold.lifted': {
      const { hold, reason } = entry.data;
      return { ...matters, holds: change(matters.holds, (each) => each.hold === hold, (each) => ({ ...each, lifted: { at, ...by, reason } })) };
    }
    case 'retention.set': return { ...matters, rules: entry.data.rules };
  }
};

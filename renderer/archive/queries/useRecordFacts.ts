import { Dexie } from 'dexie';
import { accountOfConversation, type ClientId, type ConversationId, type PersonId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import { messagesOf } from '#shared/domain/wording';
import type { ArchiveDb } from '../schema/db';
import { placeOf } from '../schema/timelineRows';
import type { WordingUseRow } from '../schema/wordingRows';
import { useLive } from './useLive';

/** The wording a reply was made from. `offered`: what it said, where the person changed it before sending. */
export type UsedWording = { readonly title: string; readonly version?: number; readonly offered?: string };
/** Whose it was from that moment on (ms); nobody's without `person`. */
export type Holding = { readonly from: number; readonly person?: PersonId };

/** What is known about the lines of a conversation besides the lines. */
export type RecordFacts = {
  readonly wordings: ReadonlyMap<ClientId, UsedWording>;
  /** Ascending. */
  readonly holdings: readonly Holding[];
};
export const noRecordFacts: RecordFacts = { wordings: new Map(), holdings: [] };

/** What the wording said when it was used: kept with the use where the person changed it, else the version's own words. */
const offeredOf = async (db: ArchiveDb, use: WordingUseRow): Promise<string | undefined> => {
  if (!use.isEdited) return undefined;
  if (use.offered !== undefined) return use.offered;
  const version = await db.wordingVersions.where('[wording+back]').between([use.wording, Dexie.minKey], [use.wording, Dexie.maxKey]).filter((row) => row.version === use.version).first();
  return version?.content === undefined ? undefined : messagesOf(version.content).map(textOf).join('\n');
};

const wordingsOf = async (db: ArchiveDb, id: ConversationId, from: number, to: number): Promise<RecordFacts['wordings']> => {
  const uses = await db.wordingUses.where('at').between(from, to, true, true).filter((use) => use.conversation === id && use.isWithdrawn !== true).toArray();
  const titles = await db.wordings.bulkGet(uses.map(({ wording }) => wording));
  const made = await Promise.all(uses.map(async (use, at): Promise<readonly [ClientId, UsedWording]> => {
    const offered = await offeredOf(db, use);
    return [use.client, { title: titles[at]?.title ?? '', ...(use.version !== undefined && { version: use.version }), ...(offered !== undefined && { offered }) }];
  }));
  return new Map(made);
};

const personIn = (value: unknown): { readonly person?: PersonId } => (typeof value === 'string' && value !== '' ? { person: value as PersonId } : {}); // written by the fold

/** Lines looked through for whom the conversation was given to. */
const LOOK_BACK = 2000;

/** The account's holders, and over them whom the conversation was given to. */
const holdingsOf = async (db: ArchiveDb, id: ConversationId, to: number): Promise<readonly Holding[]> => {
  const account = accountOfConversation(id);
  const [facts, given] = await Promise.all([
    db.custodyFacts.where('[account+back]').between([account, Dexie.minKey], [account, Dexie.maxKey]).filter(({ type }) => type === 'account.issued' || type === 'account.returned').toArray(),
    db.timeline.where('[conversation+back+backSeq]').between([id, -to], [id, []]).limit(LOOK_BACK).filter(({ type }) => type === 'conversation.assigned').toArray(),
  ]);
  const custody = facts.reverse().map(({ at, type, data }): Holding => ({ from: at, ...(type === 'account.issued' && personIn(data['person'])) }));
  const assigned = given.reverse().map((row): Holding => ({ from: placeOf(row), ...personIn(row.data?.['assignee']) }));
  if (assigned.length === 0) return custody;
  // Once somebody has the conversation itself, that counts; given back, the account's holder counts again.
  const holderAt = (at: number): Holding => custody.findLast(({ from }) => from <= at) ?? { from: at };
  const first = assigned[0]?.from ?? Infinity;
  return [...custody.filter(({ from }) => from < first), ...assigned.map((one) => (one.person === undefined ? { ...holderAt(one.from), from: one.from } : one))];
};

/** Wording used and holders of a conversation between two times, ms, both included; live. */
export const useRecordFacts = (id: ConversationId, from: number, to: number): RecordFacts =>
  useLive(`record facts ${id} ${from} ${to}`, async (db): Promise<RecordFacts> => {
    const [wordings, holdings] = await Promise.all([wordingsOf(db, id, from, to), holdingsOf(db, id, to)]);
    return { wordings, holdings };
  }, () => true) ?? noRecordFacts;

/** Who held it at that time; `undefined` = nobody in particular. */
export const holderAt = ({ holdings }: RecordFacts, at: number): PersonId | undefined => holdings.findLast(({ from }) => from <= at)?.person;

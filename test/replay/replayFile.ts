import { readFile, stat } from 'node:fs/promises';
import type { AccountId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import type { ChannelModule } from '#electron/engine/channels/contract/channel';
import type { ChannelEvent } from '#electron/engine/channels/contract/events';
import { parseGuarded } from '#electron/engine/channels/kit/guardedJson';
import { accountLineOf, type TimelineRow } from '#renderer/archive/schema/timelineRows';
import type { ArchiveDb } from '#renderer/archive/schema/db';
import { inWorld } from './world';

export type ReplayLine = {
  readonly file: string;
  readonly outcome: 'message' | 'event' | 'response' | 'ignored' | 'unsupported' | 'error';
  readonly account: string | null;
  readonly conversation: string | null;
  readonly direction: 'in' | 'out' | null;
  readonly text: string | null;
};

/** Larger than any frame a channel takes (20 MB), with room for a wrapper around it. */
const MOST_BYTES = 64 * 1024 * 1024;

const read = async (path: string): Promise<string | undefined> => {
  // Opening a pipe or device could wait for ever.
  const info = await stat(path);
  if (!info.isFile() || info.size === 0 || info.size > MOST_BYTES) return undefined;
  return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
};

const isDict = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The frame of a sample file: under `payload`, or the whole file; as text where it is no JSON (a stanza). */
const frameOf = (content: string): unknown => {
  const parsed = parseGuarded(content.replace(/^\uFEFF/u, ''));
  if (!parsed.ok) return content;
  return isDict(parsed.value) && 'payload' in parsed.value ? parsed.value.payload : parsed.value;
};

/** `onebot-<self_id>`; undefined where the frame does not say who it was for. */
const accountOf = (kind: string, frame: unknown): AccountId | undefined => {
  const self = isDict(frame) ? frame.self_id ?? (isDict(frame.self) ? frame.self.user_id : undefined) : undefined;
  const name = typeof self === 'string' || typeof self === 'number' ? String(self).toLowerCase().replace(/[^a-z0-9-]/gu, '-').slice(0, 50) : '';
  return name === '' ? undefined : `${kind}-${name}` as AccountId; // matches accountIdSchema
};

const isLost = (row: TimelineRow): boolean =>
  (row.kind === 'notice' && /\.(unsupported|fragment)$/u.test(row.type ?? ''))
  || (row.kind === 'message' && (row.parts ?? []).length > 0 && (row.parts ?? []).every((part) => part.kind === 'unsupported'));

const wordsOf = (row: TimelineRow): string | null => {
  if (row.parts !== undefined) return textOf(row.parts);
  const text = row.data?.text ?? row.data?.comment;
  return typeof text === 'string' ? text : null;
};

type Found = Omit<ReplayLine, 'file' | 'account'>;

const lineOf = (file: string, account: AccountId | undefined, { outcome, conversation, direction, text }: Found): ReplayLine =>
  ({ file, outcome, account: account ?? null, conversation, direction, text });

/** What the archive holds of the frame: its message if there is one, else its first line. */
const lookUp = async (db: ArchiveDb, account: AccountId, events: readonly ChannelEvent[]): Promise<Found> => {
  const rows = (await db.timeline.toArray()).sort((a, b) => a.seq - b.seq);
  const row = rows.find((one) => one.kind === 'message') ?? rows[0];
  if (row === undefined) {
    const [first] = await db.conversations.toArray();
    const passing = events.find((event) => 'chat' in event && event.chat !== undefined);
    const chat = passing !== undefined && 'chat' in passing ? passing.chat : undefined;
    return { outcome: 'event', conversation: first?.id ?? (chat === undefined ? null : `${account}/${chat.id}`), direction: null, text: null };
  }
  const outcome = isLost(row) ? 'unsupported' : row.kind === 'message' ? 'message' : 'event';
  return { outcome, conversation: row.conversation === accountLineOf(account) ? null : row.conversation, direction: row.direction ?? null, text: wordsOf(row) };
};

const without = (outcome: ReplayLine['outcome']): Found => ({ outcome, conversation: null, direction: null, text: null });

/** One file through the channel and the archive. Never rejects: whatever is wrong with the file is its outcome. */
export const replayFile = async (channel: ChannelModule, path: string, file: string): Promise<ReplayLine> => {
  try {
    const content = await read(path);
    if (content === undefined) return lineOf(file, undefined, without('error'));
    const frame = frameOf(content);
    const known = accountOf(channel.kind, frame);
    const account = known ?? `${channel.kind}-unknown` as AccountId; // matches accountIdSchema
    const decoded = channel.decodeFrame(frame, account);
    if (decoded.kind !== 'events') return lineOf(file, known, without(decoded.kind));
    return lineOf(file, known, await inWorld(channel.kind, account, decoded.events, (db) => lookUp(db, account, decoded.events)));
  } catch {
    return lineOf(file, undefined, without('error'));
  }
};

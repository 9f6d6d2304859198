/**
 * What happened while we were away, from the server's archive. The cursor moves only in the same `emit` as the
 * messages it stands for, so a crash between pages repeats a page and never skips one.
 */
import { z } from 'zod';
import type { ChannelEvent } from '../contract/events';
import type { Clock, Logger } from '../contract/channel';
import { conditionOf, PAGE, placeOf, type Archive, type ArchivePage, type ArchiveQuery } from './archive';
import type { XmlNode } from './wire';

export const CURSOR = 'archive';
const FIRST_DAYS = 7;
const FIRST_MESSAGES = 200;
const DAY_MS = 86_400_000;
/** Overlap when we go by time (clocks differ, stamps are coarse); what we already have is dropped by its id. */
const MARGIN_MS = 6 * 3_600_000;

const cursorSchema = z.object({ id: z.string(), at: z.number().int().nonnegative() });
export type ArchiveCursor = z.infer<typeof cursorSchema>;

export const encodeCursor = (cursor: ArchiveCursor): ChannelEvent => ({ kind: 'cursor', key: CURSOR, value: JSON.stringify(cursor) });

/** A cursor of ours read back; anything else counts as none, which only fetches more. */
export const decodeCursor = (value: string | undefined): ArchiveCursor | undefined => {
  if (value === undefined) return undefined;
  try {
    const parsed = cursorSchema.safeParse(JSON.parse(value));
    return parsed.success ? parsed.data : undefined;
  } catch { return undefined; }
};

export type CatchUpTools = {
  readonly archive: Archive;
  readonly clock: Clock;
  readonly log: Logger;
  readonly decode: (item: XmlNode, isFirstHistory: boolean) => Promise<readonly ChannelEvent[]>;
  /** Resolves when durable. */
  readonly keep: (events: readonly ChannelEvent[]) => Promise<void>;
};

/** Fetches everything after `cursor`, or the first days of a new account. Rejects when the link or the archive fails. */
export const catchUp = async (tools: CatchUpTools, cursor: ArchiveCursor | undefined): Promise<ArchiveCursor | undefined> => {
  const { clock, keep } = tools;
  const outcome = cursor ? await since(tools, cursor) : await firstHistory(tools);
  await keep([{ kind: 'caughtUp', upTo: clock.now(), count: outcome.count }]);
  return outcome.cursor;
};

type Outcome = { readonly cursor: ArchiveCursor | undefined; readonly count: number };

const since = async (tools: CatchUpTools, cursor: ArchiveCursor): Promise<Outcome> => {
  if (cursor.id === '') return forward(tools, { start: cursor.at - MARGIN_MS }, cursor);
  try {
    return await forward(tools, { after: cursor.id }, cursor);
  } catch (error) {
    if (conditionOf(error) !== 'item-not-found') throw error;
    tools.log.warn('archive forgot our place, going by time', { at: cursor.at });
    await noteExpired(tools, cursor);
    return forward(tools, { start: cursor.at - MARGIN_MS }, cursor);
  }
};

const forward = async (tools: CatchUpTools, from: ArchiveQuery, cursor: ArchiveCursor): Promise<Outcome> => {
  let query = from;
  let reached = cursor;
  let count = 0;
  for (;;) {
    const page = await tools.archive.page(query);
    const events = await decodeAll(tools, page.items, false);
    reached = lastPlace(page) ?? reached;
    count += events.filter((event) => event.kind === 'message').length;
    if (page.items.length > 0) await tools.keep([...events, encodeCursor(reached)]);
    if (page.isComplete || page.last === undefined) return { cursor: reached, count };
    query = { ...(from.start === undefined ? {} : { start: from.start }), after: page.last };
  }
};

/** The oldest thing left is younger than our place: what lay between is gone for good. */
const noteExpired = async (tools: CatchUpTools, cursor: ArchiveCursor): Promise<void> => {
  const oldest = await tools.archive.page({ max: 1 });
  const left = oldest.items[0] ? placeOf(oldest.items[0])?.at : undefined;
  // Stamps are often cut to whole seconds.
  const to = left === undefined ? tools.clock.now() : left + 1_000;
  if (to > cursor.at) await tools.keep([{ kind: 'gap', from: cursor.at, to, reason: 'xmpp.archiveExpired' }]);
};

/** A new account: newest pages backwards until the limit, kept oldest first. */
const firstHistory = async (tools: CatchUpTools): Promise<Outcome> => {
  const start = tools.clock.now() - FIRST_DAYS * DAY_MS;
  let items: readonly XmlNode[] = [];
  let before = '';
  while (items.length < FIRST_MESSAGES) {
    const page = await tools.archive.page({ start, before, max: PAGE });
    items = [...page.items, ...items];
    if (page.isComplete || page.first === undefined) break;
    before = page.first;
  }
  const events = await decodeAll(tools, items, true);
  const last = items[items.length - 1];
  const place = last ? placeOf(last) : undefined;
  // An empty archive has no id to go on from: next time by time.
  const cursor = place ?? { id: '', at: tools.clock.now() };
  await tools.keep([...events, encodeCursor(cursor)]);
  return { cursor, count: events.filter((event) => event.kind === 'message').length };
};

const decodeAll = async (tools: CatchUpTools, items: readonly XmlNode[], isFirstHistory: boolean): Promise<readonly ChannelEvent[]> => {
  const events: ChannelEvent[] = [];
  for (const item of items) events.push(...await tools.decode(item, isFirstHistory));
  return events;
};

const lastPlace = (page: ArchivePage): ArchiveCursor | undefined => {
  const last = page.items[page.items.length - 1];
  return last ? placeOf(last) : undefined;
};

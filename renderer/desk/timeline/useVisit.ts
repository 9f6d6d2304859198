import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { currentDb } from '../../archive/queries/connection';
import { boundsAround, hasOlder, linePlaceOf, linesBetween, type LinePlace } from '../../archive/queries/linesNear';
import { useLive } from '../../archive/queries/useLive';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { keepSameRows } from './sameRow';
import { FIRST_INDEX, keyOfRow, shiftedFirstIndex, timelineItems, type TimelineItem } from './timelineItems';

/** Lines read around the place, and with each further page. */
const AROUND = 60;
const PAGE = 160;

type Bounds = { readonly from: LinePlace; readonly to: LinePlace | 'end'; readonly target: LinePlace; readonly visit: number };
type Held = { readonly rows: readonly TimelineRow[]; readonly items: readonly TimelineItem[]; readonly keys: readonly string[]; readonly firstIndex: number; readonly visit: number };
const nothing: Held = { rows: [], items: [], keys: [], firstIndex: FIRST_INDEX, visit: 0 };

export type Visit = {
  /** Undefined while the newest lines are on show. */
  readonly lines: { readonly items: readonly TimelineItem[]; readonly firstIndex: number; readonly hasMore: boolean; readonly hasNewer: boolean; readonly visit: number; readonly target: string } | undefined;
  /** Shows what stands around a place, however far back: only that part is read. */
  readonly start: (at: LinePlace) => void;
  readonly end: () => void;
  readonly loadOlder: () => void;
  readonly loadNewer: () => void;
};

/** A look at a distant part of a conversation, live within its bounds, growing at both ends. */
export const useVisit = (conversation: ConversationId, isGroup: boolean): Visit => {
  const [bounds, setBounds] = useState<Bounds>();
  const count = useRef(0);
  const held = useRef(nothing);
  const answer = useLive(
    `visit ${conversation} ${JSON.stringify(bounds)}`,
    async (db) => (bounds === undefined ? undefined : { visit: bounds.visit, rows: await linesBetween(db, conversation, bounds.from, bounds.to), hasMore: await hasOlder(db, conversation, bounds.from) }),
    (last) => last?.visit === bounds?.visit,
  );
  if (bounds === undefined) held.current = nothing;
  else if (answer !== undefined && answer.visit === bounds.visit) held.current = nextHeld(held.current, answer.rows, isGroup, bounds.visit);

  const grow = useCallback(async (from: LinePlace, older: number, newer: number, keep: (found: { readonly from: LinePlace; readonly to: LinePlace | 'end' }) => Partial<Bounds>): Promise<void> => {
    const db = currentDb();
    if (db === null) return;
    const found = await boundsAround(db, conversation, from, older, newer);
    setBounds((was) => (was === undefined ? was : { ...was, ...keep(found) }));
  }, [conversation]);
  const start = useCallback((at: LinePlace) => {
    const db = currentDb();
    if (db === null) return;
    count.current += 1;
    const visit = count.current;
    void boundsAround(db, conversation, at, AROUND, AROUND).then((found) => setBounds({ ...found, target: at, visit }), () => undefined); // the archive is made anew: the newest lines stay
  }, [conversation]);
  const end = useCallback(() => setBounds(undefined), []);
  const isGrowing = useRef(false);
  const once = useCallback((work: Promise<void>) => {
    isGrowing.current = true;
    void work.catch(() => undefined).finally(() => { isGrowing.current = false; }); // read again at the next scroll
  }, []);
  const loadOlder = useCallback(() => {
    if (bounds !== undefined && !isGrowing.current) once(grow(bounds.from, PAGE, 1, ({ from }) => ({ from })));
  }, [bounds, grow, once]);
  const loadNewer = useCallback(() => {
    if (bounds !== undefined && bounds.to !== 'end' && !isGrowing.current) once(grow(bounds.to, 0, PAGE, ({ to }) => ({ to })));
  }, [bounds, grow, once]);
  useEffect(() => () => { held.current = nothing; }, []);

  const { items, firstIndex, visit } = held.current;
  const target = bounds === undefined ? undefined : held.current.rows.find((row) => isAt(row, bounds.target));
  const isReady = bounds !== undefined && items.length > 0 && visit === bounds.visit;
  return {
    lines: isReady ? { items, firstIndex, visit, hasMore: answer?.hasMore === true, hasNewer: bounds.to !== 'end', target: target === undefined ? '' : keyOfRow(target) } : undefined,
    start, end, loadOlder, loadNewer,
  };
};

const isAt = (row: TimelineRow, at: LinePlace): boolean => {
  const { place, seq } = linePlaceOf(row);
  return place === at.place && seq === at.seq;
};

const nextHeld = (before: Held, fresh: readonly TimelineRow[], isGroup: boolean, visit: number): Held => {
  const known = before.visit === visit ? before : nothing;
  const rows = keepSameRows(new Map(known.rows.map((row) => [keyOfRow(row), row])), fresh, keyOfRow);
  if (rows.length === known.rows.length && rows.every((row, at) => row === known.rows[at])) return before.visit === visit ? before : { ...known, visit };
  const items = timelineItems(rows, isGroup);
  const keys = items.map((item) => item.key);
  return { rows, items, keys, visit, firstIndex: known.keys.length === 0 ? FIRST_INDEX : shiftedFirstIndex(known.firstIndex, known.keys, keys) };
};

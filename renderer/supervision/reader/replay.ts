/** A conversation as it stood at any moment. Pure, over lines of the archive in their order. */
import { isCourtesy } from '#shared/rules/courtesy';
import { clocksOf, type RunningClock } from '#shared/rules/clock';
import type { RulePack } from '#shared/rules/rulePack';
import { customerSpoke, handledAt, nobodyWaits, putAside, takeUp, waitingSince, weAnswered, type WaitingState } from '#shared/rules/waiting';
import type { TimelineRow } from '../../archive/schema/timelineRows';

export type Span = { readonly from: number; readonly to: number };
/** One wait of the customer; `seq` is the line of ours that ended it, `limit` what was allowed, ms. Past it `overdueFrom`. */
export type Wait = Span & { readonly seq?: number; readonly limit?: number; readonly overdueFrom?: number };

/** What the scrubber draws: ticks of both sides, waits with the part past their target, holes in what is known. */
export type Replay = Span & {
  readonly moments: readonly { readonly at: number; readonly seq: number; readonly side: 'in' | 'out' | 'event' }[];
  readonly waits: readonly Wait[];
  readonly gaps: readonly Span[];
};

/** Lines further apart than this belong to different talks. */
const TALK_MS = 6 * 3_600_000;

/** The talk around a line: its neighbours as long as nobody was silent for too long. */
export const talkAround = (rows: readonly TimelineRow[], seq: number): readonly TimelineRow[] => {
  const at = rows.findIndex((row) => row.seq === seq);
  if (at < 0) return [];
  let first = at;
  let last = at;
  while (first > 0 && (rows[first]?.at ?? 0) - (rows[first - 1]?.at ?? 0) < TALK_MS) first -= 1;
  while (last + 1 < rows.length && (rows[last + 1]?.at ?? 0) - (rows[last]?.at ?? 0) < TALK_MS) last += 1;
  return rows.slice(first, last + 1);
};

const isSent = (row: TimelineRow): boolean => row.delivery === undefined || row.acceptedAt !== undefined || row.delivery === 'accepted' || row.delivery === 'delivered' || row.delivery === 'read';

/** The clock's view of one line; the same functions the list and the reports use. */
const stepOf = (state: WaitingState, row: TimelineRow): WaitingState => {
  if (row.kind === 'event') {
    if (row.type === 'conversation.reopened') return takeUp(state);
    return row.type === 'conversation.closed' || row.type === 'conversation.dismissed' ? putAside(state, row) : state;
  }
  if (row.kind !== 'message') return state;
  if (row.direction === 'in') return customerSpoke(state, { seq: row.seq, at: row.at, late: false, courtesy: isCourtesy(row.parts ?? []) });
  return isSent(row) ? weAnswered(state, { seq: row.seq, at: row.acceptedAt ?? row.at }) : state;
};

export type ReplayScene = { readonly pack: RulePack; readonly channel: string; readonly kind: 'private' | 'group' | 'temporary' };

/** The clock that ran after these lines; `undefined` while nobody waited. */
const clockOf = (state: WaitingState, { pack, channel, kind }: ReplayScene): RunningClock | undefined =>
  clocksOf(pack, { waitingSince: waitingSince(state), handledAt: handledAt(state), kind }, channel)[0];

/** The clock as it stood at `at`. */
export const clockDuring = (rows: readonly TimelineRow[], at: number, scene: ReplayScene): RunningClock | undefined =>
  clockOf(rows.filter((row) => row.at <= at).reduce(stepOf, nobodyWaits), scene);

export const waitsOf = (rows: readonly TimelineRow[], end: number, scene: ReplayScene): readonly Wait[] => {
  const waits: Wait[] = [];
  let open: { readonly from: number; readonly clock: RunningClock | undefined } | undefined;
  let state = nobodyWaits;
  const close = (to: number, seq?: number): void => {
    if (open === undefined) return;
    const { from, clock } = open;
    const due = clock?.due ?? Infinity;
    waits.push({ from, to, ...(seq !== undefined && { seq }), ...(clock !== undefined && { limit: clock.limit }), ...(due < to && { overdueFrom: due }) });
    open = undefined;
  };
  for (const row of rows) {
    state = stepOf(state, row);
    const since = waitingSince(state);
    if (since === 0) close(row.acceptedAt ?? row.at, row.kind === 'message' && row.direction === 'out' ? row.seq : undefined);
    else open ??= { from: row.at, clock: clockOf(state, scene) };
  }
  close(end);
  return waits;
};

/** How long nobody wrote before a line, where that is worth telling, ms, by seq. */
export const silencesOf = (rows: readonly TimelineRow[]): ReadonlyMap<number, number> => {
  const silences = new Map<number, number>();
  let before: number | undefined;
  for (const row of rows) {
    if (row.kind !== 'message') continue;
    if (before !== undefined && row.at - before >= SILENCE_MS) silences.set(row.seq, row.at - before);
    before = Math.max(before ?? row.at, row.acceptedAt ?? row.at);
  }
  return silences;
};
const SILENCE_MS = 60_000;

export const replayOf = (rows: readonly TimelineRow[], scene: ReplayScene): Replay => {
  const from = rows[0]?.at ?? 0;
  const to = rows.reduce((latest, row) => Math.max(latest, row.at, row.recalled?.at ?? 0), from);
  return {
    from, to,
    moments: rows.filter((row) => row.kind !== 'gap').map((row) => ({ at: row.at, seq: row.seq, side: row.kind === 'message' ? row.direction ?? 'in' : 'event' })),
    waits: waitsOf(rows, to, scene),
    gaps: rows.filter((row) => row.kind === 'gap').map((row) => ({ from: Math.max(from, row.from ?? row.at), to: Math.min(to, row.to ?? row.at) })),
  };
};

/** The line as it stood at `at`: the wording in force, not yet recalled, not yet sent. */
export const lineAt = (row: TimelineRow, at: number): TimelineRow => {
  const { recalled, ...rest } = row;
  const earlier = row.versions?.find((version) => version.at > at);
  return {
    ...rest,
    ...(recalled !== undefined && recalled.at <= at && { recalled }),
    ...(earlier !== undefined && { parts: earlier.parts }),
    ...(row.versions !== undefined && { versions: row.versions.filter((version) => version.at <= at) }),
    ...(row.acceptedAt !== undefined && row.acceptedAt > at && { delivery: 'queued' as const }),
  };
};

/** Every time at which something changes on the screen, ascending, each once: what single steps go through. */
export const stopsOf = (rows: readonly TimelineRow[]): readonly number[] =>
  [...new Set(rows.flatMap((row) => [row.at, ...(row.recalled === undefined ? [] : [row.recalled.at]), ...(row.versions ?? []).map((version) => version.at), ...(row.acceptedAt === undefined ? [] : [row.acceptedAt])]))].sort((a, b) => a - b);

/** Silences longer than this are jumped when idle stretches are skipped. */
export const IDLE_MS = 8_000;

/** Where the head stands after `passed` ms of real time at a speed; idle stretches shrink to nothing when skipped. */
export const advance = (at: number, passed: number, { speed, skipsIdle, stops, end }: { readonly speed: number; readonly skipsIdle: boolean; readonly stops: readonly number[]; readonly end: number }): number => {
  const next = at + passed * speed;
  const coming = stops.find((stop) => stop > at);
  if (skipsIdle && coming !== undefined && coming - at > IDLE_MS * speed / 4) return Math.min(end, Math.max(next, coming - 1000));
  return Math.min(end, next);
};

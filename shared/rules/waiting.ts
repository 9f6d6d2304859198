/**
 * Who waits: the one definition behind list, badge, tray and report. "Unhandled" = the customer spoke last and
 * nobody answered, closed or dismissed. Pure: feed it what happened in ledger order, read `waitingSince`.
 *
 * Order is judged by ledger seq where it can be (clocks of platform and desk differ, some platforms count only
 * seconds), and by the platform's time for what arrived late (history). A reply answers what was there when it
 * was written, and only once it is accepted: until then the clock runs, and what came in between still waits.
 */

/** One thing the customer said. `late`: it came by history, so its place is its time. */
export type Spoken = { readonly seq: number; readonly at: number; readonly late: boolean; readonly courtesy: boolean };

export type WaitingState = {
  /** Said and not answered, in ledger order; bounded, see `PENDING_MOST`. */
  readonly pending: readonly Spoken[];
  /** Everything said before this seq is answered; late things up to `at` too. */
  readonly seq: number;
  readonly at: number;
  /** Our latest message that itself came late: answers what was said before its time. */
  readonly lateAt: number;
  readonly lateSeq: number;
  /** Closed or dismissed; undone by taking the conversation up again. */
  readonly asideSeq: number;
  readonly asideAt: number;
  /** How it stood before the latest answer, should that one come back undelivered. */
  readonly before?: Pick<WaitingState, 'pending' | 'seq' | 'at'> & { readonly answer: number };
};

export const nobodyWaits: WaitingState = { pending: [], seq: 0, at: 0, lateAt: 0, lateSeq: 0, asideSeq: 0, asideAt: 0 };

/** A customer may write any number of times unanswered: the oldest and the newest are what later decisions need. */
const PENDING_MOST = 64;

const isAnswered = (state: WaitingState, said: Spoken): boolean =>
  said.seq < state.seq
  || (said.late && said.at <= state.at)
  || said.at < state.lateAt
  || (said.at === state.lateAt && said.seq < state.lateSeq);

const isAside = (state: WaitingState, said: Spoken): boolean =>
  said.seq < state.asideSeq || (said.late && said.at <= state.asideAt);

/** Whether anything was ever answered, closed or dismissed here: only then is a courtesy an end and no beginning. */
const isBegun = (state: WaitingState): boolean => state.seq > 0 || state.lateSeq > 0 || state.asideSeq > 0;

const prune = (state: WaitingState): WaitingState => {
  const pending = state.pending.filter((said) => !said.courtesy && !isAnswered(state, said));
  return pending.length === state.pending.length ? state : { ...state, pending };
};

const bound = (pending: readonly Spoken[]): readonly Spoken[] =>
  pending.length <= PENDING_MOST ? pending : [...pending.slice(0, PENDING_MOST / 2), ...pending.slice(1 - PENDING_MOST / 2)];

/** The customer said something (or, with the same seq, changed what they had said). */
export const customerSpoke = (state: WaitingState, said: Spoken): WaitingState => {
  const others = state.pending.some((other) => other.seq === said.seq) ? state.pending.filter((other) => other.seq !== said.seq) : state.pending;
  const counts = !isAnswered(state, said) && !(said.courtesy && isBegun(state));
  if (!counts) return others === state.pending ? state : { ...state, pending: others };
  const later = others.findIndex((other) => other.seq > said.seq);
  const place = later < 0 ? others.length : later;
  return { ...state, pending: bound([...others.slice(0, place), said, ...others.slice(place)]) };
};

/** A reply written at `seq`/`at` was accepted, or our message sent elsewhere arrived live. */
export const weAnswered = (state: WaitingState, answer: { readonly seq: number; readonly at: number }): WaitingState =>
  answer.seq <= state.seq && answer.at <= state.at
    ? state
    : prune({
      ...state, seq: Math.max(state.seq, answer.seq), at: Math.max(state.at, answer.at),
      ...(answer.seq > state.seq && { before: { pending: state.pending, seq: state.seq, at: state.at, answer: answer.seq } }),
    });

/**
 * The answer written at `seq` had been accepted and came back (an error stanza, a bounce): who waited for it waits
 * again, since when they did. Nothing changes when a later answer stands.
 */
export const answerCameBack = (state: WaitingState, seq: number): WaitingState => {
  const { before, ...now } = state;
  if (before?.answer !== seq) return state;
  const since = now.pending.filter((said) => !before.pending.some((other) => other.seq === said.seq));
  return prune({ ...now, seq: before.seq, at: before.at, pending: bound([...before.pending, ...since]) });
};

/** Our own message arrived by history: it answers what was said before its time, whenever that becomes known. */
export const weAnsweredLate = (state: WaitingState, answer: { readonly seq: number; readonly at: number }): WaitingState => {
  const isNewer = answer.at > state.lateAt || (answer.at === state.lateAt && answer.seq > state.lateSeq);
  return isNewer ? prune({ ...state, lateAt: answer.at, lateSeq: answer.seq }) : state;
};

/** Closed, or marked "no reply needed". */
export const putAside = (state: WaitingState, when: { readonly seq: number; readonly at: number }): WaitingState =>
  ({ ...state, asideSeq: when.seq, asideAt: when.at });

/** Closed by mistake: what waited before waits again, since when it did. */
export const takeUp = (state: WaitingState): WaitingState =>
  state.asideSeq === 0 ? state : { ...state, asideSeq: 0, asideAt: 0 };

/** Time of the first thing said that still waits, ms since 1970; 0 = nobody waits. */
export const waitingSince = (state: WaitingState): number => {
  let since = 0;
  for (const said of state.pending) {
    if (isAside(state, said) || (said.courtesy && isBegun(state))) continue;
    if (since === 0 || said.at < since) since = said.at;
  }
  return since;
};

/** When we had last answered before what waits now, ms; 0 = never, or it was put aside since: the next question is a first one. */
export const handledAt = (state: WaitingState): number =>
  state.asideSeq > Math.max(state.seq, state.lateSeq) ? 0 : Math.max(state.at, state.lateAt);

/** The one predicate "unhandled" of list, badge, tray and report: somebody waits and it was not put off. */
export const isUnhandled = (row: { readonly waitingSince: number; readonly snooze?: object | undefined }): boolean =>
  row.waitingSince > 0 && row.snooze === undefined;

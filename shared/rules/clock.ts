/** How urgent a wait is: `p = elapsed / target` [look.md §4]. Pure; screens call it once a second for visible rows. */
export type ClockState = 'none' | 'ok' | 'warn' | 'overdue';

/** Under an hour `m:ss` digits, above it hours and minutes for a sentence made in i18n. */
export type ClockLabel =
  | { readonly kind: 'short'; readonly text: string }
  | { readonly kind: 'long'; readonly hours: number; readonly minutes: number };

export type Clock = {
  readonly state: ClockState;
  /** ms since the customer began to wait, never negative. */
  readonly elapsed: number;
  /** elapsed / target; 0 when nobody waits. */
  readonly p: number;
  /** Time waited; when overdue, the time past the target. */
  readonly label: ClockLabel;
};

export const WARN_AT = 0.6;

/** Whole seconds, rounded down: a clock never shows time that has not passed. */
export const labelOf = (ms: number): ClockLabel => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 3600) return { kind: 'short', text: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` };
  return { kind: 'long', hours: Math.floor(seconds / 3600), minutes: Math.floor((seconds % 3600) / 60) };
};

/** `since` 0 = nobody waits. `targetMs` > 0, from the rule pack of the channel. */
export const clockOf = (since: number, now: number, targetMs: number): Clock => {
  if (since <= 0) return { state: 'none', elapsed: 0, p: 0, label: labelOf(0) };
  const elapsed = Math.max(0, now - since);
  const p = elapsed / targetMs;
  const state = p >= 1 ? 'overdue' : p >= WARN_AT ? 'warn' : 'ok';
  return { state, elapsed, p, label: labelOf(state === 'overdue' ? elapsed - targetMs : elapsed) };
};

export const isOverdue = (since: number, now: number, targetMs: number): boolean => since > 0 && now - since >= targetMs;

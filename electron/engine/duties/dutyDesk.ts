/** What every desk of notices, complaints, leave and duties has: one command at a time, the fold, the company's day. */
import { dayTextAt } from '#shared/rules/duties/days';
import { createMutex } from '../platform/promises';
import type { EngineState } from '../state/engineState';
import type { Recorder } from '../state/recorder';

export type DutyDeskOptions = { readonly recorder: Recorder; readonly now: () => number };

export abstract class DutyDesk {
  protected readonly recorder: Recorder;
  protected readonly now: () => number;
  protected readonly inTurn = createMutex();

  constructor({ recorder, now }: DutyDeskOptions) {
    this.recorder = recorder;
    this.now = now;
  }

  protected get state(): EngineState { return this.recorder.state; }

  /** Where the shifts are kept, e.g. `2026-11-22`. */
  protected today(): string { return dayTextAt(this.state.duties.offsetMinutes, this.now()); }
}

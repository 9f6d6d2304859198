import type { Clock } from '../contract/channel';
import type { DemoCustomer, Step } from './script';

export type PlayerOptions = {
  readonly customer: DemoCustomer;
  readonly clock: Clock;
  /** Times faster than life. */
  readonly speed: number;
  readonly done: number;
  readonly replied: boolean;
  /** Performs step `index`; resolves once it is durable. A rejection stops this customer until the shop reopens. */
  readonly perform: (index: number) => Promise<void>;
  readonly typing: (active: boolean) => void;
  readonly closing: () => Promise<void>;
  readonly closed: boolean;
};

export type Player = {
  readonly start: () => void;
  /** The agent answered: steps that wait for it go on. */
  readonly reply: () => void;
  readonly stop: () => void;
};

const TYPING_SECONDS = 1.5;

/** Walks one customer through the script. One timer at a time; stops without a trace. */
export const createPlayer = (options: PlayerOptions): Player => {
  const { customer, clock, speed } = options;
  let { done, replied, closed } = options;
  let stopped = false;
  let isPerforming = false;
  let cancel: () => void = () => undefined;

  const wait = (seconds: number, run: () => void): void => {
    cancel = clock.after((seconds * 1000) / speed, () => { if (!stopped) run(); });
  };

  const perform = (run: () => Promise<void>, then: () => void): void => {
    isPerforming = true;
    run().then(() => {
      isPerforming = false;
      if (!stopped) then();
    }, () => { stopped = true; });
  };

  const advance = (): void => {
    done += 1;
    schedule();
  };

  const play = (): void => {
    if (customer.steps[done]?.when === 'silence' && replied) { advance(); return; }
    replied = false; // an answer that comes while this is being said counts for what comes next
    perform(() => options.perform(done), advance);
  };

  const afterTyping = (step: Step): void => {
    if (!step.text || step.after <= TYPING_SECONDS) { wait(step.after, play); return; }
    wait(step.after - TYPING_SECONDS, () => {
      if (step.when !== 'silence' || !replied) options.typing(true);
      wait(TYPING_SECONDS, play);
    });
  };

  const schedule = (): void => {
    const step = customer.steps[done];
    if (step) {
      if (step.when !== 'reply' || replied) afterTyping(step);
    } else if (replied && !closed) {
      closed = true;
      wait(3, () => perform(options.closing, () => undefined));
    }
  };

  return {
    start: schedule,
    reply: () => {
      if (replied || stopped) return;
      replied = true;
      if (isPerforming) return;
      if (customer.steps[done]?.when === 'reply' || !customer.steps[done]) schedule();
    },
    stop: () => { stopped = true; cancel(); },
  };
};

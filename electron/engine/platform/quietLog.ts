/**
 * One line per cause: a peer that repeats itself must not fill the log. The same words with the same facts are
 * written once in ten minutes, the next time with how often they came in between; a message whose facts never
 * repeat is written twenty times in that span.
 */
import type { Logger } from '../channels/contract/channel';
import type { LogSink } from './log';

const SPAN_MS = 10 * 60_000;
const MOST_VARIANTS = 20;
const MOST_MESSAGES = 500;

type Facts = Readonly<Record<string, unknown>>;
type Heard = { at: number; repeats: number };
type Spoken = { since: number; readonly variants: Map<string, Heard>; readonly others: Heard };

const keyOf = (facts: Facts): string => {
  try {
    return JSON.stringify(facts);
  } catch {
    return ''; // facts that cannot be written are redacted behind us
  }
};

/** How often it was held back before, or undefined when it is to be held back now. */
const hear = (heard: Heard, now: number): number | undefined => {
  if (now - heard.at < SPAN_MS) {
    heard.repeats += 1;
    return undefined;
  }
  const { repeats } = heard;
  heard.at = now;
  heard.repeats = 0;
  return repeats;
};

const variantOf = (spoken: Spoken, key: string): Heard => {
  const known = spoken.variants.get(key);
  if (known) return known;
  if (spoken.variants.size >= MOST_VARIANTS) return spoken.others;
  const fresh: Heard = { at: Number.NEGATIVE_INFINITY, repeats: 0 };
  spoken.variants.set(key, fresh);
  return fresh;
};

export const quietLogger = (log: Logger, now: () => number): Logger => {
  const spoken = new Map<string, Spoken>();
  const spokenOf = (message: string): Spoken => {
    const known = spoken.get(message);
    if (known && now() - known.since < SPAN_MS) return known;
    if (!known && spoken.size >= MOST_MESSAGES) spoken.clear();
    // A new span; what was held back in the last one is told by the next line of the same words.
    const recent = [...known?.variants ?? []].filter(([, heard]) => heard.repeats > 0);
    const fresh: Spoken = { since: now(), variants: new Map(recent), others: known?.others ?? { at: Number.NEGATIVE_INFINITY, repeats: 0 } };
    spoken.set(message, fresh);
    return fresh;
  };
  const at = (level: keyof Logger) => (message: string, facts: Facts = {}): void => {
    const repeats = hear(variantOf(spokenOf(`${level} ${message}`), keyOf(facts)), now());
    if (repeats !== undefined) log[level](message, repeats === 0 ? facts : { ...facts, repeated: repeats });
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
};

/** Every logger of `sink`, each quiet for itself. */
export const quietSink = (sink: LogSink, now: () => number): LogSink => ({ ...sink, logger: (scope, facts) => quietLogger(sink.logger(scope, facts), now) });

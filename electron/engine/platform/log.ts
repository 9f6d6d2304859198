/**
 * Log sink: one JSON line per fact in `engine.log`, rotated by size. Lines are queued and written off the
 * caller's path; `flushSync` is for the last words of a dying process.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { appendFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from '../channels/contract/channel';
import { redact } from './redact';

export type LogLine = { readonly at: string; readonly level: 'info' | 'warn' | 'error'; readonly scope: string; readonly message: string } & Readonly<Record<string, unknown>>;

export type LogSink = {
  /** A logger whose lines carry `scope` and `facts`. */
  readonly logger: (scope: string, facts?: Readonly<Record<string, unknown>>) => Logger;
  /** Resolves when every line so far is handed to the system. Never rejects. */
  readonly flush: () => Promise<void>;
  readonly flushSync: () => void;
};

export type LogFileOptions = { readonly path: string; readonly maxBytes?: number; readonly keep?: number; readonly now?: () => number };

/** Loggers over one `write`; redaction happens here so that no sink can forget it. */
export const loggersOver = (write: (line: LogLine) => void, now: () => number = Date.now): LogSink['logger'] => {
  const logger: LogSink['logger'] = (scope, facts = {}) => {
    const at = (level: LogLine['level']) => (message: string, more: Readonly<Record<string, unknown>> = {}) => {
      const safe = redact({ ...facts, ...more }) as Record<string, unknown>; // redact keeps the shape of an object
      write({ ...safe, at: new Date(now()).toISOString(), level, scope, message });
    };
    return { info: at('info'), warn: at('warn'), error: at('error') };
  };
  return logger;
};

export const createLogFile = (options: LogFileOptions): LogSink => {
  const { path, maxBytes = 4 * 1024 * 1024, keep = 3 } = options;
  mkdirSync(dirname(path), { recursive: true });
  let waiting: string[] = [];
  let writing: Promise<void> | null = null;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const lines = waiting.join('');
      waiting = [];
      // A log that cannot be written (full disk) must not stop the desk: these lines are given up.
      await rotate(path, maxBytes, keep).then(() => appendFile(path, lines)).catch(() => undefined);
    }
    writing = null;
  };
  const write = (line: LogLine): void => {
    waiting.push(`${JSON.stringify(line)}\n`);
    writing ??= Promise.resolve().then(drain);
  };
  return {
    logger: loggersOver(write, options.now),
    flush: async () => { while (writing) await writing; },
    flushSync: () => {
      const lines = waiting.join('');
      waiting = [];
      if (lines) appendFileSync(path, lines);
    },
  };
};

const rotate = async (path: string, maxBytes: number, keep: number): Promise<void> => {
  const size = await stat(path).then((found) => found.size, () => 0);
  if (size < maxBytes) return;
  await rm(`${path}.${keep}`, { force: true });
  for (let n = keep - 1; n >= 1; n -= 1) await rename(`${path}.${n}`, `${path}.${n + 1}`).catch(() => undefined);
  await rename(path, `${path}.1`);
};

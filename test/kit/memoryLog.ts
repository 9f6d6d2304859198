import { loggersOver, type LogLine, type LogSink } from '#electron/engine/platform/log';

/** Keeps the lines, so that a test can look for what must or must not be in them. */
export const createMemoryLog = (): LogSink & { readonly lines: LogLine[] } => {
  const lines: LogLine[] = [];
  return { lines, logger: loggersOver((line) => lines.push(line)), flush: async () => undefined, flushSync: () => undefined };
};

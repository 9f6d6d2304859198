import { join } from 'node:path';
import type { Logger } from '../engine/channels/contract/channel';
import { createLogFile } from '../engine/platform/log';

/** Main's own log, `<dataDir>/logs/main.log`: ids and codes, never texts or secrets. */
export type MainLog = Logger & {
  /** Resolves when every line so far is handed to the system. */
  readonly flush: () => Promise<void>;
  /** For the line before `app.exit`. */
  readonly flushSync: () => void;
};

export const createMainLog = (dataDir: string): MainLog => {
  const { logger, flush, flushSync } = createLogFile({ path: join(dataDir, 'logs', 'main.log') });
  return { ...logger('main'), flush, flushSync };
};

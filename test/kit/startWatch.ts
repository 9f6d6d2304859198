/** Times one start of an Electron app from outside: no inspector, nothing but a hook that notes two moments. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { prepareForTests } from '../../electron/runtime/forTests.mjs';
import { PASSPHRASE } from './deskActions';

export type StartMarks = {
  /** ms from the spawn to the window being shown. */
  readonly shown: number;
  /**
   * ms a person waits for the program until its content is painted in a window that is shown: from the spawn, or where
   * there is a door, from the spawn to the door and from the right password to the content.
   */
  readonly usable: number;
  /** ms the password's check took, slow by design; 0 without a door. */
  readonly check: number;
  /** Wall clock of the spawn, ms. */
  readonly at: number;
  /** Every moment noted, ms from the spawn. */
  readonly all: Readonly<Record<string, number>>;
};

const marksIn = (printed: string, at: number): StartMarks | undefined => {
  const text = /^START-MARKS (\{.*\})$/mu.exec(printed)?.[1];
  if (text === undefined) return undefined;
  const all: Record<string, number> = {};
  for (const [name, value] of Object.entries(JSON.parse(text) as Record<string, number | boolean>)) if (typeof value === 'number') all[name] = value - at; // the hook's own line
  const { shown = Number.NaN, painted = Number.NaN, door, asked = 0, signedIn = 0 } = all;
  const usable = door === undefined ? Math.max(shown, painted) : Math.max(shown, door) + painted - signedIn;
  return { shown, usable, check: signedIn - asked, at, all };
};

/**
 * Starts the app in the folder with this environment, waits until its window is shown with its content painted
 * (a row of the conversation list, or `[data-plain]`), lets it quit in order and gives the times. Rejects when the
 * app ends without them.
 */
export const timeStart = async (app: string, env: Readonly<Record<string, string>>): Promise<StartMarks> => {
  const { root, program, hasSandbox } = await prepareForTests();
  const args = ['-r', join(root, 'test/kit/startHook.cjs'), ...(hasSandbox ? [] : ['--no-sandbox']), '--password-store=basic', app];
  const at = Date.now();
  const child = spawn(program, args, { cwd: app, env: { ...process.env, START_PASSWORD: PASSPHRASE, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => { printed += chunk.toString('utf8'); });
  await once(child, 'close');
  const marks = marksIn(printed, at);
  if (marks === undefined) throw new Error(`the app in ${app} ended before it was usable`);
  return marks;
};

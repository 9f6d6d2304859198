// The one voice of the commands: progress goes to stderr, so that stdout stays for results.
import { writeSync } from 'node:fs';

/** One line of progress. */
export const say = (text) => { writeSync(2, `» ${text}\n`); };

/** An expected failure of a command: its text is a full sentence for the person at the keyboard. */
export class CommandError extends Error {}

/** Runs a command's main function; a `CommandError` is shown as its sentence, anything else with its stack. */
export const command = async (main) => {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    writeSync(2, error instanceof CommandError ? `✖ ${error.message}\n` : `✖ ${error.stack}\n`);
    process.exitCode = 1;
  }
};

#!/usr/bin/env node
// npm start [-- arguments for the app]: works right after `git clone`. ZUOXI_USER_DATA moves the data folder.
import './nodeVersion.mjs';
import { openDisplay } from './display.mjs';
import { ensureBuilt } from './build.mjs';
import { ROOT } from './paths.mjs';
import { prepare, screenGroups } from './prepare.mjs';
import { run } from './run.mjs';
import { sandboxSwitches } from './sandbox.mjs';
import { command, say } from './say.mjs';

await command(async () => {
  const electron = await prepare(...screenGroups());
  await ensureBuilt();
  const display = await openDisplay();
  if (display.isVirtual) say(`this machine has no screen: the desk runs on a virtual one (${display.env.DISPLAY}), nobody can see it`);
  say(`starting the desk on Electron ${electron.version}`);
  try {
    const passed = process.argv.slice(2).filter((argument) => argument !== '--');
    return await run(electron.program, [...sandboxSwitches(electron), ROOT, ...passed], { env: display.env, detached: process.platform !== 'win32' });
  } finally {
    await display.stop();
  }
});

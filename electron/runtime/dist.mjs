#!/usr/bin/env node
// npm run dist: builds, packages for this system, starts the packaged app once.
import './nodeVersion.mjs';
import { ensureBuilt } from './build.mjs';
import { openDisplay } from './display.mjs';
import { makeAndSmoke } from './distSteps.mjs';
import { prepare, screenGroups } from './prepare.mjs';
import { command } from './say.mjs';
import { report } from './steps.mjs';

await command(async () => {
  const electron = await prepare(...screenGroups(), 'dist');
  await ensureBuilt({ always: true });
  const display = await openDisplay();
  Object.assign(process.env, display.env);
  try {
    return report(await makeAndSmoke(electron, { quick: false }));
  } finally {
    await display.stop();
  }
});

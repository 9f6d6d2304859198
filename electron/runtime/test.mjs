#!/usr/bin/env node
// npm test: everything, on a machine that has only Node. Ends with a line `N passed, N failed`.
import './nodeVersion.mjs';
import { ensureBuilt } from './build.mjs';
import { openDisplay } from './display.mjs';
import { makeAndSmoke } from './distSteps.mjs';
import { prepare, screenGroups } from './prepare.mjs';
import { command, say } from './say.mjs';
import { action, atOnce, checkArrows, checkTypes, inOrder, lint, report, vitest } from './steps.mjs';

await command(async () => {
  const electron = await prepare(...screenGroups(), 'test', 'dist');
  say(`testing on Node ${process.versions.node} and Electron ${electron.version} (${electron.kind})`);
  const display = await openDisplay({ forEveryUser: true });
  Object.assign(process.env, display.env);
  try {
    return report(await inOrder(
      action('build', () => ensureBuilt({ always: true })),
      () => atOnce(checkTypes, lint, checkArrows),
      () => vitest('unit', 'contract'),
      () => vitest('integration'),
      () => vitest('faults'),
      () => vitest('e2e'),
      () => makeAndSmoke(electron),
    ));
  } finally {
    await display.stop();
  }
});

#!/usr/bin/env node
// npm run check: types per environment, lint, import arrows, unit and contract tests. The everyday gate.
import './nodeVersion.mjs';
import { ensureInstalled } from './install.mjs';
import { command } from './say.mjs';
import { atOnce, checkArrows, checkTypes, inOrder, lint, report, vitest } from './steps.mjs';

await command(async () => {
  await ensureInstalled();
  return report(await inOrder(() => atOnce(checkTypes, lint, checkArrows), () => vitest('unit', 'contract')));
});

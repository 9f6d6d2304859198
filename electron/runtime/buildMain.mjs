#!/usr/bin/env node
// npm run build: out/ anew, whatever lies there.
import './nodeVersion.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { command } from './say.mjs';

await command(async () => {
  await ensureInstalled();
  await ensureBuilt({ always: true });
});

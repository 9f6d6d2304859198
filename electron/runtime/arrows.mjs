#!/usr/bin/env node
// The import law (.dependency-cruiser.cjs) over the sources. Exit 1 on a violation and when no module was read:
// dependency-cruiser finds nothing, and calls that good, when it cannot load TypeScript.
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTypes from 'dependency-cruiser/config-utl/extract-ts-config';
import { inRoot, ROOT } from './paths.mjs';
import { command } from './say.mjs';

const require = createRequire(import.meta.url);

/** Every broken arrow below `folders` (paths from `base`), as `rule: from → to`. */
export const brokenArrows = async (folders, base = ROOT) => {
  const { forbidden, options } = require(inRoot('.dependency-cruiser.cjs'));
  const tsConfig = extractTypes(inRoot('tsconfig.base.json'));
  const { output } = await cruise(folders, { ...options, baseDir: base, ruleSet: { forbidden }, validate: true }, {}, { tsConfig });
  return {
    modules: output.summary.totalCruised,
    broken: output.summary.violations.map(({ rule, from, to, cycle }) => `${rule.name}: ${from} → ${cycle ? cycle.map((step) => step.name).join(' → ') : to}`),
  };
};

if (process.argv[1] === inRoot('electron/runtime/arrows.mjs')) {
  await command(async () => {
    const { modules, broken } = await brokenArrows(['electron', 'renderer', 'shared']);
    for (const line of broken) process.stdout.write(`${line}\n`);
    process.stdout.write(`${modules} modules, ${broken.length} broken arrows\n`);
    return modules > 0 && broken.length === 0 ? 0 : 1;
  });
}

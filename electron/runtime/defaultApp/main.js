// Stands in for Electron's own default_app in the fallback runtime: `electron [switches] [-r file] <app> [args]`.
// It is ESM with a top-level await on purpose: Electron holds `ready` until it settles, so that the app's main
// module can still register its scheme.
import { app } from 'electron';
import { readFileSync, statSync } from 'node:fs';
import Module from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const readArguments = (argv) => {
  const preloads = [];
  for (let index = 0; index < argv.length; index += 1) {
    const value = argv[index];
    if (value === '-r' || value === '--require') preloads.push(argv[++index]);
    else if (!value.startsWith('-')) return { preloads, target: value };
  }
  return { preloads, target: null };
};

const entryOf = (target) => {
  const path = resolve(target);
  if (!statSync(path).isDirectory()) return path;
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  app.setAppPath(path);
  return join(path, manifest.main);
};

const { preloads, target } = readArguments(process.argv.slice(1));
if (target === null) {
  process.stderr.write('usage: electron <app>\n');
  process.exit(2);
}
for (const file of preloads) Module._load(resolve(file), null, false);
await import(pathToFileURL(entryOf(target)).href);

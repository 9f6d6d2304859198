#!/usr/bin/env node
// npm run bench -- [--only NAME] [--json FILE]: runs test/bench/*.ts, each exporting `run(): Promise<BenchRow[]>`
// (test/kit/benchRow.ts), prints a table. Exit 1 when a target is missed or a bench failed.
import './nodeVersion.mjs';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { register as registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { openDisplay } from './display.mjs';
import { inRoot } from './paths.mjs';
import { prepare, screenGroups } from './prepare.mjs';
import { command, CommandError, say } from './say.mjs';

const HEAD = ['what', 'value', 'baseline', 'ratio', 'target', 'met'];

const figure = (value) => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3))));
const measure = (value, unit) => (value === null ? '' : `${figure(value)} ${unit}`);

const cells = ({ name, value, unit, baseline, ratio, target, met }) =>
  [name, measure(value, unit), measure(baseline, unit), ratio === null ? '' : figure(ratio), target ?? '', met === null ? '' : met ? 'yes' : 'NO'];

/** Every bench under its own name; numbers stand right. */
const table = (groups) => {
  const lines = groups.map(({ name, rows }) => ({ name, rows: rows.map(cells) }));
  const every = [HEAD, ...lines.flatMap(({ rows }) => rows)];
  const widths = HEAD.map((_, column) => Math.max(...every.map((line) => line[column].length)));
  const isNumber = (column) => column >= 1 && column <= 3;
  const print = (line) => line.map((text, column) => (isNumber(column) ? text.padStart(widths[column]) : text.padEnd(widths[column]))).join('  ').trimEnd();
  return [print(HEAD), ...lines.flatMap(({ name, rows }) => [`-- ${name}`, ...rows.map(print)])].join('\n');
};

const benchesNamed = (only) => {
  const folder = inRoot('test/bench');
  // What benches share lies beside them; a bench is what can be run.
  const isBench = (name) => name.endsWith('.ts') && /^export const run\b/mu.test(readFileSync(join(folder, name), 'utf8'));
  const all = existsSync(folder) ? readdirSync(folder).filter(isBench).map((name) => name.slice(0, -3)).sort() : [];
  const chosen = only ? all.filter((name) => name === only) : all;
  if (chosen.length === 0) throw new CommandError(`There is no bench ${only ? `named "${only}"` : 'yet'}. Known: ${all.join(', ')}.`);
  return chosen;
};

const runAll = async (names) => {
  const groups = [];
  let failures = 0;
  for (const name of names) {
    say(`bench ${name}`);
    try {
      const { run } = await import(pathToFileURL(inRoot('test/bench', `${name}.ts`)).href);
      groups.push({ name, rows: await run() });
    } catch (error) {
      failures += 1;
      say(`bench ${name} failed: ${error.stack}`);
    }
  }
  return { groups, failures };
};

await command(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
  await prepare(...screenGroups());
  await ensureBuilt();
  const display = await openDisplay();
  Object.assign(process.env, display.env);
  try {
    const { register } = await import('tsx/esm/api');
    register();
    registerHooks('./rawText.mjs', import.meta.url);
    const { groups, failures } = await runAll(benchesNamed(values.only));
    const rows = groups.flatMap((group) => group.rows.map((row) => ({ bench: group.name, ...row })));
    process.stdout.write(`${table(groups)}\n`);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
    return failures === 0 && rows.every((row) => row.met !== false) ? 0 : 1;
  } finally {
    await display.stop();
  }
});

#!/usr/bin/env node
// npm run bench -- [--only NAME] [--json FILE]: runs test/bench/*.ts, each exporting `run(): Promise<BenchRow[]>`
// (test/kit/benchRow.ts), prints a table. Exit 1 when a target is missed or a bench failed.
import './nodeVersion.mjs';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { openDisplay } from './display.mjs';
import { inRoot } from './paths.mjs';
import { prepare, screenGroups } from './prepare.mjs';
import { command, CommandError, say } from './say.mjs';

const HEAD = ['name', 'value', 'unit', 'baseline', 'ratio', 'target', 'met'];

const cell = (value) => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'NO';
  return typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value);
};

const table = (rows) => {
  const lines = [HEAD, ...rows.map((row) => HEAD.map((key) => cell(row[key])))];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((text, column) => text.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
};

const benchesNamed = (only) => {
  const folder = inRoot('test/bench');
  const all = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3)).sort() : [];
  const chosen = only ? all.filter((name) => name === only) : all;
  if (chosen.length === 0) throw new CommandError(`There is no bench ${only ? `named "${only}"` : 'yet'}. Known: ${all.join(', ')}.`);
  return chosen;
};

const runAll = async (names) => {
  const rows = [];
  let failures = 0;
  for (const name of names) {
    say(`bench ${name}`);
    try {
      const { run } = await import(pathToFileURL(inRoot('test/bench', `${name}.ts`)).href);
      rows.push(...await run());
    } catch (error) {
      failures += 1;
      say(`bench ${name} failed: ${error.stack}`);
    }
  }
  return { rows, failures };
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
    const { rows, failures } = await runAll(benchesNamed(values.only));
    process.stdout.write(`${table(rows)}\n`);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
    return failures === 0 && rows.every((row) => row.met !== false) ? 0 : 1;
  } finally {
    await display.stop();
  }
});

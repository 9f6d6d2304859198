// The steps of `npm run check` and `npm test`. Each gives how many things passed and failed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { inRoot, ROOT } from './paths.mjs';
import { node } from './run.mjs';
import { say } from './say.mjs';

/** @typedef {{ readonly passed: number, readonly failed: number }} Count */
const count = (isGood) => (isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
const plus = (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed });
const none = { passed: 0, failed: 0 };
/** One line for each thing that failed, in the order it did: told again at the end, where a long log is looked at. */
const failures = [];
/** What passed at a second try only. */
const shaky = [];

const program = async (name, args, options) => {
  const code = await node(args, { stdio: ['ignore', 2, 2], ...options });
  if (code !== 0) failures.push(name);
  say(`${code === 0 ? 'ok' : 'FAILED'}: ${name}`);
  return count(code === 0);
};

/** One type check per environment (each with its own globals), two at a time. */
export const checkTypes = async () => {
  const projects = readdirSync(ROOT).filter((name) => /^tsconfig\.(?!base)\w+\.json$/.test(name)).sort();
  const counts = await Promise.all(projects.map((project) => program(`types (${project})`, [inRoot('node_modules/ts7/bin/tsc'), '-p', project, '--pretty', 'false'])));
  return counts.reduce(plus, none);
};

export const lint = () => program('lint', [inRoot('node_modules/@biomejs/biome/bin/biome'), 'lint', '--diagnostic-level=warn', '--error-on-warnings']);

/** The import arrows. The script fails when nothing was read: an empty graph has no violations either. */
export const checkArrows = () => program('import arrows', [inRoot('electron/runtime/arrows.mjs')]);

const readReport = (path) => {
  try { return JSON.parse(readFileSync(path, 'utf8')); } catch { return null; }
};

/** A file that did not load has no tests to fail: it counts as one failure itself. A skipped test is a failure too. */
const countReport = (report, code) => {
  if (report === null) return count(false);
  const brokenFiles = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')).length;
  const failed = report.numFailedTests + brokenFiles + report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
};

const firstLine = (text) => (text ?? '').split('\n', 1)[0].slice(0, 300);

/** What failed, in words that fit one line each. */
const failuresOf = (report, name, code) => {
  if (report === null) return [`${name}: no report, exit code ${code}`];
  return report.testResults.flatMap((file) => {
    const tests = file.assertionResults.filter((test) => test.status !== 'passed');
    const where = relative(ROOT, file.name);
    if (tests.length === 0) return file.status === 'failed' ? [`${where}: ${firstLine(file.message)}`] : [];
    return tests.map((test) => `${where} > ${test.fullName.trim()}: ${test.status === 'failed' ? firstLine(test.failureMessages?.[0]) : test.status}`);
  });
};

/** Runs the named projects of vitest.config.ts. */
export const vitest = async (...projects) => {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-report-'));
  const file = join(folder, 'report.json');
  const flakyFile = join(folder, 'flaky.json');
  const code = await node([
    inRoot('node_modules/vitest/vitest.mjs'), 'run', ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default', '--reporter=json', `--reporter=${inRoot('electron/runtime/flakyReporter.mjs')}`, `--outputFile.json=${file}`,
  ], { stdio: ['ignore', 2, 2], env: { ZUOXI_FLAKY_FILE: flakyFile } });
  const answer = readReport(file);
  const result = countReport(answer, code);
  shaky.push(...readReport(flakyFile) ?? []);
  failures.push(...failuresOf(answer, projects.join(' and '), code));
  rmSync(folder, { recursive: true, force: true });
  say(`${result.failed === 0 ? 'ok' : 'FAILED'}: ${projects.join(' and ')} tests, ${result.passed} passed, ${result.failed} failed`);
  return result;
};

/** Runs steps in order, all of them, also after a failure. */
export const inOrder = async (...steps) => {
  let total = none;
  for (const step of steps) total = plus(total, await step());
  return total;
};

/** Runs steps at the same time. */
export const atOnce = async (...steps) => (await Promise.all(steps.map((step) => step()))).reduce(plus, none);

/** A step that has no count of its own: it passes unless it throws. */
export const action = (name, work) => async () => {
  try {
    await work();
    say(`ok: ${name}`);
    return count(true);
  } catch (error) {
    say(`FAILED: ${name}: ${error.message}`);
    failures.push(`${name}: ${firstLine(error.message)}`);
    return count(false);
  }
};

/** Names what passed at a second try only and what failed, then the last line of the output, alone, for people and for machines. Gives the exit code. */
export const report = ({ passed, failed }) => {
  for (const name of shaky) process.stdout.write(`second try: ${name}\n`);
  for (const failure of failures) process.stdout.write(`failed: ${failure}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
};

// Starts the packaged app once, as a user would, and looks at what it shows.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from './paths.mjs';
import { sandboxSwitches } from './sandbox.mjs';

const START_MS = 60_000;

const start = (program, dist, env) => {
  const userData = mkdtempSync(join(tmpdir(), 'zuoxi-packaged-'));
  const child = spawn(program, [...sandboxSwitches({ dist }), '--remote-debugging-port=0', '--lang=zh-CN'], {
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: '', ZUOXI_USER_DATA: userData, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { child, exited: once(child, 'exit'), end: () => { rmSync(userData, { recursive: true, force: true, maxRetries: 5 }); } };
};

/** `ws://…` of the debugger, read from the app's own line on stderr. */
const debuggerAddress = async (child) => {
  let text = '';
  for await (const chunk of child.stderr) {
    text += chunk;
    const found = /DevTools listening on (ws:\/\/\S+)/.exec(text);
    if (found) { child.stderr.resume(); return found[1]; }
  }
  throw new Error(`the packaged app ended at once: ${text.trim().split('\n').slice(-3).join(' | ')}`);
};

/** Attaching while the page is made can miss it: first wait until it is listed. */
const pageListed = async (address) => {
  const list = `http://${new URL(address).host}/json/list`;
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await wait(100)) {
    const pages = await fetch(list).then((answer) => answer.json(), () => []);
    if (pages.some((page) => page.url.startsWith('app://main/'))) return;
  }
  throw new Error('the packaged app showed no window');
};

/** Resolves with what the window says when it has drawn something; the app is quit in order. */
export const lookAtWindow = async (program, dist) => {
  const { child, exited, end } = start(program, dist, { ZUOXI_TEST_DEBUG: '1' });
  try {
    const address = await debuggerAddress(child);
    await pageListed(address);
    const { chromium } = await import('playwright-core');
    const browser = await chromium.connectOverCDP(address, { timeout: START_MS });
    const [page] = browser.contexts().flatMap((context) => context.pages()).filter((each) => each.url().startsWith('app://main/'));
    await page.waitForFunction(() => document.body.textContent.trim() !== '', undefined, { timeout: START_MS, polling: 100 });
    const seen = await page.evaluate(() => ({ title: document.title, text: document.body.textContent.slice(0, 200) }));
    await page.screenshot({ path: inRoot('test-results', 'packaged.png') });
    child.kill('SIGTERM');
    await exited;
    return seen;
  } finally {
    child.kill('SIGKILL');
    await exited;
    end();
  }
};

/** True when the app does not start with a debugging port it was not allowed to open. */
export const refusesDebugger = async (program, dist) => {
  const { child, exited, end } = start(program, dist, {});
  const timer = setTimeout(() => { child.kill('SIGKILL'); }, START_MS);
  const [code, signal] = await exited;
  clearTimeout(timer);
  end();
  return code === 1 && signal === null;
};

/** Drives the real app: launch, look, kill any of its processes, start again on the same data. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { Bridge, Envelope } from '#shared/ipc/appChannel';
import { prepareForTests } from '../../electron/runtime/forTests.mjs';
import { isAlive, killNow, untilGone } from './processes';

export type LaunchOptions = {
  /** Folder of an earlier launch; a fresh one otherwise, removed by `dispose`. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** CSS pixels of the window. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly theme?: 'light' | 'dark';
  readonly locale?: 'zh-CN' | 'en-US';
  /** `none`: a system without key store. `system`: whatever this session has (run inside a keyring for that). */
  readonly keyStore?: 'none' | 'system';
  readonly args?: readonly string[];
  /** Another program and app folder than the prepared ones, started with Chromium's sandbox on (see `ordinaryUser`). */
  readonly sandboxed?: { readonly program: string; readonly app: string };
};

export type DeskApp = {
  readonly electron: ElectronApplication;
  /** The desk's window. */
  readonly page: Page;
  readonly userData: string;
  /** `<userData>/desk`: ledger, state, logs, vault. */
  readonly dataDir: string;
  /** Calls a route of `shared/ipc/appRoutes` from the page; throws with the error's code. */
  readonly call: (method: string, input?: unknown) => Promise<unknown>;
  readonly enginePid: () => Promise<number>;
  readonly rendererPid: () => Promise<number>;
  /** kill -9 of one process; resolves when it is gone. */
  readonly killEngine: () => Promise<void>;
  readonly killRenderer: () => Promise<void>;
  /** kill -9 of main and everything it started; resolves when all are gone. */
  readonly killAll: () => Promise<void>;
  /** Ends what still runs and launches again with the same options and data. */
  readonly restart: (changes?: LaunchOptions) => Promise<DeskApp>;
  /** `test-results/screens/<name>.png`; gives the path. */
  readonly screenshot: (name: string) => Promise<string>;
  /** Quits in order (ledger flushed); the data stays. */
  readonly quit: () => Promise<void>;
  /** Quits and removes data this launch made. For `afterEach`. */
  readonly dispose: () => Promise<void>;
};

const LAUNCH_MS = 30_000;

const DEFAULT_SIZE = { width: 1366, height: 768 } as const;

/** Of the window as an earlier launch left it, if there was one. */
const lookBefore = (path: string): object => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) as object : {}); // the app wrote it

const seedLook = (userData: string, { size = DEFAULT_SIZE, theme }: LaunchOptions): void => {
  const path = join(userData, 'window.json');
  writeFileSync(path, JSON.stringify({ ...lookBefore(path), bounds: { x: 0, y: 0, ...size }, theme: theme ?? 'light' }));
};

const environment = (userData: string, extra: LaunchOptions['env']): Record<string, string> => {
  const inherited = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
  delete inherited.ELECTRON_RUN_AS_NODE;
  return { ...inherited, ZUOXI_USER_DATA: userData, ...extra };
};

const pidsOf = (electron: ElectronApplication): Promise<readonly { readonly pid: number; readonly name: string }[]> =>
  electron.evaluate(({ app }) => app.getAppMetrics().map((each) => ({ pid: each.pid, name: each.name ?? each.type })));

const launchOnce = async (userData: string, options: LaunchOptions): Promise<ElectronApplication> => {
  const { root, app, program, hasSandbox } = await prepareForTests();
  return _electron.launch({
    executablePath: options.sandboxed?.program ?? program,
    args: [
      '-r', join(options.sandboxed?.app ?? root, 'test/kit/holdReady.cjs'),
      ...(options.keyStore === 'system' ? [] : ['--password-store=basic']),
      `--lang=${options.locale ?? 'zh-CN'}`,
      ...(options.args ?? []),
      options.sandboxed?.app ?? app,
    ],
    cwd: options.sandboxed?.app ?? app,
    env: environment(userData, options.env),
    chromiumSandbox: hasSandbox || options.sandboxed !== undefined,
    timeout: LAUNCH_MS,
  });
};

/** The fallback runtime dies about once in a hundred launches while the inspector attaches, before any of our code. */
const launch = async (userData: string, options: LaunchOptions): Promise<ElectronApplication> => {
  try {
    return await launchOnce(userData, options);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('signal=SIGSEGV')) throw error;
    return launchOnce(userData, options);
  }
};

const untilShown = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ BrowserWindow }) => new Promise<void>((resolve) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window || window.isVisible()) resolve();
    else window.once('show', () => { resolve(); });
  }));

/** Launches the app and resolves when its window shows the loaded page. */
export const launchApp = async (options: LaunchOptions = {}): Promise<DeskApp> => {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'zuoxi-'));
  seedLook(userData, options);
  const electron = await launch(userData, options);
  const page = await electron.firstWindow({ timeout: LAUNCH_MS });
  await page.waitForLoadState('domcontentloaded');
  await untilShown(electron);
  const mainPid = electron.process().pid ?? 0;
  const closed = new Promise<void>((resolve) => { electron.once('close', () => { resolve(); }); });

  const call = async (method: string, input?: unknown): Promise<unknown> => {
    const answer: Envelope = await page.evaluate(([m, i]) => {
      const { zuoxi } = globalThis as unknown as { readonly zuoxi: Bridge }; // what the preload put there
      return zuoxi.request(String(m), i);
    }, [method, input]);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };
  const enginePid = async (): Promise<number> => {
    const engine = (await pidsOf(electron)).find((each) => each.name === 'Zuoxi engine');
    if (!engine) throw new Error('the engine does not run');
    return engine.pid;
  };
  const rendererPid = (): Promise<number> => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);
  const killOne = async (pid: number): Promise<void> => { killNow(pid); await untilGone([pid]); };
  const quit = async (): Promise<void> => {
    if (!isAlive(mainPid)) return;
    const pids = (await pidsOf(electron)).map((each) => each.pid);
    await electron.close();
    await untilGone(pids);
  };
  const killAll = async (): Promise<void> => {
    const pids = [mainPid, ...(await pidsOf(electron)).map((each) => each.pid)];
    for (const pid of pids) killNow(pid);
    await closed;
    await untilGone(pids);
  };
  return {
    electron, page, userData, dataDir: join(userData, 'desk'), call, enginePid, rendererPid, quit, killAll,
    killEngine: async () => { await killOne(await enginePid()); },
    killRenderer: async () => { await killOne(await rendererPid()); },
    restart: async (changes = {}) => { await quit(); return launchApp({ ...options, ...changes, userData }); },
    screenshot: async (name) => {
      const folder = join(import.meta.dirname, '../../test-results/screens');
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path });
      return path;
    },
    dispose: async () => {
      await quit();
      if (!options.userData) rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { launchApp, type DeskApp, type LaunchOptions } from '#test/kit/app';
import { watchViolations } from '#test/kit/violations';
import type { EngineState, VaultState } from '#shared/ipc/appRoutes';

let desk: DeskApp;

const open = async (options: LaunchOptions = {}): Promise<DeskApp> => { desk = await launchApp(options); return desk; };

const engineState = async (): Promise<EngineState> => await desk.call('engine.state') as EngineState; // the route's output
const vaultState = async (): Promise<VaultState> => await desk.call('vault.state') as VaultState; // the route's output
const untilEngine = (state: EngineState['state']): Promise<void> => expect.poll(async () => (await engineState()).state, { timeout: 20_000 }).toBe(state);

afterEach(async () => { await desk.dispose(); });

describe('the real app', () => {
  it('shows a sandboxed window whose page breaks no policy of its own', async () => {
    await open();
    const seen = await desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => ({
      isVisible: window.isVisible(), minimum: window.getMinimumSize(),
      ...(({ sandbox, contextIsolation, nodeIntegration, webviewTag }) => ({ sandbox, contextIsolation, nodeIntegration, webviewTag: Boolean(webviewTag) }))(
        (window.webContents as unknown as { readonly getLastWebPreferences: () => Electron.WebPreferences }).getLastWebPreferences(), // there, but not in its types
      ),
    })));
    expect(seen).toEqual([{ isVisible: true, minimum: [900, 560], sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false }]);
    const refused = await watchViolations(desk);
    await desk.page.locator('body :text-matches(".")').first().waitFor();
    await untilEngine('running');
    expect(await desk.page.evaluate(() => ({ origin: location.origin, isolated: crossOriginIsolated, node: 'process' in globalThis }))).toEqual({ origin: 'app://main', isolated: true, node: false });
    expect(await refused()).toEqual([]);
    await desk.screenshot('smoke-first-window');
  });

  it('reaches nothing outside: no fetch, no navigation, no second window, no file above its folder', async () => {
    await open();
    const tried = await desk.page.evaluate(async () => {
      const status = async (url: string): Promise<number | string> => fetch(url).then((answer) => answer.status, () => 'refused');
      return {
        web: await status('https://example.org/'),
        file: await status('file:///etc/passwd'),
        above: await status('app://main/..%2f..%2fpackage.json'),
        otherHost: await status('app://other/index.html'),
        blob: await status(`app://main/blob/${'0'.repeat(64)}?type=text/html`),
        opened: window.open('https://example.org/') === null,
      };
    });
    expect(tried).toEqual({ web: 'refused', file: 'refused', above: 403, otherHost: 'refused', blob: 404, opened: true });
    await desk.page.evaluate(() => { location.href = 'https://example.org/'; });
    expect(await desk.page.evaluate(() => location.href)).toMatch(/^app:\/\/main\//);
    await expect(desk.call('nothing.here')).rejects.toThrow('ipc.unknownMethod');
    await expect(desk.call('app.openExternal', { url: 'file:///etc/passwd' })).rejects.toThrow('ipc.badInput');
  });

  it('starts the engine again after kill -9 and says so meanwhile', async () => {
    await open();
    await untilEngine('running');
    const before = await desk.enginePid();
    const told = desk.page.evaluate(() => new Promise<readonly string[]>((resolve) => {
      const { zuoxi } = globalThis as unknown as { readonly zuoxi: { on: (listener: (event: string, data: { readonly state: string }) => void) => () => void } }; // the preload's bridge
      const states: string[] = [];
      const stop = zuoxi.on((event, data) => {
        if (event !== 'engine.state') return;
        states.push(data.state);
        if (data.state === 'running') { stop(); resolve(states); }
      });
    }));
    await desk.killEngine();
    expect(await told).toEqual(['restarting', 'running']);
    expect(await desk.enginePid()).not.toBe(before);
  });

  it('comes back after its window died, and quits in order', async () => {
    await open();
    await untilEngine('running');
    const before = await desk.rendererPid();
    const loaded = desk.electron.evaluate(({ BrowserWindow }) => new Promise<void>((resolve) => { BrowserWindow.getAllWindows()[0]?.webContents.once('did-finish-load', () => { resolve(); }); }));
    await desk.killRenderer();
    await loaded;
    expect(await desk.rendererPid()).not.toBe(before);
    await desk.quit();
    const log = readFileSync(join(desk.dataDir, 'logs', 'main.log'), 'utf8');
    expect(log).toContain('"state":"stopped"');
    expect(log).not.toContain('engine.stopDeadline');
  });

  it('hides when closed, keeps receiving, and shows again', async () => {
    await open();
    await untilEngine('running');
    await desk.call('window.control', { action: 'close' });
    const isVisible = (): Promise<boolean | undefined> => desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    await expect.poll(isVisible).toBe(false);
    expect((await engineState()).state).toBe('running');
    await desk.electron.evaluate(({ app }) => { app.emit('second-instance', {}, [], ''); });
    await expect.poll(isVisible).toBe(true);
  });
});

describe('the vault without a key store', () => {
  const passphrase = '东湖边的第三棵樟树';

  it('asks for a passphrase, seals with it, and stays locked until it is given', async () => {
    await open();
    expect(await vaultState()).toEqual({ kind: 'none', backend: 'basic_text' });
    await expect(desk.call('vault.create', { passphrase: '短' })).rejects.toThrow('vault.weak');
    await desk.call('vault.create', { passphrase });
    expect((await vaultState()).kind).toBe('passphrase');
    await expect(desk.call('vault.create', { passphrase })).rejects.toThrow('vault.exists');

    desk = await desk.restart();
    expect((await vaultState()).kind).toBe('locked');
    expect(await desk.call('vault.unlock', { passphrase: `${passphrase}！` })).toEqual({ ok: false });
    expect(await desk.call('vault.unlock', { passphrase })).toEqual({ ok: true });
    expect((await vaultState()).kind).toBe('passphrase');

    const file = join(desk.dataDir, 'vault.json');
    expect(existsSync(file)).toBe(true);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toContain(passphrase);
  });
});

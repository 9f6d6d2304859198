/** The plain things the desk is compared with: small Electron apps in a folder, started with the same runtime. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { prepareForTests } from '../../electron/runtime/forTests.mjs';

const manifest = JSON.stringify({ name: 'plain', version: '1.0.0', type: 'module', main: 'main.mjs' });

const viewsMain = `
import { app, BrowserWindow, WebContentsView } from 'electron';
import { join } from 'node:path';
const count = Number(process.env.PLAIN_VIEWS);
const page = join(import.meta.dirname, 'blank.html');
app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } });
  await window.loadFile(page);
  for (let n = 0; n < count; n += 1) {
    const view = new WebContentsView({ webPreferences: { sandbox: true, partition: 'persist:account-' + n } });
    window.contentView.addChildView(view);
    view.setBounds({ x: 0, y: 0, width: 1366, height: 768 });
    await view.webContents.loadFile(page);
  }
  process.stdout.write('PLAIN-READY\\n');
});
process.stdin.on('end', () => app.quit()).resume();
`;

/** A blank window, with as many blank web views as PLAIN_VIEWS says, each with its own stored partition. Prints PLAIN-READY; quits when its input ends. */
export const writeViewsApp = async (dir: string): Promise<void> => {
  await writeFile(join(dir, 'package.json'), manifest);
  await writeFile(join(dir, 'main.mjs'), viewsMain);
  await writeFile(join(dir, 'blank.html'), '<!doctype html><meta charset="utf-8"><title>blank</title>');
};

// Shows itself, serves itself and caches its code as the desk does.
const reactMain = `
import { app, BrowserWindow, protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }]);
if (process.env.PLAIN_DATA) app.setPath('userData', process.env.PLAIN_DATA);
app.whenReady().then(async () => {
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url);
    return new Response(await readFile(join(import.meta.dirname, 'page', pathname)), { headers: { 'content-type': types[extname(pathname)] } });
  });
  const window = new BrowserWindow({ width: 1366, height: 768, show: false, frame: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  await window.loadURL('app://main/index.html');
});
`;

const reactPage = `
import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.getElementById('root')).render(createElement(StrictMode, null, createElement('main', { 'data-plain': '' }, '空窗口')));
`;

/** An empty window whose page is drawn by React, bundled for production, from app://. Its data lies where PLAIN_DATA says. */
export const writeReactApp = async (dir: string): Promise<void> => {
  const { root } = await prepareForTests();
  const source = join(dir, 'source');
  await mkdir(source, { recursive: true });
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'));
  await writeFile(join(dir, 'package.json'), manifest);
  await writeFile(join(dir, 'main.mjs'), reactMain);
  await writeFile(join(source, 'page.js'), reactPage);
  await writeFile(join(source, 'index.html'), '<!doctype html><html><head><meta charset="utf-8"><title>empty</title></head><body><div id="root"></div><script type="module" src="./page.js"></script></body></html>');
  await build({ root: source, base: './', configFile: false, logLevel: 'warn', build: { outDir: join(dir, 'page'), emptyOutDir: true, target: 'chrome130' } });
};

import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/**
 * zod probes for eval when the first schema is made, and our policy reports the probe. Chunks decide which module
 * runs first, so no import of ours can be sure to come before it: its own default is changed instead.
 */
const zodWithoutEval = (): Plugin => ({
  name: 'zod-without-eval',
  transform(code, id) {
    if (!/[/\\]zod[/\\]v4[/\\]core[/\\]core\.js$/.test(id)) return undefined;
    const changed = code.replace('__zod_globalConfig = {}', '__zod_globalConfig = { jitless: true }');
    if (changed === code) this.error('zod no longer starts its configuration as it did: look at core.js');
    return { code: changed, map: null };
  },
});

// Targets are the runtime floor (Electron 33), not what package.json's electron says: the code runs on both.
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'electron/app/main.ts', engine: 'electron/engine/main.ts' },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: { input: { index: 'electron/preload/index.ts' }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), zodWithoutEval()],
    optimizeDeps: { include: ['dexie'] },
    worker: { format: 'es', plugins: () => [zodWithoutEval()] },
    build: {
      target: 'chrome130',
      minify: 'oxc',
      cssMinify: true,
      rolldownOptions: {
        input: { index: 'renderer/index.html' },
        // What every window begins with in one file: main serves each by itself while it has most to do.
        output: { codeSplitting: { groups: [{ name: 'base', test: /\/node_modules\/(react|react-dom|scheduler|i18next|zustand|zod)\/|\/renderer\/(i18n|bridge)\//u }] } },
      },
    },
  },
});

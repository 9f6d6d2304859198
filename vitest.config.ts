import { defineConfig } from 'vitest/config';

// One project per layer: `check` runs unit and contract, `npm test` all of them.
const node = (name: string, options: { readonly timeout: number; readonly setup?: readonly string[]; readonly parallel?: boolean; readonly hasWindows?: boolean; readonly retry?: number }) => ({
  test: {
    name,
    environment: 'node' as const,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    setupFiles: [...(options.setup ?? [])],
    globalSetup: options.hasWindows ? ['electron/runtime/vitestDisplay.mjs'] : [],
    testTimeout: options.timeout,
    hookTimeout: options.timeout,
    fileParallelism: options.parallel ?? true,
    // A desk of five processes on two cores: one more try, and the run names who needed it.
    retry: options.retry ?? 0,
    // A poll ends when it sees what it waits for; the limit only says when to give up on a slow machine.
    expect: { poll: { timeout: 15_000 } },
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      node('unit', { timeout: 20_000, setup: ['fake-indexeddb/auto', 'test/kit/propertySeed.ts'] }),
      node('contract', { timeout: 60_000, setup: ['fake-indexeddb/auto', 'test/kit/propertySeed.ts'] }),
      node('integration', { timeout: 120_000, setup: ['fake-indexeddb/auto', 'test/kit/propertySeed.ts'] }),
      node('faults', { timeout: 300_000, setup: ['test/kit/propertySeed.ts'], hasWindows: true }),
      node('e2e', { timeout: 120_000, parallel: false, hasWindows: true, retry: 1 }),
    ],
  },
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { brokenArrows } from '../../../../electron/runtime/arrows.mjs';

/** A small tree like the real one: every file breaks one rule, named in the first column. */
const FORBIDDEN: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ['shared-is-pure', 'shared/domain/a.ts', 'ws'],
  ['no-node-in-the-window', 'shared/domain/b.ts', 'node:fs'],
  ['electron-only-in-its-world', 'electron/engine/host/a.ts', 'electron'],
  ['electron-only-in-its-world', 'renderer/desk/a.ts', 'electron'],
  ['engine-knows-no-shell', 'electron/engine/host/b.ts', '../../vault/vault'],
  ['channels-know-no-records', 'electron/engine/channels/onebot/a.ts', '../../ledger/contract'],
  ['channels-know-not-each-other', 'electron/engine/channels/onebot/b.ts', '../xmpp/ids'],
  ['shell-touches-the-engine-by-port', 'electron/app/a.ts', '../engine/ledger/contract'],
  ['preload-is-generic', 'electron/preload/a.ts', '../vault/vault'],
  ['renderer-stays-in-the-window', 'renderer/bridge/a.ts', '../../electron/vault/vault'],
  ['only-the-archive-has-dexie', 'renderer/desk/b.ts', 'dexie'],
  ['desk-knows-no-other-screen', 'renderer/desk/c.ts', '../admin/page'],
  ['no-test-in-the-product', 'electron/app/b.ts', '../../test/kit/thing'],
  ['resolvable', 'electron/app/c.ts', './nowhere'],
];

const ALLOWED: readonly (readonly [file: string, imports: string])[] = [
  ['electron/vault/vault.ts', 'electron'],
  ['electron/engine/ledger/contract.ts', 'node:fs'],
  ['electron/engine/channels/xmpp/ids.ts', 'ws'],
  ['renderer/admin/page.ts', 'react'],
  ['renderer/archive/store.ts', 'dexie'],
  ['shared/domain/ok.ts', 'zod'],
  ['test/kit/thing.ts', 'node:fs'],
];

const root = join(import.meta.dirname, '../../../..');
let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'arrows-'));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const [file, imports] of [...FORBIDDEN.map(([, file, imports]) => [file, imports] as const), ...ALLOWED]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), `import * as it from '${imports}';\nexport const seen = it;\n`);
  }
});
afterAll(() => { rmSync(tree, { recursive: true, force: true }); });

it('catches each forbidden import and nothing that is allowed', async () => {
  const { modules, broken } = await brokenArrows(['electron', 'renderer', 'shared'], tree);
  expect(modules).toBeGreaterThan(FORBIDDEN.length);
  for (const [rule, file] of FORBIDDEN) expect(broken.filter((line) => line.startsWith(`${rule}: ${file} →`)), `${rule} in ${file}`).toHaveLength(1);
  const forbiddenFiles = new Set(FORBIDDEN.map(([, file]) => file));
  expect(broken.filter((line) => ![...forbiddenFiles].some((file) => line.includes(`: ${file} →`)))).toEqual([]);
});

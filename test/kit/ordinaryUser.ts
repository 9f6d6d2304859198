/** Runs the app as a user without rights, with Chromium's sandbox on, when the tests themselves run as root. */
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareForTests } from '../../electron/runtime/forTests.mjs';
import type { LaunchOptions } from './app';

export type OrdinaryUser = { readonly launch: LaunchOptions; readonly remove: () => void };

/** `nobody` on every Linux. */
const NOBODY = 65_534;

/** Copies runtime and build to where everyone may read them, and writes a program that gives up its rights first. */
export const asOrdinaryUser = async (): Promise<OrdinaryUser> => {
  const { root, app: build, dist, hasSandbox } = await prepareForTests();
  if (hasSandbox) return { launch: {}, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-nobody-'));
  chmodSync(folder, 0o755);
  const runtime = join(folder, 'electron');
  cpSync(dist, runtime, { recursive: true });
  chmodSync(join(runtime, 'chrome-sandbox'), 0o755);
  const app = join(folder, 'app');
  cpSync(build, app, { recursive: true });
  cpSync(join(root, 'test/kit/holdReady.cjs'), join(app, 'test/kit/holdReady.cjs'));
  const userData = join(folder, 'data');
  mkdirSync(userData);
  chownSync(userData, NOBODY, NOBODY);
  const program = join(folder, 'run');
  writeFileSync(program, `#!/bin/sh\nexec setpriv --reuid ${NOBODY} --regid ${NOBODY} --clear-groups env HOME=${userData} ${join(runtime, 'electron')} "$@"\n`, { mode: 0o755 });
  return {
    launch: { userData, sandboxed: { program, app } },
    remove: () => { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); },
  };
};

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { launchApp, type DeskApp } from '#test/kit/app';
import { asOrdinaryUser, type OrdinaryUser } from '#test/kit/ordinaryUser';

let user: OrdinaryUser;
let desk: DeskApp | undefined;

beforeEach(async () => { user = await asOrdinaryUser(); });
afterEach(async () => { await desk?.dispose(); user.remove(); });

it('puts the window into the system call filter and a process namespace of its own for an ordinary user', async () => {
  const launched = await launchApp(user.launch);
  desk = launched;
  await expect.poll(async () => (await launched.call('engine.state') as { readonly state: string }).state, { timeout: 20_000 }).toBe('running'); // the route's output
  const status = readFileSync(`/proc/${await launched.rendererPid()}/status`, 'utf8');
  expect(/^Seccomp:\s+2$/m.test(status), 'seccomp filter').toBe(true);
  expect(/^NSpid:\s+\d+\s+\d+/m.test(status), 'process namespace').toBe(true);
  expect(/^Uid:\s+0\b/m.test(status), 'root').toBe(false);
});

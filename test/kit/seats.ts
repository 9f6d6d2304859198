/** One computer over restarts of its engine: what stays on it, and engines that end with the test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { PersonId } from '#shared/domain/ids';
import { createManualClock } from './manualClock';
import { startMemoryEngine, type MemoryEngine, type MemoryEngineOptions } from './memoryEngine';
import { createMemoryDisk, type MemoryDisk } from './memoryLedger';
import { createMemoryPasswords } from './memoryPasswords';
import { createMemoryVault } from './memoryVault';

/** What an engine finds again when it is started on it once more. */
export type Seat = MemoryEngineOptions & { readonly disk: MemoryDisk; readonly dataDir: string };

const running: MemoryEngine[] = [];
const folders: string[] = [];

/** Ends what the tests of this file left running and removes their folders; call once, at the top. `at`: when an engine starts, ms. */
export const seats = (at?: number) => {
  afterEach(async () => {
    for (const engine of running.splice(0)) await engine.stop();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return {
    seatOf: async (more: MemoryEngineOptions = {}): Promise<Seat> => {
      const dataDir = await mkdtemp(join(tmpdir(), 'zuoxi-seat-'));
      folders.push(dataDir);
      return { disk: createMemoryDisk(), vault: createMemoryVault(), passwords: createMemoryPasswords(), dataDir, ...more };
    },
    start: async (seat: Seat, from = at): Promise<MemoryEngine> => {
      const engine = await startMemoryEngine({ ...seat, clock: createManualClock(from) });
      running.push(engine);
      return engine;
    },
    /** It was killed: it cannot be stopped in order. */
    forget: (engine: MemoryEngine): void => { running.splice(running.indexOf(engine), 1); },
    /** Stops it in order; resolves with the time it was. */
    end: async (engine: MemoryEngine): Promise<number> => {
      running.splice(running.indexOf(engine), 1);
      await engine.stop();
      return engine.clock.now();
    },
  };
};

/** Adds a person; one above agent is made so by the only administrator. */
export const hire = async (engine: MemoryEngine, name: string, role: 'agent' | 'supervisor' = 'agent'): Promise<PersonId> => {
  const person = (await engine.desk.call('person.add', { name, role: 'agent', password: '初始口令-2026' })).person as PersonId; // ids as the engine makes them
  if (role === 'supervisor') await engine.desk.call('person.setRole', { person, role, reason: '任命' });
  return person;
};

import { expect, it } from 'vitest';
import { createGate } from '#electron/engine/platform/gate';

it('lets readers pass together, one alone, and whoever comes meanwhile after him (bug: records erased under an export)', async () => {
  const gate = createGate();
  const said: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => (): Promise<void> => {
    said.push(`${name} begins`);
    return new Promise((resolve) => ends.set(name, () => { said.push(`${name} ends`); resolve(); }));
  };
  const all = [gate.pass(work('a')), gate.pass(work('b')), gate.alone(work('eraser')), gate.pass(work('c'))];
  await Promise.resolve();
  expect(said).toEqual(['a begins', 'b begins']);
  ends.get('a')?.();
  await all[0];
  expect(said).not.toContain('eraser begins');
  ends.get('b')?.();
  await expect.poll(() => said).toContain('eraser begins');
  expect(said).not.toContain('c begins');
  ends.get('eraser')?.();
  await expect.poll(() => said.at(-1)).toBe('c begins');
  ends.get('c')?.();
  await Promise.all(all);
});

it('opens again when the work inside failed (bug: one failed erasure and no backup ever runs again)', async () => {
  const gate = createGate();
  await expect(gate.alone(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
  await expect(gate.pass(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  await expect(gate.alone(async () => 'done')).resolves.toBe('done');
});

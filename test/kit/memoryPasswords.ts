import type { Passwords } from '#electron/engine/people/passwords';

export type MemoryPasswords = Passwords & { readonly kept: Map<string, { readonly password: string; readonly initial: boolean }> };

/** Verifiers in memory, without the cost of a hash. */
export const createMemoryPasswords = (): MemoryPasswords => {
  const kept: MemoryPasswords['kept'] = new Map();
  return {
    kept,
    set: async (person, password, initial) => { kept.set(person, { password, initial }); },
    verify: async (person, password) => (kept.get(person)?.password === password ? { ok: true, mustChange: false } : { ok: false, waitMs: 0 }),
    remove: async (person) => { kept.delete(person); },
  };
};

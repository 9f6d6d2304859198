import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const engine = vi.hoisted(() => ({ call: vi.fn((_method: string, _input?: unknown) => Promise.resolve({})) }));
vi.mock('#renderer/bridge/desk', () => ({ desk: { call: engine.call, onConnection: () => () => undefined, isConnected: () => true } }));
vi.stubGlobal('window', { addEventListener: () => undefined });

const { saveLayout } = await import('#renderer/state/layout');
const saved = (): readonly unknown[] => engine.call.mock.calls.map(([, input]) => (input as { readonly value: unknown }).value); // layout.save's input

beforeEach(() => {
  vi.useFakeTimers();
  engine.call.mockClear();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

describe('what is on the screen', () => {
  it('is kept within a moment and while it goes on changing (bug: each change began the wait anew, a kill took the tab on the screen)', async () => {
    await vi.advanceTimersByTimeAsync(1000);
    let tab = 0;
    saveLayout('tabs', () => tab);
    await vi.advanceTimersByTimeAsync(60);
    expect(saved()).toEqual([0]);
    for (tab = 1; tab <= 20; tab += 1) {
      saveLayout('tabs', () => tab);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saved().length).toBeGreaterThanOrEqual(6);
    expect(saved().length).toBeLessThanOrEqual(9);
    await vi.advanceTimersByTimeAsync(300);
    expect(saved().at(-1)).toBe(21);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/domain/errors';
import type { ConversationId } from '#shared/domain/ids';

type Call = (method: string, input: unknown) => Promise<unknown>;
const engine = vi.hoisted(() => ({ call: vi.fn<Call>() }));
vi.mock('#renderer/bridge/desk', () => ({ desk: { call: engine.call, onConnection: () => () => undefined, isConnected: () => true } }));

const { clearDraft, flushDrafts, loadDrafts, setDraft, useDrafts } = await import('#renderer/state/drafts');
const id = 'a/private:1' as ConversationId; // test id
const text = (): string | undefined => useDrafts.getState().byConversation[id]?.text;
const saved = (): readonly unknown[] => engine.call.mock.calls.filter(([method]) => method === 'draft.save').map(([, input]) => input);

describe('drafts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    engine.call.mockReset().mockResolvedValue(undefined);
    useDrafts.setState({ byConversation: {}, isLoaded: false }, true);
  });
  afterEach(async () => {
    await flushDrafts();
    vi.useRealTimers();
  });

  it('shows each key at once and saves once after a pause (bug: a write per key)', async () => {
    setDraft(id, 'h');
    setDraft(id, 'hi');
    expect(text()).toBe('hi');
    expect(saved()).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(saved()).toEqual([{ conversation: id, text: 'hi' }]);
    expect(useDrafts.getState().byConversation[id]?.savedAt).toBeTypeOf('number');
  });

  it('keeps a text the engine did not take and saves it with the next flush (bug: typed in vain during a restart)', async () => {
    engine.call.mockRejectedValueOnce(new AppError('engine.unavailable'));
    setDraft(id, 'hello');
    await vi.advanceTimersByTimeAsync(300);
    expect(text()).toBe('hello');
    await flushDrafts();
    expect(saved()).toEqual([{ conversation: id, text: 'hello' }, { conversation: id, text: 'hello' }]);
  });

  it('lets what was typed win over what is loaded (bug: an old draft overwrites the sentence being typed)', async () => {
    setDraft(id, 'new');
    engine.call.mockResolvedValueOnce({ [id]: { text: 'old', at: 1 }, 'a/2': { text: 'two', at: 2 } });
    await loadDrafts();
    expect(text()).toBe('new');
    expect(useDrafts.getState().byConversation['a/2']).toEqual({ text: 'two', savedAt: 2 });
  });

  it('removes a sent draft on disk too, at once (bug: the sent text is back after a restart)', async () => {
    setDraft(id, 'hi');
    clearDraft(id);
    await vi.advanceTimersByTimeAsync(0);
    expect(text()).toBeUndefined();
    expect(saved()).toEqual([{ conversation: id, text: '' }]);
  });
});

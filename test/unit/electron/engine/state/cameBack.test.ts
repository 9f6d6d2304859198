import { describe, expect, it } from 'vitest';
import { EngineState } from '#electron/engine/state/engineState';
import { headSchema, type Entry } from '#shared/ledger/entry';

const head = headSchema.omit({ v: true, seq: true, at: true });
const base = head.parse({ actor: { kind: 'channel' }, seat: 's1', account: 'x-1', conversation: 'x-1/li@shop' });
const entry = (seq: number, type: Entry['type'], data: object): Entry => ({ ...base, v: 1, seq, at: seq * 1000, type, data }) as unknown as Entry; // the test's own literal shapes

const asked = entry(1, 'message.received', { chat: { id: 'li@shop', kind: 'private' }, id: 'm1', at: 1000, direction: 'in', sender: { id: 'li@shop' }, parts: [{ kind: 'text', text: '几点发货' }], source: 'live' });
const queued = entry(2, 'reply.queued', { client: 'client-01', parts: [{ kind: 'text', text: '今天' }], at: 2000 });
const accepted = entry(3, 'reply.accepted', { client: 'client-01', at: 3000, proof: 'response' });
const refused = entry(4, 'reply.failed', { client: 'client-01', code: 'xmpp.refused', retryable: false });

describe('an answer the platform sends back', () => {
  it('makes the customer wait again on the tray, else nobody looks at who has no answer', () => {
    const state = new EngineState();
    for (const each of [asked, queued, accepted]) state.apply(each);
    expect(state.conversations.waiting(() => true)).toBe(0);
    state.apply(refused);
    expect(state.conversations.waiting(() => true)).toBe(1);
  });

  it('does not count a failed attempt as an answer taken back', () => {
    const state = new EngineState();
    for (const each of [asked, queued, entry(3, 'reply.failed', { client: 'client-01', code: 'onebot.refused', retryable: true })]) state.apply(each);
    expect(state.conversations.waiting(() => true)).toBe(1);
  });
});

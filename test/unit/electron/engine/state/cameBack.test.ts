import { describe, expect, it } from 'vitest';
import { EngineState } from '#electron/engine/state/engineState';
import { RecentAccounts } from '#electron/engine/state/recentAccounts';
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

describe('a customer who changes what they had said', () => {
  const thanks = entry(4, 'message.received', { chat: { id: 'li@shop', kind: 'private' }, id: 'm4', at: 4000, direction: 'in', sender: { id: 'li@shop' }, parts: [{ kind: 'text', text: '谢谢' }], source: 'live' });
  const edited = (text: string): Entry => entry(5, 'message.edited', { id: 'm4', at: 5000, parts: [{ kind: 'text', text }] });

  it('waits since then on the tray, as in the list, when thanks become a question', () => {
    const state = new EngineState();
    for (const each of [asked, queued, accepted, thanks]) state.apply(each);
    expect(state.conversations.waiting(() => true)).toBe(0);
    state.apply(edited('谢谢，还有红色的吗？'));
    expect(state.conversations.get(asked.conversation as never)?.waitingSince).toBe(4000); // the id of the entries above
    expect(state.conversations.waiting(() => true)).toBe(1);
  });

  it('is remembered across a restart by the snapshot', () => {
    const before = new EngineState();
    for (const each of [asked, queued, accepted, thanks]) before.apply(each);
    const state = new EngineState(before.toJson(), before.known, new RecentAccounts(before.recents.packs()));
    state.apply(edited('还有红色的吗？'));
    expect(state.conversations.waiting(() => true)).toBe(1);
  });
});

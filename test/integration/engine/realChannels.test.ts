/** The registry as shipped: every channel loads, shows its form, and the demonstration shop talks and listens. */
import { afterEach, expect, test } from 'vitest';
import type { ConversationId } from '#shared/domain/ids';
import { channelSources } from '#electron/engine/channels/registry';
import { startHeadlessEngine, type HeadlessEngine } from '#test/kit/headlessEngine';
import { isEntry } from '#test/kit/portClient';
import { words } from '#test/kit/scriptedChannel';

let running: HeadlessEngine | null = null;
afterEach(async () => { await running?.stop(); running = null; });

test('every channel has a form with abilities, and none connects for it', async () => {
  running = await startHeadlessEngine({ channels: channelSources });
  const forms = await running.desk.call('channel.forms');
  expect(forms.map((form) => form.kind)).toEqual(['onebot', 'xmpp', 'demo']);
  for (const form of forms) expect(form.abilities.length, form.kind).toBeGreaterThan(0);
  expect(forms.filter((form) => form.demonstration).map((form) => form.kind)).toEqual(['demo']);
});

test('the demonstration shop speaks within its speed, hears a reply, and is left out of the waiting count', async () => {
  const counts: number[] = [];
  running = await startHeadlessEngine({ channels: channelSources, onWaiting: ({ all }) => counts.push(all) });
  await running.desk.call('account.add', { channel: 'demo', name: '演示店', settings: { speed: 60 }, secrets: {}, mark: { code: '演', color: 3 } });
  const received = await running.archive.waitFor(isEntry('message.received', (entry) => entry.data.direction === 'in'));
  await running.desk.call('reply.submit', { client: 'client-demo-1', conversation: received.conversation as ConversationId, parts: words('您好') }); // messages have one
  const accepted = await running.archive.waitFor(isEntry('reply.accepted'));
  expect(accepted.data.client).toBe('client-demo-1');
  await running.archive.waitFor(isEntry('receipt.received'));
  expect(new Set(counts)).toEqual(new Set([0]));
});

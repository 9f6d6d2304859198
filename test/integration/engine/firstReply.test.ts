import { afterEach, expect, test } from 'vitest';
import type { ClientId, ConversationId } from '#shared/domain/ids';
import { startHeadlessEngine, type HeadlessEngine } from '#test/kit/headlessEngine';
import { isEntry } from '#test/kit/portClient';
import { createScriptedPeer, messageFrom, words } from '#test/kit/scriptedChannel';

let running: HeadlessEngine | null = null;
afterEach(async () => { await running?.stop(); running = null; });

test('a message comes in, a reply goes out, both from the ledger, and a restart knows them', async () => {
  const peer = createScriptedPeer();
  const first = await startHeadlessEngine({ modules: [peer.module] });
  running = first;
  const { account } = await first.desk.call('account.add', { channel: 'onebot', name: '旗舰店', settings: { host: 'x' }, secrets: { token: 's3cret' }, mark: { code: 'A', color: 1 } });
  const script = await peer.opened(account);
  await script.emit(messageFrom('li', '在吗'));
  const received = await first.archive.waitFor(isEntry('message.received'));
  expect(received.account).toBe(account);
  const conversation = received.conversation as ConversationId; // messages always have one
  await first.desk.call('reply.submit', { client: 'client-0001', conversation, parts: words('在的') });
  await first.archive.waitFor(isEntry('reply.accepted'));
  expect(peer.log.map((got) => got.client)).toEqual(['client-0001' as ClientId]);
  const types = (await first.archive.entries()).map((entry) => entry.type);
  expect(types.filter((type) => type.startsWith('reply.'))).toEqual(['reply.queued', 'reply.attempted', 'reply.accepted']);
});

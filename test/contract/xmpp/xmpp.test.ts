import { randomUUID } from 'node:crypto';
import { xml } from '@xmpp/client';
import { xmpp } from '#electron/engine/channels/xmpp/module';
import type { ChatId, ContactId } from '#shared/domain/ids';
import { joinCustomer } from '#test/peers/prosody/customer';
import { startProsody } from '#test/peers/prosody/startProsody';
import { runConformance, type ConformanceDriver, type ConformancePeer } from '../conformance';

const SEAT = 'seat@guest.localhost';
const CUSTOMER = 'li@guest.localhost';

/**
 * A real Prosody. The seat lives on the domain without TLS, so that broken bytes can be slipped in. A refusal for good
 * cannot be ordered for one message only: `test/integration/xmpp/talk.test.ts` proves refusals.
 */
const start = async (): Promise<ConformancePeer> => {
  const peer = await startProsody({ accounts: [SEAT, CUSTOMER] });
  const { proxy } = peer;
  const customer = await joinCustomer(peer, CUSTOMER);
  const phone = await joinCustomer(peer, SEAT, { resource: 'phone' });
  const { settings, secrets } = peer.settingsOf(SEAT);
  return {
    settings, secrets,
    wrong: { settings, secrets: { password: 'not-the-password' } },
    chat: { id: CUSTOMER as ChatId, kind: 'private', contact: CUSTOMER as ContactId }, // bare JIDs are this channel's ids
    write: async (text) => { await customer.say(SEAT, text); },
    writeElsewhere: async (text) => { await phone.say(CUSTOMER, text); },
    writeUnknown: () => customer.send(xml('message', { to: SEAT, type: 'chat', id: randomUUID() }, xml('hologram', { xmlns: 'urn:example:hologram' }, 'depth 3'))),
    got: () => customer.received(),
    loseAnswerNext: () => proxy.cutAtNext('toClient'),
    cutBeforeNext: () => proxy.cutAtNext('toServer'),
    malformed: () => proxy.inject('<message><oops></message></stream'),
    cut: peer.cut,
    down: async () => { proxy.block(); peer.cut(); },
    up: async () => { proxy.unblock(); },
    connections: proxy.open,
    close: async () => {
      await Promise.all([customer.leave(), phone.leave()]);
      await peer.stop();
    },
  };
};

const driver: ConformanceDriver = { name: 'xmpp on a real Prosody', module: xmpp, hasHistory: true, start };

runConformance(driver);

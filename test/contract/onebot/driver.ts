/** Runs the conformance suite against our own gateway, in any dialect, forward or reverse. */
import { onebot } from '#electron/engine/channels/onebot/module';
import type { ChatId, ContactId } from '#shared/domain/ids';
import { startOnebotGateway, type GatewayOptions, type OnebotGateway } from '#test/peers/onebot/gateway';
import { freePort } from '#test/kit/freePort';
import type { ConformanceDriver, ConformancePeer } from '../conformance';

export const customer = { user: '20002000', nickname: '王小姐' } as const;
export const chat = { id: `private:${customer.user}` as ChatId, kind: 'private', contact: customer.user as ContactId } as const; // ids of this peer

const wrongToken = 'not-the-token';

const peerOf = (gateway: OnebotGateway, settings: ConformancePeer['settings'], token: string, isForward: boolean): ConformancePeer => ({
  settings: { perMinute: 6_000, ...settings },
  secrets: { token },
  // In reverse mode it is the gateway that shows a token: there is nothing of ours to refuse.
  ...(isForward ? { wrong: { settings, secrets: { token: wrongToken } } } : {}),
  chat,
  write: (text) => { gateway.write({ ...customer, message: text }); return Promise.resolve(); },
  writeElsewhere: (text) => { gateway.write({ ...customer, message: text, isOwn: true }); return Promise.resolve(); },
  writeUnknown: () => { gateway.write({ ...customer, message: [{ type: 'hologram', data: { id: '7', depth: 3 } }] }); return Promise.resolve(); },
  got: () => gateway.sent().map((message) => message.text),
  refuseNext: () => gateway.behave('send_private_msg', { kind: 'refuse', retcode: 1200, wording: 'EventChecker Failed: {"result":110,"errMsg":"对方拒收"}' }),
  loseAnswerNext: () => gateway.behave('send_private_msg', { kind: 'loseAnswer' }),
  cutBeforeNext: () => gateway.behave('send_private_msg', { kind: 'cutBefore' }),
  malformed: () => gateway.push('{"post_type":"message",'),
  cut: gateway.cut, down: gateway.down, up: gateway.up, connections: gateway.connections, close: gateway.close,
});

export const onebotDriver = (name: string, options: GatewayOptions, extra: { readonly settings?: ConformancePeer['settings']; readonly hasHistory?: boolean; readonly isReverse?: boolean } = {}): ConformanceDriver => ({
  name: `onebot ${name}`,
  module: onebot,
  speed: 20,
  hasHistory: extra.hasHistory ?? true,
  start: async (now) => {
    const token = 'a-good-token';
    const common: GatewayOptions = { friends: [customer], reportsOwn: true, token, now, ...options };
    if (!extra.isReverse) {
      const gateway = await startOnebotGateway(common);
      return peerOf(gateway, { mode: 'forward', url: gateway.url, ...extra.settings }, token, true);
    }
    const port = await freePort();
    const gateway = await startOnebotGateway({ ...common, reverse: { url: `ws://127.0.0.1:${port}/onebot/v11/ws`, ...options.reverse } });
    return peerOf(gateway, { mode: 'reverse', port, path: '/onebot/v11/ws', ...extra.settings }, token, false);
  },
});

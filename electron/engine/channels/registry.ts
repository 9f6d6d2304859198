/** The channels this build carries. Each is loaded when first needed, so that start-up stays small. */
import type { ChannelKind } from '#shared/domain/account';
import type { ChannelModule } from './contract/channel';

export type ChannelSource = { readonly kind: ChannelKind; readonly load: () => Promise<ChannelModule> };

export const channelSources: readonly ChannelSource[] = [
  { kind: 'onebot', load: async () => (await import('./onebot/module')).onebot },
  { kind: 'xmpp', load: async () => (await import('./xmpp/module')).xmpp },
  { kind: 'demo', load: async () => (await import('./demo/module')).demo },
];

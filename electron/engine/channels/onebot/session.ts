/** What happens each time actions can be sent: who are you, are you online, who is there, what did we miss. */
import { AppError } from '#shared/domain/errors';
import type { ChannelContext } from '../contract/channel';
import type { ChannelEvent } from '../contract/events';
import type { Sleeper } from '../kit/sleeper';
import type { Api } from './api';
import { catchUp } from './catchUp';
import type { Cursors } from './cursors';
import { personName } from './decode';
import type { Directory } from './directory';
import { chatTarget, contactIdOf, knownId } from './ids';
import type { Inbound } from './inbound';
import type { Oversize } from './oversize';
import { dictOfUnknown, textOfUnknown } from './wire';

export type Identity = { readonly self: string; readonly nickname?: string };

/** `get_login_info`; rejects like `Api.ask`, and with `onebot.noIdentity` when the answer names nobody. */
export const askIdentity = async (api: Pick<Api, 'ask'>): Promise<Identity> => {
  const data = dictOfUnknown(await api.ask('get_login_info'));
  const self = knownId(data?.user_id);
  if (!self) throw new AppError('onebot.noIdentity');
  return { self, nickname: personName(textOfUnknown(data?.nickname)) };
};

/** `status.online` of get_status or a heartbeat; undefined where it is not said. */
export const onlineOf = (status: unknown): boolean | undefined => {
  const online = dictOfUnknown(status)?.online;
  return typeof online === 'boolean' ? online : online === 'true' ? true : online === 'false' ? false : undefined;
};

export const askOnline = async (api: Pick<Api, 'ask'>): Promise<boolean | undefined> => {
  try {
    return onlineOf(await api.ask('get_status'));
  } catch {
    return undefined; // not every implementation knows it; silence is judged by the watchdog
  }
};

/** Name and version of the implementation, e.g. `NapCat.Onebot 4.8.1`. */
export const askVersion = async (api: Pick<Api, 'ask'>): Promise<string | undefined> => {
  try {
    const data = dictOfUnknown(await api.ask('get_version_info'));
    const words = [data?.app_name, data?.app_version].map(textOfUnknown).filter(Boolean).join(' ');
    return words === '' ? undefined : words.slice(0, 100);
  } catch {
    return undefined;
  }
};

/** Friends and groups, for names. Failure only costs names. */
export const learnNames = async (api: Pick<Api, 'ask'>, directory: Directory, log: ChannelContext['log']): Promise<void> => {
  const load = async (action: string, learn: (data: unknown) => void): Promise<void> => {
    try {
      learn(await api.ask(action, {}, 15_000));
    } catch (error) {
      log.info('list not available', { action, code: error instanceof AppError ? error.code : 'internal.bug' });
    }
  };
  await Promise.all([load('get_friend_list', directory.learnFriends), load('get_group_list', directory.learnGroups)]);
};

export type MissedOptions = {
  readonly context: ChannelContext;
  readonly api: Api;
  readonly cursors: Cursors;
  readonly directory: Directory;
  readonly inbound: Inbound;
  readonly sleeper: Sleeper;
  readonly selfId: string | undefined;
  readonly alive: number | undefined;
  readonly hasMemory: boolean;
  readonly isAborted: () => boolean;
  readonly oversize: Oversize;
};

const RETRY_MS = [2_000, 10_000, 30_000] as const;

/** Catches up, again after a while when the gateway did not answer; at last marks the gap. False: the link went away. */
export const fetchMissed = async (options: MissedOptions): Promise<boolean> => {
  const { context, api, cursors, directory, inbound } = options;
  const listed = directory.chats();
  const groups = new Set(listed.flatMap((chat) => { const target = chatTarget(chat.id); return target?.kind === 'group' ? [target.group] : []; }));
  const seen = cursors.seen();
  for (let round = 0; ; round += 1) {
    const { isDone, count } = await catchUp({
      api, clock: context.clock, log: context.log, selfId: options.selfId, seen, alive: options.alive,
      knownChats: cursors.chats(), listedChats: listed, isGroupListed: (group) => groups.has(group),
      accept: inbound.accept, isSeen: inbound.has, hasMemory: options.hasMemory, isAborted: options.isAborted, oversize: options.oversize,
    });
    if (options.isAborted()) return false;
    if (isDone) {
      context.log.info('caught up', { count });
      return true;
    }
    const wait = RETRY_MS[round];
    if (wait === undefined) break;
    await options.sleeper.sleep(wait);
    if (options.isAborted()) return false;
  }
  const now = context.clock.now();
  const gap: readonly ChannelEvent[] = seen === undefined ? [] : [{ kind: 'gap', from: Math.min(Math.max(seen, options.alive ?? 0), now), to: now, reason: 'onebot.historyTimeout' }];
  await inbound.accept([...gap, { kind: 'caughtUp', upTo: now, count: 0 }]);
  return true;
};

/** Tells who we are, where that is new. */
export const identityEvents = ({ self, nickname }: Identity, cursors: Cursors): readonly ChannelEvent[] => [
  { kind: 'identity', self: contactIdOf(self), ...(nickname ? { nickname } : {}) },
  ...(cursors.self() === self ? [] : [cursors.selfEvent(self)]),
];

import { AppError } from '#shared/domain/errors';
import type { AccountStatus, Secrets, Settings } from '#shared/domain/account';
import type { AccountId } from '#shared/domain/ids';
import type { ChannelContext, Clock, Logger } from '../channels/contract/channel';
import type { Ledger } from '../ledger/contract';
import type { EngineState } from '../state/engineState';
import type { Inbox } from './inbox';
import type { MediaStore } from './mediaStore';

export type ContextParts = {
  readonly account: AccountId;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly inbox: Pick<Inbox, 'emit'>;
  readonly state: EngineState;
  readonly ledger: Pick<Ledger, 'blobs'>;
  readonly media: MediaStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onStatus: (status: AccountStatus) => void;
  /** False once the channel is closed: a late event is refused, a late status ignored. */
  readonly isLive: () => boolean;
};

/** What one opened channel may touch. It ends with that channel: nothing leaks into the next connection. */
export const createContext = (parts: ContextParts): ChannelContext => ({
  account: parts.account,
  settings: parts.settings,
  secrets: parts.secrets,
  emit: (events) => parts.isLive() ? parts.inbox.emit(events) : Promise.reject(new AppError('ledger.unavailable', { why: 'closed' })),
  status: (status) => { if (parts.isLive()) parts.onStatus(status); },
  cursor: (key) => parts.state.accounts.cursors(parts.account).get(key),
  cursors: (prefix) => new Map([...parts.state.accounts.cursors(parts.account)].filter(([key]) => key.startsWith(prefix))),
  store: parts.media.store,
  readBlob: parts.ledger.blobs.get,
  clock: parts.clock,
  log: parts.log,
});

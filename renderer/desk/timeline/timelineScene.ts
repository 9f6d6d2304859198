import { createContext, use } from 'react';
import type { AccountState } from '#shared/domain/account';
import type { ConversationId, MessageId, PersonId, RemoteMessageId } from '#shared/domain/ids';
import type { Media } from '#shared/domain/message';
import type { FlagRow } from '../../archive/schema/flagRows';
import type { TimelineRow } from '../../archive/schema/timelineRows';

/** What every line may need beside its own row. Only primitives and stable functions: a new one redraws all lines. */
export type TimelineScene = {
  readonly conversation: ConversationId;
  readonly isGroup: boolean;
  /** Somebody waits for an answer, so an unsent reply does not stop the clock. */
  readonly isWaiting: boolean;
  readonly account: AccountState | undefined;
  readonly language: string;
  /** What rules found in the messages here; for supervisors only, the same map until it changes. */
  readonly flags: ReadonlyMap<MessageId, readonly FlagRow[]>;
  readonly personName: (id: PersonId) => string | undefined;
  /** Key of the line to flash after a jump. */
  readonly flash: string | undefined;
  /** Key of the first line that was unread when the conversation was opened. */
  readonly unreadKey: string | undefined;
  readonly jumpTo: (id: RemoteMessageId) => void;
  readonly openPicture: (media: Media) => void;
  readonly openMenu: (row: TimelineRow, at: { readonly x: number; readonly y: number }, origin: HTMLElement) => void;
  /** Puts a reply's words back into the composer: to change it in the queue, or to send it anew. */
  readonly edit: (row: TimelineRow, mode: 'queued' | 'failed' | 'reuse') => void;
};

export const TimelineSceneContext = createContext<TimelineScene | null>(null);

export const useTimelineScene = (): TimelineScene => {
  const scene = use(TimelineSceneContext);
  if (scene === null) throw new Error('a line of the timeline outside its timeline');
  return scene;
};

/** Wishes of a message's menu: record a complaint about it, or put it forward as done. Nothing of it outlives the window. */
import { create } from 'zustand';
import type { MessageRef } from '#shared/domain/duties';
import type { CustomerId, PersonId } from '#shared/domain/ids';
import { placeOf, type TimelineRow } from '../archive/schema/timelineRows';
import { forgetWithPerson } from '../state/personal';

export type DutyRequest = { readonly kind: 'complaint' | 'evidence'; readonly ref: MessageRef; readonly excerpt: string; readonly customer?: CustomerId | undefined; readonly about?: PersonId | undefined };

export const useDutyRequest = create<{ readonly request: DutyRequest | undefined }>(() => ({ request: undefined }));
forgetWithPerson(() => useDutyRequest.setState({ request: undefined }));

export const requestDuty = (request: DutyRequest): void => useDutyRequest.setState({ request });
export const forgetDutyRequest = (): void => useDutyRequest.setState({ request: undefined });

/** The message as a matter names it; undefined for what is no message. */
export const messageRefOf = (row: TimelineRow): MessageRef | undefined => {
  const [message] = row.keys;
  return row.kind !== 'message' || message === undefined ? undefined : { conversation: row.conversation, message, at: placeOf(row) };
};


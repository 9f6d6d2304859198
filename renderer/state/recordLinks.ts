/** A link to a moment of a conversation: `zuoxi://record/<conversation>@<time>`, to be sent to a colleague and pasted into search or palette. */
import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import { forgetWithPerson } from './personal';
import { showSupervision } from './view';

/** `at` ms. */
export type RecordMoment = { readonly conversation: ConversationId; readonly at: number };

const LINK = /^zuoxi:\/\/record\/(?<conversation>[^@\s]+)@(?<at>\S+)$/u;

export const recordLink = ({ conversation, at }: RecordMoment): string => `zuoxi://record/${encodeURIComponent(conversation)}@${new Date(at).toISOString()}`;

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // a stray % : no link of ours
  }
};

/** The moment a pasted text names; `undefined` when it is no such link. */
export const parseRecordLink = (text: string): RecordMoment | undefined => {
  const found = LINK.exec(text.trim())?.groups;
  const conversation = decoded(found?.['conversation'] ?? '');
  const at = Date.parse(found?.['at'] ?? '');
  return conversation === undefined || conversation === '' || Number.isNaN(at) ? undefined : { conversation: conversation as ConversationId, at }; // what is no conversation of this desk opens as "not here"
};

/** The moment somebody wants to see; whoever shows it takes it. */
export const useRecordWish = create<{ readonly wish: RecordMoment | undefined }>(() => ({ wish: undefined }));
forgetWithPerson(() => useRecordWish.setState({ wish: undefined }));

/** Opens the record at that moment, for those who may read records. */
export const openRecord = (wish: RecordMoment): void => {
  useRecordWish.setState({ wish });
  showSupervision('records');
};
export const takeRecordWish = (): void => useRecordWish.setState({ wish: undefined });

import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import type { CloseReason } from '#shared/rules/rulePack';
import { forgetWithPerson } from '../../state/personal';

/** `undefined` for none; `note` a person's own words. */
export type Closing = { readonly reason?: string; readonly note?: string };

/** Which conversation's reasons are on the screen, and what follows once it is closed. */
type Asked = { readonly id: ConversationId | null; readonly after: (() => void) | undefined };
export const useReasonAsked = create<Asked>(() => ({ id: null, after: undefined }));
forgetWithPerson(() => useReasonAsked.setState({ id: null, after: undefined }));

export const askReason = (id: ConversationId, after?: () => void): void => useReasonAsked.setState({ id, after });
export const closeReasonMenu = (): void => useReasonAsked.setState({ id: null, after: undefined });

const MOST_DIGITS = 9;

/** The reason of a number key: Digit1 is the first one. */
export const reasonOfKey = (code: string, reasons: readonly CloseReason[]): CloseReason | undefined => {
  const digit = /^(?:Digit|Numpad)([1-9])$/u.exec(code)?.[1];
  return digit === undefined ? undefined : reasons.slice(0, MOST_DIGITS)[Number(digit) - 1];
};

/** What a person's own words are kept as. */
export const OTHER_REASON = 'other';

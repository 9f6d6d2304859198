import type { ConversationId } from '#shared/domain/ids';
import type { ContactDay } from '#shared/rules/figures/contactDay';

/** Facts of one conversation on one day, `id` = day (six digits) and conversation: a range of days is a range of ids. */
export type FigureDayRow = ContactDay & { readonly id: string };

const dayKey = (day: number): string => String(Math.max(0, day)).padStart(6, '0');

export const figureDayIdOf = (day: number, conversation: ConversationId): string => `${dayKey(day)}|${conversation}`;

/** Ids of all days from `from` on and before `to`, as bounds of a range. */
export const figureDayRange = (from: number, to: number): readonly [string, string] => [dayKey(from), dayKey(to)];

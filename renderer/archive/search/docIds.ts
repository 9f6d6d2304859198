const SLOTS = 4096;

/** First try for the id of a line: time in front, so that ids sort as the conversation does. Safe until the year 2039. */
export const docIdOf = (place: number, seq: number): number => place * SLOTS + (seq % SLOTS);

/** The next try of the same millisecond when another line has it. */
export const nextDocId = (id: number): number => Math.floor(id / SLOTS) * SLOTS + ((id + 1) % SLOTS);

export const placeOfDoc = (id: number): number => Math.floor(id / SLOTS);

/** Ids of all lines from `from` to `to` (ms, both included). */
export const docSpan = (from: number, to: number): { readonly first: number; readonly last: number } => ({ first: from * SLOTS, last: to * SLOTS + SLOTS - 1 });

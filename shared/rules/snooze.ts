/** Putting a conversation off: until a time, or until the customer speaks; any word that waits for an answer ends it. */
export type Snooze = { readonly at: number; readonly until?: number };

/** Whether what the customer said ends it. History that tells of before it was put off does not. */
export const endsSnooze = (snooze: Snooze, said: { readonly at: number; readonly late: boolean }): boolean => !said.late || said.at >= snooze.at;

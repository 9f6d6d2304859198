/** The last moment at or before `now` (ms, local time) that is this minute of a day. */
export const lastDue = (minute: number, now: number): number => {
  const due = new Date(now);
  due.setHours(Math.floor(minute / 60), minute % 60, 0, 0);
  if (due.getTime() > now) due.setDate(due.getDate() - 1);
  return due.getTime();
};

/** The next one after `now`. */
export const nextDue = (minute: number, now: number): number => {
  const due = new Date(lastDue(minute, now));
  due.setDate(due.getDate() + 1);
  return due.getTime();
};

/** Times offered for a reply that goes out later, in the desk's own time zone. Pure. */
export type SendTime = { readonly key: 'inHour' | 'tonight' | 'tomorrow'; readonly at: number };

const HOUR = 60 * 60_000;

const atHour = (now: number, days: number, hour: number): number => {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime();
};

/** Only those still ahead, by at least ten minutes. */
export const sendTimes = (now: number): readonly SendTime[] => {
  const offered: readonly SendTime[] = [
    { key: 'inHour', at: now + HOUR }, { key: 'tonight', at: atHour(now, 0, 18) }, { key: 'tomorrow', at: atHour(now, 1, 9) },
  ];
  return offered.filter(({ at }) => at - now >= HOUR / 6);
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** As a `datetime-local` field writes it, local time, minutes. */
export const fieldOf = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
};

/** ms, or undefined for what is no time or already past. */
export const timeOf = (field: string, now: number): number | undefined => {
  const at = new Date(field).getTime();
  return Number.isFinite(at) && at > now ? at : undefined;
};

import { currentLocale, translate } from './translate';

const formats = new Map<string, Intl.DateTimeFormat>();

const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${currentLocale()}|${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(currentLocale(), options);
  formats.set(key, made);
  return made;
};

const pad = (value: number): string => String(value).padStart(2, '0');

const isSameDay = (a: Date, b: Date): boolean =>
  a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();

/** `14:12`; with seconds `14:12:05`. `at` in ms. */
export const formatTime = (at: number, withSeconds = false): string => {
  const date = new Date(at);
  const minutes = `${pad(date.getHours())}:${pad(date.getMinutes())}`;
  return withSeconds ? `${minutes}:${pad(date.getSeconds())}` : minutes;
};

/** Shortest that is clear: `14:12` today, `昨天`, `11-20` this year, `2025-12-02` before. */
export const formatShort = (at: number, now = Date.now()): string => {
  const date = new Date(at);
  const today = new Date(now);
  if (isSameDay(date, today)) return formatTime(at);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (isSameDay(date, yesterday)) return translate('time.yesterday');
  const day = `${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return date.getFullYear() === today.getFullYear() ? day : `${date.getFullYear()}-${day}`;
};

/** A moment to come, or any other day's: `14:30` today, `明天 09:00`, `11-24 09:00`. */
export const formatMoment = (at: number, now = Date.now()): string => {
  const date = new Date(at);
  const today = new Date(now);
  if (isSameDay(date, today)) return formatTime(at);
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1);
  if (isSameDay(date, tomorrow)) return translate('time.tomorrow', { time: formatTime(at) });
  const day = `${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${formatTime(at)}`;
  return date.getFullYear() === today.getFullYear() ? day : `${date.getFullYear()}-${day}`;
};

/** When something is due: `今天 16:00`, `明天 10:00`, `12-17`, with the year when it is another. */
export const formatDue = (at: number, now = Date.now()): string => {
  const date = new Date(at);
  const today = new Date(now);
  if (isSameDay(date, today)) return translate('time.todayAt', { time: formatTime(at) });
  if (isSameDay(date, new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1))) return translate('time.tomorrowAt', { time: formatTime(at) });
  const day = `${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return date.getFullYear() === today.getFullYear() ? day : `${date.getFullYear()}-${day}`;
};

/** Day line of a timeline: `今天 11月21日 星期六`, `11月20日 星期五`, with the year when it is not this one. */
export const formatDay = (at: number, now = Date.now()): string => {
  const date = new Date(at);
  const today = new Date(now);
  const text = dateFormat({
    month: 'long', day: 'numeric', weekday: 'long', ...(date.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' }),
  }).format(date).replace(/日(?=星期)/u, '日 ');
  return isSameDay(date, today) ? translate('time.todayIs', { day: text }) : text;
};

/** Date and time in full, for tooltips and records. */
export const formatFull = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${formatTime(at, true)}`;
};

/** A span of ms as a clock: `1:24` under an hour, `5 时 12 分` above, `3 天 4 时` from a day on. */
export const formatSpan = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
  const hours = Math.floor(seconds / 3600);
  if (hours < 24) return translate('time.hoursMinutes', { hours, minutes: Math.floor((seconds % 3600) / 60) });
  return translate('time.daysHours', { days: Math.floor(hours / 24), hours: hours % 24 });
};

/** A span in words, for read-outs: `1 分 24 秒`, `5 时 12 分`; without a part that is none: `3 分钟`, `9 小时`. */
export const formatSpanWords = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return translate('time.seconds', { seconds });
  if (seconds < 3600 && seconds % 60 === 0) return translate('limit.minutes', { count: seconds / 60 });
  if (seconds >= 3600 && seconds < 86_400 && seconds % 3600 < 60) return translate('limit.hours', { count: Math.floor(seconds / 3600) });
  return seconds < 3600 ? translate('time.minutesSeconds', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 }) : formatSpan(ms);
};

/** A time allowed, in the largest unit it is whole in: `30 秒`, `3 分钟`, `2 小时`, `1 天`. */
export const formatLimit = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [unit, size] = seconds % 86_400 === 0 ? ['days', 86_400] as const : seconds % 3_600 === 0 ? ['hours', 3_600] as const : seconds % 60 === 0 ? ['minutes', 60] as const : ['seconds', 1] as const;
  return translate(`limit.${unit}`, { count: seconds / size });
};

/** Words of a list as one: `手机、地址`, `Phone, Address`. */
export const joinWords = (words: readonly string[]): string => words.join(currentLocale() === 'en' ? ', ' : '、');

/** `24.6 MB`; bytes under 1 kB are rounded up to 1 kB. */
export const formatCount = (count: number): string => count.toLocaleString(currentLocale());

export const formatSize = (bytes: number): string => {
  const kilo = Math.max(1, bytes / 1024);
  if (kilo < 1000) return `${Math.round(kilo)} KB`;
  const mega = kilo / 1024;
  return mega < 1000 ? `${mega.toFixed(1)} MB` : `${(mega / 1024).toFixed(1)} GB`;
};

/** What a notice says. With the customer's words only where the person chose so. */
import type { Alert, AlertKind } from '#shared/domain/alert';

export type NoticeWords = { readonly title: string; readonly body: string };
export type NoticeLocale = 'zh-CN' | 'en';

const LONGEST = 120;
const NAMED = 3;

const WHAT: Readonly<Record<NoticeLocale, Readonly<Record<AlertKind, string>>>> = {
  'zh-CN': { message: '发来新消息', warning: '等待接近时限', overdue: '等待已超时', mention: '同事找您', failed: '有一条回复没有发出', disconnected: '账号掉线', followUp: '回访时间到了' },
  en: { message: 'wrote', warning: 'has nearly waited too long', overdue: 'waits too long', mention: 'A colleague needs you', failed: 'A reply was not sent', disconnected: 'went offline', followUp: 'is to be followed up now' },
};

const shorten = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
};

const single = (alert: Alert, locale: NoticeLocale, withContent: boolean): NoticeWords => {
  const who = alert.title ?? alert.accountName ?? WHAT[locale][alert.kind];
  const words = withContent && alert.text !== undefined && alert.text !== '' ? shorten(alert.text) : WHAT[locale][alert.kind];
  return { title: who, body: alert.title === undefined || alert.accountName === undefined ? words : `${words} · ${alert.accountName}` };
};

/** Several matters in one notice: how many, the most urgent named first. `alerts` in order of weight, one per matter. */
export const noticeWords = (alerts: readonly Alert[], locale: NoticeLocale, withContent: boolean): NoticeWords => {
  const [first] = alerts;
  if (first !== undefined && alerts.length === 1) return single(first, locale, withContent);
  const late = alerts.filter((alert) => alert.kind === 'overdue').length;
  const names = alerts.slice(0, NAMED).map((alert) => alert.title ?? alert.accountName ?? WHAT[locale][alert.kind]).join(locale === 'en' ? ', ' : '、');
  const more = alerts.length > NAMED ? '…' : '';
  return locale === 'en'
    ? { title: `${alerts.length} matters wait for you${late > 0 ? `, ${late} overdue` : ''}`, body: `${names}${more}` }
    : { title: `${alerts.length} 件事等您处理${late > 0 ? `，${late} 件超时` : ''}`, body: `${names}${more}` };
};

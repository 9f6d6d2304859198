import { clockAt, type RunningClock } from '#shared/rules/clock';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { formatShort, formatSpanWords } from '../../i18n/format';
import type { Translate } from '../../i18n/translate';

/** What a row says aloud: “陈晓雯，A 级，旗舰店，超时 1 分 24 秒，3 条未读”. */
export const rowReadout = (row: ConversationRow, parts: { readonly account: string; readonly assignee?: string; readonly state?: string; readonly now: number; readonly clock: RunningClock | undefined; readonly isDemo: boolean; readonly isAsked?: boolean }, t: Translate, comma: string): string => {
  const clock = clockAt(parts.clock, parts.now);
  const wait = row.snooze !== undefined
    ? t('row.snoozed')
    : clock.state === 'none'
      ? t('row.lastAt', { time: formatShort(row.lastAt, parts.now) })
      : clock.state === 'overdue'
        ? t('clock.overWords', { span: formatSpanWords(clock.over) })
        : t('clock.waitWords', { span: formatSpanWords(parts.now - row.waitingSince) });
  return [
    row.title,
    row.grade === undefined ? '' : t('row.grade', { grade: row.grade }),
    row.starred === true ? t('customers.starred') : '',
    parts.isAsked === true ? t('filter.mark.asked') : '',
    parts.isDemo ? t('row.demo') : '',
    parts.account,
    parts.assignee ?? '',
    parts.state ?? '',
    wait,
    row.unread > 0 ? t('row.unread', { count: row.unread }) : '',
  ].filter((part) => part !== '').join(comma);
};

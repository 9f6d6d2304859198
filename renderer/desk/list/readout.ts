import { clockOf } from '#shared/rules/clock';
import type { ConversationRow } from '../../archive/schema/rows';
import { formatShort, formatSpanWords } from '../../i18n/format';
import type { Translate } from '../../i18n/translate';

/** What a row says aloud: “陈晓雯，A 级，旗舰店，超时 1 分 24 秒，3 条未读”. */
export const rowReadout = (row: ConversationRow, parts: { readonly account: string; readonly state?: string; readonly now: number; readonly target: number; readonly isDemo: boolean }, t: Translate, comma: string): string => {
  const clock = clockOf(row.waitingSince, parts.now, parts.target);
  const wait = clock.state === 'none'
    ? t('row.lastAt', { time: formatShort(row.lastAt, parts.now) })
    : clock.state === 'overdue'
      ? t('clock.overWords', { span: formatSpanWords(clock.elapsed - parts.target) })
      : t('clock.waitWords', { span: formatSpanWords(clock.elapsed) });
  return [
    row.title,
    row.grade === undefined ? '' : t('row.grade', { grade: row.grade }),
    parts.isDemo ? t('row.demo') : '',
    parts.account,
    parts.state ?? '',
    wait,
    row.unread > 0 ? t('row.unread', { count: row.unread }) : '',
  ].filter((part) => part !== '').join(comma);
};

import type { Due } from '#shared/rules/duties/noticeDue';
import { formatDue, formatFull, formatMoment, formatSpan } from '../i18n/format';
import { useT } from '../i18n/useT';
import { Tag } from '../ui/Tag';

/** From here on a deadline is amber, ms. */
const SOON = 30 * 60_000;

/** How somebody stands to a deadline: what is left of it, or since when it is over. */
export const DueTag = ({ due, now, doneWord }: { readonly due: Due; readonly now: number; readonly doneWord: string }) => {
  const t = useT();
  const time = formatFull(due.due);
  switch (due.state) {
    case 'done': return <Tag tone="ok" icon="check" title={formatFull(due.doneAt ?? 0)}>{t('duties.doneAt', { what: doneWord, time: formatMoment(due.doneAt ?? 0) })}</Tag>;
    case 'late': return <Tag tone="warn" icon="check" title={time}>{t('duties.lateAt', { what: doneWord, time: formatMoment(due.doneAt ?? 0) })}</Tag>;
    case 'overdue': return <Tag tone="bad" icon="alert" title={time}>{t('duties.overBy', { span: formatSpan(now - due.due) })}</Tag>;
    case 'withdrawn': return <Tag>{t('duties.noLonger')}</Tag>;
    case 'off': return <Tag icon="pause" title={time}>{Number.isFinite(due.due) ? t('duties.offUntil', { time: formatDue(due.due) }) : t('duties.offShift')}</Tag>;
    case 'open': return due.due - now <= SOON
      ? <Tag tone="warn" icon="clock" title={time}>{t('duties.left', { span: formatSpan(due.due - now) })}</Tag>
      : <Tag icon="clock" title={time}>{t('duties.by', { time: formatMoment(due.due) })}</Tag>;
  }
};

/** A plain deadline without states of its own: a complaint's next step. */
export const UntilTag = ({ due, now }: { readonly due: number; readonly now: number }) => {
  const t = useT();
  if (now > due) return <Tag tone="bad" icon="alert" title={formatFull(due)}>{t('duties.overBy', { span: formatSpan(now - due) })}</Tag>;
  return <Tag tone={due - now <= SOON ? 'warn' : 'plain'} icon="clock" title={formatFull(due)}>{due - now <= SOON ? t('duties.left', { span: formatSpan(due - now) }) : t('duties.by', { time: formatMoment(due) })}</Tag>;
};

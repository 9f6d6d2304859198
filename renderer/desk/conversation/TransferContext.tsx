import type { CustomerId } from '#shared/domain/ids';
import { leadKindOf, textOf } from '#shared/domain/message';
import { useFollowUpsOf } from '../../archive/queries/useFollowUps';
import { useTransferContext } from '../../archive/queries/useTransferContext';
import { useCustomer } from '../../archive/queries/useCustomer';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { formatDue, formatMoment, formatShort } from '../../i18n/format';
import { translateMaybe } from '../../i18n/translate';
import { useLocale, useT } from '../../i18n/useT';
import { Popover, usePopover } from '../../ui/Popover';
import { divisionName } from '../../i18n/divisions';
import { occupationName } from '../../i18n/occupations';
import styles from './ColleagueStrips.module.css';

const noFiles: readonly CustomerId[] = [];
const MESSAGES = 6;
const NOTES = 3;

const wordsOf = (row: TimelineRow): string => {
  const parts = row.parts ?? [];
  const lead = leadKindOf(parts);
  return textOf(parts) || (lead === undefined ? '' : translateMaybe(`lead.${lead}`) ?? '');
};

/** What to know before taking over: the summary, last messages, notes, who the customer is, what was promised. */
export const TransferContext = ({ conversation, summary }: { readonly conversation: ConversationRow; readonly summary: string }) => {
  const t = useT();
  const popover = usePopover();
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.open} aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} data-testid="transfer-context">{t('transfer.context')}</button>
      <Popover handle={popover} align="end" label={t('transfer.context')}><Context conversation={conversation} summary={summary} /></Popover>
    </>
  );
};

const Context = ({ conversation, summary }: { readonly conversation: ConversationRow; readonly summary: string }) => {
  const t = useT();
  const locale = useLocale();
  const context = useTransferContext(conversation.id, MESSAGES, NOTES);
  const customer = useCustomer(conversation.customer);
  const followUps = useFollowUpsOf(conversation.customer === undefined ? noFiles : [conversation.customer]);
  const facts = [
    customer === undefined ? undefined : t(`customer.stage.${customer.stage}`),
    conversation.province === undefined ? undefined : divisionName(conversation.province, locale),
    conversation.occupation === undefined ? undefined : occupationName(conversation.occupation, locale),
    conversation.grade === undefined ? undefined : t('grade.title', { grade: conversation.grade }),
    ...(conversation.tags ?? []),
  ].filter((fact) => fact !== undefined && fact !== '');
  if (context === undefined) return null;
  const promises = [
    ...(followUps ?? []).filter((plan) => plan.status === 'open').map((plan) => t('transfer.context.followUp', { time: formatDue(plan.due), words: plan.purpose })),
    ...context.planned.map((row) => t('transfer.context.planned', { time: formatMoment(row.at), words: wordsOf(row) })),
    ...(context.unsent > 0 ? [t('transfer.context.unsent', { count: context.unsent })] : []),
  ];
  return (
    <div className={styles.context} data-testid="transfer-facts">
      <section><h2>{t('transfer.summary')}</h2><p className={styles.summary}>{summary}</p></section>
      <section><h2>{t('transfer.context.last')}</h2><ul>{context.messages.map((row) => <li key={row.seq}><i>{formatShort(row.at)} {row.direction === 'in' ? '←' : '→'}</i>{wordsOf(row)}</li>)}</ul></section>
      <section><h2>{t('transfer.context.notes')}</h2>{context.notes.length === 0 ? t('transfer.context.none') : <ul>{context.notes.map((row) => <li key={row.seq}>{wordsOf(row)}</li>)}</ul>}</section>
      <section><h2>{t('transfer.context.customer')}</h2>{[conversation.title, ...facts].join(' · ')}</section>
      <section><h2>{t('transfer.context.promises')}</h2>{promises.length === 0 ? t('transfer.context.none') : <ul>{promises.map((promise) => <li key={promise}>{promise}</li>)}</ul>}</section>
    </div>
  );
};

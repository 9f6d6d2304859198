import { memo, useMemo, useState } from 'react';
import { clockSince, isOverdue } from '#shared/rules/clock';
import { isUnhandled } from '#shared/rules/waiting';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { formatSpan } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { keyWords } from '../../state/keys';
import { useRole } from '../../state/session';
import { openTab, useTabs } from '../../state/tabs';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MenuItem } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { useNow } from '../../ui/useNow';
import { useDeskData } from '../shell/DeskData';
import { longestWaiting } from '../shell/longestWaiting';
import styles from './WaitReminder.module.css';

/** Time since a customer waits, counting up. */
const Since = ({ at }: { readonly at: number }) => <>{formatSpan(useNow() - at)}</>;

/** The supervisor was told of this wait, and it goes on. */
export const isEscalated = (row: ConversationRow): boolean =>
  isUnhandled(row) && row.breach?.escalatedAt !== undefined && row.breach.since === clockSince(row);

/** Waits past the second threshold, for whoever supervises: a count that opens the list of them. */
const Escalations = ({ rows }: { readonly rows: readonly ConversationRow[] }) => {
  const t = useT();
  const popover = usePopover();
  const { accountById } = useDeskData();
  const go = (row: ConversationRow): void => {
    popover.setOpen(false);
    openTab(row.id);
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.told} aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} data-testid="escalations">
        <Icon name="warning" size={14} /><span>{t('reminder.escalated', { count: rows.length })}</span><Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} label={t('reminder.escalatedLabel')}>
        {rows.map((row) => <MenuItem key={row.id} aside={<Since at={row.waitingSince} />} onPress={() => go(row)}>{row.title}<span className={styles.code}> {accountById.get(row.account)?.mark.code}</span></MenuItem>)}
      </Popover>
    </>
  );
};

/**
 * The one reminder of everybody who waits too long: how many, the longest, and the way there. Put aside, it comes
 * back when one more is late. Below the list, so that it never covers a row.
 */
export const WaitReminder = memo(() => {
  const t = useT();
  const { conversations, clockOf, now, total } = useDeskData();
  const mayTell = useRole() !== 'agent';
  const active = useTabs((tabs) => tabs.active);
  const [aside, setAside] = useState(0);
  const late = useMemo(() => (total.overdue === 0 ? [] : conversations.filter((row) => row.waitingSince > 0 && isOverdue(clockOf(row), now))), [total, conversations, clockOf, now]);
  const longest = longestWaiting(late);
  const escalated = useMemo(() => (mayTell ? conversations.filter(isEscalated).sort((a, b) => a.waitingSince - b.waitingSince) : []), [mayTell, conversations]);
  const isShown = longest !== undefined && late.length > aside && !(late.length === 1 && longest.id === active);
  if (late.length < aside) setAside(late.length);
  if (!isShown && escalated.length === 0) return null;
  return (
    <div className={styles.reminder}>
      {escalated.length > 0 && <Escalations rows={escalated} />}
      {isShown && (
        <div className={styles.late}>
          <button type="button" className={styles.go} onClick={() => openTab(longest.id)} title={`${t('desk.pickKeys')} ${keyWords('longestWaiting')}`} data-testid="reminder">
            <b>{t('reminder.late', { count: late.length })}</b>
            <span className={styles.who}>{longest.title}</span>
            <span className={styles.time}><Since at={longest.waitingSince} /></span>
          </button>
          <IconButton icon="close" size={22} label={t('reminder.aside')} onPress={() => setAside(late.length)} testId="reminder-aside" />
        </div>
      )}
      <span className="visuallyHidden" role="alert">{isShown ? t('reminder.said', { count: late.length, name: longest.title }) : ''}</span>
    </div>
  );
});
WaitReminder.displayName = 'WaitReminder';

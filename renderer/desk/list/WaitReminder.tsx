import { memo, useMemo, useState } from 'react';
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
import { isEscalated } from '../shell/loadIndex';
import styles from './WaitReminder.module.css';

/** Time since a customer waits, counting up. */
const Since = ({ at }: { readonly at: number }) => <>{formatSpan(useNow() - at)}</>;

/** Those the supervisor was told of, longest first. */
const EscalatedRows = ({ onPick }: { readonly onPick: (row: ConversationRow) => void }) => {
  const { conversations, accountById } = useDeskData();
  const rows = useMemo(() => conversations.filter(isEscalated).sort((a, b) => a.waitingSince - b.waitingSince), [conversations]);
  return rows.map((row) => <MenuItem key={row.id} aside={<Since at={row.waitingSince} />} onPress={() => onPick(row)}>{row.title}<span className={styles.code}> {accountById.get(row.account)?.mark.code}</span></MenuItem>);
};

/** Waits past the second threshold, for whoever supervises: a count that opens the list of them. */
const Escalations = ({ count }: { readonly count: number }) => {
  const t = useT();
  const popover = usePopover();
  const go = (row: ConversationRow): void => {
    popover.setOpen(false);
    openTab(row.id);
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.told} aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} data-testid="escalations">
        <Icon name="warning" size={14} /><span>{t('reminder.escalated', { count })}</span><Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} label={t('reminder.escalatedLabel')}>
        <EscalatedRows onPick={go} />
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
  const { total, longestLate: longest, escalated } = useDeskData().load;
  const told = useRole() === 'agent' ? 0 : escalated;
  const active = useTabs((tabs) => tabs.active);
  const [aside, setAside] = useState(0);
  const isShown = longest !== undefined && total.overdue > aside && !(total.overdue === 1 && longest.id === active);
  if (total.overdue < aside) setAside(total.overdue);
  if (!isShown && told === 0) return null;
  return (
    <div className={styles.reminder}>
      {told > 0 && <Escalations count={told} />}
      {isShown && (
        <div className={styles.late}>
          <button type="button" className={styles.go} onClick={() => openTab(longest.id)} title={`${t('desk.pickKeys')} ${keyWords('longestWaiting')}`} data-testid="reminder">
            <b>{t('reminder.late', { count: total.overdue })}</b>
            <span className={styles.who}>{longest.title}</span>
            <span className={styles.time}><Since at={longest.waitingSince} /></span>
          </button>
          <IconButton icon="close" size={22} label={t('reminder.aside')} onPress={() => setAside(total.overdue)} testId="reminder-aside" />
        </div>
      )}
      <span className="visuallyHidden" role="alert">{isShown ? t('reminder.said', { count: total.overdue, name: longest.title }) : ''}</span>
    </div>
  );
});
WaitReminder.displayName = 'WaitReminder';

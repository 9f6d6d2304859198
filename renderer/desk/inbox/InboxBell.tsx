import { textOf } from '#shared/domain/message';
import { usePeople } from '../../archive/queries/usePeople';
import { SUPERVISORS, type InboxRow } from '../../archive/schema/inboxRows';
import { desk } from '../../bridge/desk';
import { formatFull, formatShort } from '../../i18n/format';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { keyShortcut, keyWords, useKey } from '../../state/keys';
import { openMyReview, openReview } from '../../state/reviewPlace';
import { openTab } from '../../state/tabs';
import { showDesk, showMine, showSupervision } from '../../state/view';
import { LinkButton } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { walkMenu } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { useCommand } from '../conversation/useCommand';
import { useDeskData } from '../shell/DeskData';
import { inboxCount, seenUpTo, type InboxItem } from './inboxItems';
import { useInbox } from './useInbox';
import styles from './InboxBell.module.css';

const icons: Readonly<Record<InboxRow['kind'], IconName>> = {
  mention: 'note', help: 'help', helpAnswered: 'help', transfer: 'transfer', transferAccepted: 'transfer', transferDeclined: 'transfer', held: 'clock',
  violationConfirmed: 'alert', violationRetold: 'alert', violationReopened: 'alert', violationAppealed: 'alert', violationAppealDecided: 'alert',
  notice: 'bell', noticeReminder: 'bell', complaint: 'alert', complaintAssigned: 'alert', leaveAsked: 'clock', leaveApproved: 'clock', leaveRefused: 'clock', leaveWithdrawn: 'clock',
  reviewed: 'checks', reviewAppealed: 'note', appealDecided: 'note',
};

/** Where a line leads: its conversation, or the page of its matter. */
const openItem = ({ conversation, kind, ref, person }: InboxRow): void => {
  if (ref !== undefined && kind === 'reviewAppealed') return openReview(ref);
  if (ref !== undefined && (kind === 'reviewed' || kind === 'appealDecided')) return openMyReview(ref);
  if (conversation === undefined) {
    if (kind.startsWith('violation') && person === SUPERVISORS) showSupervision('violations');
    else if (kind.startsWith('violation')) showMine('violations');
    else if (kind === 'leaveAsked') showSupervision('duties');
    else if (kind === 'complaint') showSupervision('complaints');
    else showMine('today');
    return;
  }
  showDesk();
  openTab(conversation);
};

/** The bell of the title bar: how much colleagues want, and the list of it. */
export const InboxBell = () => {
  const t = useT();
  const popover = usePopover();
  const inbox = useInbox();
  const items = inbox?.items ?? [];
  const count = inboxCount(items);
  const label = count === 0 ? t('inbox.title') : t('inbox.count', { count });
  useKey('inbox', popover.toggle);
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.bell} aria-label={label} title={`${label} ${keyWords('inbox')}`} aria-keyshortcuts={keyShortcut('inbox')} aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} data-testid="inbox" data-count={count}>
        <Icon name="bell" />{count > 0 && <span className={styles.count} aria-hidden>{count > 99 ? '99+' : count}</span>}
      </button>
      <Popover handle={popover} align="end" label={t('inbox.title')}>
        <InboxList items={items} newest={inbox?.newest ?? 0} onOpened={() => popover.setOpen(false)} />
      </Popover>
    </>
  );
};

const InboxList = ({ items, newest, onOpened }: { readonly items: readonly InboxItem[]; readonly newest: number; readonly onOpened: () => void }) => {
  const t = useT();
  const command = useCommand();
  const see = (upTo: number): void => void command.run(() => desk.call('inbox.read', { upTo }));
  const open = (item: InboxItem): void => {
    openItem(item.row);
    onOpened();
    const upTo = seenUpTo(items, item, newest);
    if (upTo > 0) desk.call('inbox.read', { upTo }).catch(() => undefined); // not kept: it is merely still new
  };
  return (
    <div className={styles.panel} data-testid="inbox-list">
      <header className={styles.head}>
        <b>{t('inbox.title')}</b>
        {command.error !== undefined && <span className={styles.error} role="alert">{errorSentence(command.error.code, command.error.data)}</span>}
        {items.some((item) => item.isNew) && <LinkButton onPress={() => see(newest)} isDisabled={command.isRunning} testId="inbox-read">{t('inbox.allRead')}</LinkButton>}
      </header>
      {items.length === 0 && <p className={styles.none}>{t('inbox.none')}</p>}
      <ul>{items.map((item, at) => <li key={item.key}><InboxLine item={item} isFirst={at === 0} onOpen={() => open(item)} /></li>)}</ul>
    </div>
  );
};

const InboxLine = ({ item, isFirst, onOpen }: { readonly item: InboxItem; readonly isFirst: boolean; readonly onOpen: () => void }) => {
  const t = useT();
  const people = usePeople();
  const { rowOf } = useDeskData();
  const { row, isOpen, isNew } = item;
  const by = (row.by === undefined ? undefined : people?.get(row.by)?.name) ?? t('timeline.somebody');
  return (
    <button type="button" className={styles.line} data-new={isNew || undefined} onClick={onOpen} onKeyDown={walkMenu} data-menu-item data-autofocus={isFirst || undefined} data-testid="inbox-item" data-kind={row.kind} data-open={isOpen || undefined}>
      <span className={styles.icon}><Icon name={icons[row.kind]} size={14} /></span>
      <span className={styles.words}>
        <span className={styles.what}><b>{t(`inbox.${row.kind}`, { by })}</b><span className={styles.who}>{row.conversation !== undefined && rowOf(row.conversation)?.title}</span>
          {isOpen ? <span className={styles.open}>{t('inbox.open')}</span> : isNew && <span className={styles.fresh}>{t('inbox.new')}</span>}
          <time dateTime={new Date(row.at).toISOString()} title={formatFull(row.at)}>{formatShort(row.at)}</time></span>
        <span className={styles.excerpt}>{textOf(row.parts)}</span>
      </span>
    </button>
  );
};

import type { PersonId } from '#shared/domain/ids';
import { usePeople } from '../../archive/queries/usePeople';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useT } from '../../i18n/useT';
import { keyShortcut, keyWords, useKey } from '../../state/keys';
import { useMe, useRole } from '../../state/session';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Popover, usePopover } from '../../ui/Popover';
import { AssignMenu } from './AssignMenu';
import { SnoozeMenu } from './SnoozeMenu';
import type { ConversationActions } from './useConversationActions';
import styles from './Hold.module.css';

/** Whose it is; pressed, it is taken, given up or given on. */
const HolderButton = ({ conversation, actions }: { readonly conversation: ConversationRow; readonly actions: ConversationActions }) => {
  const t = useT();
  const popover = usePopover();
  const people = usePeople();
  const me = useMe();
  const isAgent = useRole() === 'agent';
  const { assignee } = conversation;
  const name = assignee === undefined ? undefined : assignee === me ? t('assign.mine') : (people?.get(assignee)?.name ?? t('filter.somebody'));
  const isLocked = isAgent && assignee !== undefined && assignee !== me;
  useKey('take', () => {
    if (!isLocked && me !== undefined) actions.assign(assignee === me ? null : (me as PersonId)); // the engine only knows ids of people
  });
  const label = name === undefined ? t('assign.nobody') : t('assign.heldBy', { name });
  return (
    <>
      <button
        ref={popover.anchor} type="button" className={styles.holder} data-held={assignee !== undefined || undefined} data-mine={(assignee !== undefined && assignee === me) || undefined}
        aria-haspopup="dialog" aria-expanded={popover.isOpen} aria-keyshortcuts={keyShortcut('take')} aria-label={label} title={isLocked ? t('assign.others', { name: name ?? '' }) : `${label} ${keyWords('take')}`}
        onClick={popover.toggle} disabled={isLocked} data-testid="assign"
      >
        <Icon name="user" size={14} /><span>{name ?? t('assign.take')}</span>
      </button>
      <Popover handle={popover} align="end" label={t('assign.label')}>
        <AssignMenu holder={assignee ?? null} onPick={(person) => { popover.setOpen(false); actions.assign(person); }} />
      </Popover>
    </>
  );
};

/** One key puts it off until the customer speaks, the same key again opens the times; one that is put off is taken up here. */
const SnoozeButton = ({ conversation, actions }: { readonly conversation: ConversationRow; readonly actions: ConversationActions }) => {
  const t = useT();
  const popover = usePopover();
  const isPutOff = conversation.snooze !== undefined;
  useKey('snooze', () => {
    if (isPutOff) popover.setOpen(true);
    else actions.snooze(undefined);
  });
  const pick = (until: number | undefined): void => {
    popover.setOpen(false);
    actions.snooze(until);
  };
  const keys = keyWords('snooze');
  return (
    <>
      {isPutOff && <IconButton icon="play" label={t('snooze.wake')} onPress={() => actions.wake()} isDisabled={actions.isRunning} testId="wake" />}
      <IconButton ref={popover.anchor} icon="clock" hasWords label={t('snooze.label')} title={`${t('snooze.label')} ${keys}`} keys={keyShortcut('snooze')} expanded={popover.isOpen} pressed={isPutOff} onPress={popover.toggle} testId="snooze" />
      <Popover handle={popover} align="end" label={t('snooze.label')}><SnoozeMenu onPick={pick} /></Popover>
    </>
  );
};

/** Who holds the conversation, and putting it off. */
export const HoldButtons = (props: { readonly conversation: ConversationRow; readonly actions: ConversationActions }) => (
  <>
    <HolderButton {...props} />
    <SnoozeButton {...props} />
  </>
);

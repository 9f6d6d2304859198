import { useRef } from 'react';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useT } from '../../i18n/useT';
import { keyShortcut, keyWords } from '../../state/keys';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Popover, type PopoverHandle } from '../../ui/Popover';
import { askReason, closeReasonMenu, useReasonAsked, type Closing } from './closeReasons';
import { ReasonMenu } from './ReasonMenu';
import type { ConversationActions } from './useConversationActions';
import styles from './ConversationHeader.module.css';

/** The menu of reasons, opened by its arrow or by whoever asks for one (a key, a rule). */
const useReasonMenu = ({ id }: ConversationRow): PopoverHandle => {
  const anchor = useRef<HTMLButtonElement>(null);
  const isOpen = useReasonAsked((asked) => asked.id === id);
  const setOpen = (open: boolean): void => (open ? askReason(id) : closeReasonMenu());
  return { anchor, isOpen, setOpen, toggle: () => setOpen(!isOpen) };
};

/** Done at one press; the arrow beside it offers a reason. A closed conversation is opened again here. */
export const DoneButton = ({ conversation, actions }: { readonly conversation: ConversationRow; readonly actions: ConversationActions }) => {
  const t = useT();
  const popover = useReasonMenu(conversation);
  if (conversation.status === 'closed') return <Button size="small" icon="restore" onPress={() => actions.reopen()} isDisabled={actions.isRunning} testId="reopen">{t('header.reopen')}</Button>;
  const close = (closing: Closing): void => {
    const { after } = useReasonAsked.getState();
    closeReasonMenu();
    actions.close(closing, after);
  };
  return (
    <span className={styles.done}>
      <Button size="small" icon="done" onPress={() => actions.close()} isDisabled={actions.isRunning} title={`${t('header.done')} ${keyWords('done')}`} keys={keyShortcut('done')} testId="done">{t('header.done')}</Button>
      <button ref={popover.anchor} type="button" className={styles.reasons} aria-label={t('header.doneWithReason')} title={t('header.doneWithReason')} aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} data-testid="done-reasons"><Icon name="chevronDown" size={12} /></button>
      <Popover handle={popover} align="end" label={t('header.doneWithReason')}><ReasonMenu onClose={close} /></Popover>
    </span>
  );
};

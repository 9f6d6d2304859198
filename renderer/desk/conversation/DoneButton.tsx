import { useState, type FormEvent } from 'react';
import type { ConversationRow } from '../../archive/schema/rows';
import { useT } from '../../i18n/useT';
import { keyShortcut, keyWords } from '../../state/keys';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MenuItem } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { closeReasons } from './closeReasons';
import type { ConversationActions } from './useConversationActions';
import styles from './ConversationHeader.module.css';

const LONGEST_REASON = 200;

/** Done at one press; the arrow beside it offers a reason. A closed conversation is opened again here. */
export const DoneButton = ({ conversation, actions }: { readonly conversation: ConversationRow; readonly actions: ConversationActions }) => {
  const t = useT();
  const popover = usePopover();
  if (conversation.status === 'closed') return <Button size="small" icon="restore" onPress={() => actions.reopen()} isDisabled={actions.isRunning} testId="reopen">{t('header.reopen')}</Button>;
  const close = (reason?: string): void => {
    popover.setOpen(false);
    actions.close(reason);
  };
  return (
    <span className={styles.done}>
      <Button size="small" icon="done" onPress={() => close()} isDisabled={actions.isRunning} title={`${t('header.done')} ${keyWords('done')}`} keys={keyShortcut('done')} testId="done">{t('header.done')}</Button>
      <button ref={popover.anchor} type="button" className={styles.reasons} aria-label={t('header.doneWithReason')} title={t('header.doneWithReason')} aria-haspopup="menu" aria-expanded={popover.isOpen} onClick={popover.toggle}><Icon name="chevronDown" size={12} /></button>
      <Popover handle={popover} align="end" label={t('header.doneWithReason')}>
        {closeReasons.map((reason) => <MenuItem key={reason} onPress={() => close(reason)}>{t(`close.reason.${reason}`)}</MenuItem>)}
        <OwnReason onClose={close} />
      </Popover>
    </span>
  );
};

const OwnReason = ({ onClose }: { readonly onClose: (reason: string) => void }) => {
  const t = useT();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') onClose(typed.trim());
  };
  return (
    <form className={styles.own} onSubmit={submit}>
      <input value={typed} maxLength={LONGEST_REASON} onChange={(event) => setTyped(event.target.value)} placeholder={t('close.own')} aria-label={t('close.own')} />
      <Button type="submit" size="small" isDisabled={typed.trim() === ''}>{t('header.done')}</Button>
    </form>
  );
};

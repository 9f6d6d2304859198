import { useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { useT } from '../../i18n/useT';
import { keyShortcut, keyWords, useKey } from '../../state/keys';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MenuItem, MenuLine } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { openFind, requestJump, type JumpTarget } from '../../state/jumpRequests';
import { Calendar } from './Calendar';

/** Find, and ways to get about in a long conversation. */
export const JumpMenu = ({ conversation }: { readonly conversation: ConversationId }) => {
  const t = useT();
  const popover = usePopover();
  const [isCalendar, setCalendar] = useState(false);
  const go = (target: JumpTarget): void => {
    popover.setOpen(false);
    requestJump(conversation, target);
  };
  const open = (withCalendar: boolean): void => {
    setCalendar(withCalendar);
    popover.setOpen(true);
  };
  useKey('findInConversation', () => openFind(conversation));
  useKey('jumpToDate', () => open(true));
  useKey('jumpToUnread', () => requestJump(conversation, { kind: 'unread' }));
  return (
    <>
      <IconButton icon="search" label={t('find.open')} title={`${t('find.open')} ${keyWords('findInConversation')}`} keys={keyShortcut('findInConversation')} onPress={() => openFind(conversation)} testId="find-open" />
      <IconButton ref={popover.anchor} icon="calendar" label={t('jump.menu')} expanded={popover.isOpen} onPress={() => (popover.isOpen ? popover.setOpen(false) : open(false))} testId="jump-menu" />
      <Popover handle={popover} align="end" label={t('jump.menu')} role={isCalendar ? 'dialog' : 'menu'}>
        {isCalendar ? <Calendar onPick={(at) => go({ kind: 'day', at })} /> : (
          <>
            <MenuItem start={<Icon name="calendar" size={14} />} aside={keyWords('jumpToDate')} onPress={() => setCalendar(true)}>{t('jump.date')}</MenuItem>
            <MenuLine />
            <MenuItem start={<Icon name="chevronUp" size={14} />} onPress={() => go({ kind: 'first' })}>{t('jump.first')}</MenuItem>
            <MenuItem start={<Icon name="chevronDown" size={14} />} onPress={() => go({ kind: 'latest' })}>{t('jump.latest')}</MenuItem>
          </>
        )}
      </Popover>
    </>
  );
};

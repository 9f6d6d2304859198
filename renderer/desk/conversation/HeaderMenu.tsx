import { matterOf, type Matter } from '#shared/rules/rulePack';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useT } from '../../i18n/useT';
import { keyWords } from '../../state/keys';
import { useMe, useRole } from '../../state/session';
import { tearOff } from '../../state/tornWindow';
import { tornConversation } from '../../state/windowKind';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MenuGroup, MenuItem } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import type { ConversationActions } from './useConversationActions';

const matters: readonly Matter[] = ['customer', 'task', 'notice'];

/** What is done seldom. What a group is about is the supervisor's to say: it decides which clocks run. */
export const HeaderMenu = ({ conversation, actions }: { readonly conversation: ConversationRow; readonly actions: ConversationActions }) => {
  const t = useT();
  const popover = usePopover();
  const me = useMe();
  const maySort = useRole() !== 'agent' && conversation.kind === 'group';
  const isPinned = me !== undefined && conversation.pins?.some((person) => person === me) === true;
  const act = (run: () => void) => (): void => {
    popover.setOpen(false);
    run();
  };
  return (
    <>
      <IconButton ref={popover.anchor} icon="more" label={t('common.more')} expanded={popover.isOpen} onPress={popover.toggle} testId="header-more" />
      <Popover handle={popover} align="end" label={t('common.more')}>
        <MenuItem start={<Icon name="pin" size={14} />} onPress={act(() => actions.pin(!isPinned))}>{t(isPinned ? 'pin.off' : 'pin.on')}</MenuItem>
        {tornConversation === undefined && <MenuItem start={<Icon name="tearOff" size={14} />} aside={keyWords('tearOff')} onPress={act(() => { tearOff(conversation.id).catch(() => undefined); /* main is gone: the tab stays */ })}>{t('tabs.tearOff')}</MenuItem>}
        {conversation.waitingSince > 0 && <MenuItem start={<Icon name="check" size={14} />} aside={t('header.dismissHelp')} onPress={act(actions.dismiss)}>{t('header.dismiss')}</MenuItem>}
        {maySort && (
          <MenuGroup label={t('matter.label')}>
            {matters.map((matter) => <MenuItem key={matter} isChosen={matterOf(conversation) === matter} onPress={act(() => actions.sort(matter))}>{t(`matter.${matter}`)}</MenuItem>)}
          </MenuGroup>
        )}
      </Popover>
    </>
  );
};

import type { ConversationRow } from '../../archive/schema/rows';
import { useT } from '../../i18n/useT';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MenuItem } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import type { ConversationActions } from './useConversationActions';

/** What is done seldom; the button is there only while there is something to do. */
export const HeaderMenu = ({ conversation, actions }: { readonly conversation: ConversationRow; readonly actions: ConversationActions }) => {
  const t = useT();
  const popover = usePopover();
  if (conversation.waitingSince === 0) return null;
  const dismiss = (): void => {
    popover.setOpen(false);
    actions.dismiss();
  };
  return (
    <>
      <IconButton ref={popover.anchor} icon="more" label={t('common.more')} expanded={popover.isOpen} onPress={popover.toggle} testId="header-more" />
      <Popover handle={popover} align="end" label={t('common.more')}>
        <MenuItem start={<Icon name="check" size={14} />} aside={t('header.dismissHelp')} onPress={dismiss}>{t('header.dismiss')}</MenuItem>
      </Popover>
    </>
  );
};

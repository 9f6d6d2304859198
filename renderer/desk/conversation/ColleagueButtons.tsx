import { useState } from 'react';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useT } from '../../i18n/useT';
import { IconButton } from '../../ui/Button';
import { AskHelpDialog } from './AskHelpDialog';
import { TransferDialog } from './TransferDialog';

/** Hand on, and ask for help. */
export const ColleagueButtons = ({ conversation }: { readonly conversation: ConversationRow }) => {
  const t = useT();
  const [dialog, setDialog] = useState<'help' | 'transfer'>();
  const close = (): void => setDialog(undefined);
  return (
    <>
      <IconButton icon="transfer" hasWords label={t('transfer.give')} onPress={() => setDialog('transfer')} isDisabled={conversation.transfer !== undefined} testId="transfer" />
      <IconButton icon="help" hasWords label={t('help.ask')} onPress={() => setDialog('help')} testId="help" />
      {dialog === 'help' && <AskHelpDialog conversation={conversation.id} onClose={close} />}
      {dialog === 'transfer' && <TransferDialog conversation={conversation.id} onClose={close} />}
    </>
  );
};

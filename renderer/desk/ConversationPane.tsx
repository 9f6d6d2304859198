import { useState, type DragEvent } from 'react';
import { targetOf } from '../archive/queries/rulePack';
import { useAccount } from '../archive/queries/useAccount';
import type { ConversationRow } from '../archive/schema/rows';
import { useIsDeskConnected } from '../bridge/useBridge';
import { errorSentence } from '../i18n/translate';
import { useT } from '../i18n/useT';
import { useKey } from '../state/keys';
import { closeTab, openTab } from '../state/tabs';
import { Strip } from '../ui/Strip';
import { attachFiles } from './composer/attachFiles';
import { Composer } from './composer/Composer';
import { AccountStrip } from './conversation/AccountStrip';
import { canSendNow } from './conversation/accountAdvice';
import { CaughtUpStrip } from './conversation/CaughtUpStrip';
import { ConversationHeader } from './conversation/ConversationHeader';
import { UndoMessage } from './conversation/UndoMessage';
import { useConversationActions } from './conversation/useConversationActions';
import { useDeskData } from './shell/DeskData';
import { longestWaiting } from './shell/longestWaiting';
import { Timeline } from './timeline/Timeline';
import { useViewsLoaded } from './timeline/views';
import styles from './ConversationPane.module.css';

/** One conversation: header, what is wrong with its account, timeline, composer. Mount anew for another one. */
export const ConversationPane = ({ conversation }: { readonly conversation: ConversationRow }) => {
  const t = useT();
  const account = useAccount(conversation.account);
  const isConnected = useIsDeskConnected();
  const actions = useConversationActions(conversation);
  const hasViews = useViewsLoaded();
  const { conversations } = useDeskData();
  const drop = useFileDrop((files) => attachFiles(conversation.id, files));
  useKey('done', () => actions.close());
  useKey('doneAndNext', () => actions.close(undefined, () => {
    const next = longestWaiting(conversations.filter((row) => row.id !== conversation.id));
    closeTab(conversation.id);
    if (next !== undefined) openTab(next.id);
  }));
  return (
    <div className={styles.pane} data-testid="conversation-pane" data-pane={conversation.id} {...drop.handlers}>
      <ConversationHeader conversation={conversation} account={account} target={account === undefined ? 1 : targetOf(account.channel)} actions={actions} />
      {account !== undefined && <AccountStrip account={account} />}
      <CaughtUpStrip account={conversation.account} />
      {actions.error !== undefined && <Strip tone="rose">{errorSentence(actions.error.code, actions.error.data)}</Strip>}
      {hasViews ? <Timeline conversation={conversation} account={account} /> : <div className={styles.waiting} />}
      <Composer conversation={conversation} account={account} isOnline={isConnected && canSendNow(account?.status.state)} />
      {drop.isOver && <div className={styles.drop} aria-hidden>{t('composer.drop')}</div>}
      <UndoMessage />
    </div>
  );
};

/** Files dropped anywhere on the conversation go to its composer. */
const useFileDrop = (onFiles: (files: readonly File[]) => void) => {
  const [isOver, setOver] = useState(false);
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent): void => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      },
      onDragLeave: (event: DragEvent): void => {
        // Leaving for a child of the pane is no leaving.
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false);
      },
      onDrop: (event: DragEvent): void => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
};

import { lazy, memo, Suspense, useState, type DragEvent } from 'react';
import { useAccount } from '../archive/queries/useAccount';
import type { ConversationRow } from '../archive/schema/conversationRows';
import { useIsDeskConnected } from '../bridge/useBridge';
import { errorSentence } from '../i18n/translate';
import { forgetDutyRequest, useDutyRequest } from '../duties/dutyRequests';
import { useT } from '../i18n/useT';
import { useKey } from '../state/keys';
import { useOneWithLive } from '../state/liveStatus';
import { closeTab, openTab } from '../state/tabs';
import { OpeningDialog } from '../ui/OpeningDialog';
import { Strip } from '../ui/Strip';
import { attachFiles } from './composer/attachFiles';
import { ComposerPane } from './composer/ComposerPane';
import { composerModeOf, noteBoxOf } from './composer/noteMode';
import { AccountStrip } from './conversation/AccountStrip';
import { canSendNow } from './conversation/accountAdvice';
import { CaughtUpStrip } from './conversation/CaughtUpStrip';
import { ColleagueStrips } from './conversation/ColleagueStrips';
import { ConversationHeader } from './conversation/ConversationHeader';
import { UndoMessage } from './conversation/UndoMessage';
import { useConversationActions } from './conversation/useConversationActions';
import { useDeskDataReader } from './shell/DeskData';
import { longestWaiting } from './shell/longestWaiting';
import { Timeline } from './timeline/Timeline';
import { usePrepareNext } from './timeline/usePrepareNext';
import { useViewsLoaded } from './timeline/views';
import styles from './ConversationPane.module.css';

// Only who asks for one of these dialogs loads them.
const DutyDialogs = lazy(async () => ({ default: (await import('../duties/DutyDialogs')).DutyDialogs }));

/**
 * One conversation: header, what is wrong with its account, timeline, composer. Mount anew for another one. Drawn
 * again only when its own row changes, not with every message elsewhere.
 */
export const ConversationPane = memo(({ conversation }: { readonly conversation: ConversationRow }) => {
  const t = useT();
  const account = useOneWithLive(useAccount(conversation.account));
  const isConnected = useIsDeskConnected();
  const actions = useConversationActions(conversation);
  const hasViews = useViewsLoaded();
  const hasDutyRequest = useDutyRequest(({ request }) => request?.ref.conversation === conversation.id);
  const readDesk = useDeskDataReader();
  usePrepareNext();
  const drop = useFileDrop((files) => attachFiles(composerModeOf(conversation.id) === 'note' ? noteBoxOf(conversation.id) : conversation.id, files));
  useKey('done', () => actions.close());
  useKey('doneAndNext', () => actions.close(undefined, () => {
    const next = longestWaiting(readDesk().conversations.filter((row) => row.id !== conversation.id));
    closeTab(conversation.id);
    if (next !== undefined) openTab(next.id);
  }));
  return (
    <div className={styles.pane} data-testid="conversation-pane" data-pane={conversation.id} {...drop.handlers}>
      <ConversationHeader conversation={conversation} account={account} actions={actions} />
      {account !== undefined && <AccountStrip account={account} />}
      <ColleagueStrips conversation={conversation} />
      <CaughtUpStrip account={conversation.account} />
      {actions.error !== undefined && <Strip tone="rose">{errorSentence(actions.error.code, actions.error.data)}</Strip>}
      {hasViews ? <Timeline conversation={conversation} account={account} /> : <div className={styles.waiting} />}
      <ComposerPane conversation={conversation} account={account} isOnline={isConnected && canSendNow(account?.status.state)} />
      {drop.isOver && <div className={styles.drop} aria-hidden>{t('composer.drop')}</div>}
      <UndoMessage />
      {hasDutyRequest && <Suspense fallback={<OpeningDialog onClose={forgetDutyRequest} />}><DutyDialogs /></Suspense>}
    </div>
  );
});
ConversationPane.displayName = 'ConversationPane';

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

import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { Composer } from './Composer';
import { NoteComposer } from './NoteComposer';
import { useComposerMode } from './noteMode';

/** Below the timeline: the reply to the customer, or the note to colleagues. */
export const ComposerPane = ({ conversation, account, isOnline }: { readonly conversation: ConversationRow; readonly account: AccountRow | undefined; readonly isOnline: boolean }) =>
  useComposerMode(conversation.id) === 'note'
    ? <NoteComposer conversation={conversation} />
    : <Composer conversation={conversation} account={account} isOnline={isOnline} />;

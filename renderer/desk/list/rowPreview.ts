import type { ConversationRow } from '../../archive/schema/conversationRows';

/** The word before the preview, the one that asks for the agent first. */
export type RowState = 'failed' | 'uncertain' | 'queued' | 'draft';

/** Failed and uncertain replies want a decision before anything else; a draft only reminds. */
export const rowState = (row: Pick<ConversationRow, 'failed' | 'uncertain' | 'queued'>, draft: string | undefined): RowState | undefined => {
  if (row.failed > 0) return 'failed';
  if (row.uncertain > 0) return 'uncertain';
  if (row.queued > 0) return 'queued';
  return draft !== undefined && draft.trim() !== '' ? 'draft' : undefined;
};

/** How far our last message came, as a tick before the preview; nothing while it is on its way or theirs. */
export const sentMark = (preview: ConversationRow['preview']): 'delivered' | 'read' | undefined =>
  preview?.direction === 'out' && (preview.delivery === 'delivered' || preview.delivery === 'read') ? preview.delivery : undefined;

import { useEffect } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { mediaSchema, type Media } from '#shared/domain/message';
import { useDrafts } from '../../state/drafts';
import { changeComposer, composerOf } from './composerStore';

const read = (kept: string): readonly Media[] => {
  try {
    const parsed = mediaSchema.safeParse(JSON.parse(kept));
    return parsed.success && parsed.data.state === 'stored' ? [parsed.data] : [];
  } catch {
    return []; // not ours to read: the draft's text is what matters
  }
};

/** Brings back the attachments of a draft from the last session, once drafts are loaded. */
export const useKeptAttachments = (conversation: ConversationId): void => {
  const isLoaded = useDrafts((drafts) => drafts.isLoaded);
  useEffect(() => {
    const kept = useDrafts.getState().byConversation[conversation]?.media ?? [];
    if (!isLoaded || kept.length === 0 || composerOf(conversation).attachments.length > 0) return;
    const attachments = kept.flatMap(read).map((media) => ({ id: crypto.randomUUID(), name: media.name, mime: media.mime, size: media.size ?? 0, media }));
    changeComposer(conversation, { type: 'restore', attachments });
  }, [conversation, isLoaded]);
};

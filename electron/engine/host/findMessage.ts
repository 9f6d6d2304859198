import type { ConversationId, RemoteMessageId } from '#shared/domain/ids';
import { accountOfConversation, chatOfConversation } from '#shared/domain/ids';
import { isMediaPart, type Media } from '#shared/domain/message';
import type { Entry } from '#shared/ledger/entry';
import type { Ledger } from '../ledger/contract';
import type { EngineState } from '../state/engineState';

const PAGE = 2_000;

/** Latest word on one part's media, looked for from the end of the ledger back to its message. */
export const findMessage = async (ledger: Pick<Ledger, 'read' | 'head'>, state: EngineState, conversation: ConversationId, id: RemoteMessageId, part: number): Promise<Media | undefined> => {
  const place = state.recent(accountOfConversation(conversation)).place(id);
  const first = place?.chat === chatOfConversation(conversation) && place.id === id ? place.seq - 1 : 0;
  for (let before = ledger.head(); before > first; before -= PAGE) {
    const after = Math.max(first, before - PAGE);
    const { entries } = await ledger.read(after, before - after);
    for (const entry of [...entries].reverse()) {
      const media = entry.conversation === conversation ? mediaOf(entry, id, part) : undefined;
      if (media !== undefined) return media ?? undefined;
    }
  }
  return undefined;
};

/** Undefined: the entry does not say; null: it is the message and has no such part. */
const mediaOf = (entry: Entry, id: RemoteMessageId, part: number): Media | null | undefined => {
  if (entry.type === 'message.media') return entry.data.id === id && entry.data.part === part ? entry.data.media : undefined;
  if (entry.type !== 'message.received' || entry.data.id !== id) return undefined;
  const found = entry.data.parts[part];
  return found && isMediaPart(found) ? found.media : null;
};

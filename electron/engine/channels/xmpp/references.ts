/**
 * Finds the message a peer means by its own id: first among those seen lately, then in the archive.
 * Bounded memory; the archive is the memory across restarts.
 */
import type { RemoteMessageId } from '#shared/domain/ids';
import { messageIn, PAGE, type Archive } from './archive';
import type { Decoded, Reference } from './decode';
import { bareOf } from './ids';
import { NS } from './namespaces';
import { child, type XmlNode } from './wire';

const MAX_KNOWN = 20_000;
const MAX_PAGES = 6;

export type References = {
  readonly learn: (chat: string, sender: string, wireIds: readonly string[], id: RemoteMessageId) => void;
  readonly known: (reference: Reference) => RemoteMessageId | undefined;
  /** As `known`, then up to 300 messages back in the archive. Undefined when it is nowhere; never rejects. */
  readonly find: (reference: Reference) => Promise<RemoteMessageId | undefined>;
};

export const createReferences = (archive: () => Archive | undefined, decodeItem: (item: XmlNode) => readonly Decoded[]): References => {
  const seen = new Map<string, RemoteMessageId>();
  const keyOf = (chat: string, sender: string, wireId: string): string => `${chat}\n${sender}\n${wireId}`;
  const learn: References['learn'] = (chat, sender, wireIds, id) => {
    for (const wireId of wireIds) {
      const key = keyOf(chat, sender, wireId);
      seen.delete(key);
      seen.set(key, id);
    }
    for (const oldest of seen.keys()) {
      if (seen.size <= MAX_KNOWN) break;
      seen.delete(oldest);
    }
  };
  const known: References['known'] = ({ chat, sender, wireId }) => seen.get(keyOf(chat.id, sender, wireId));

  const find: References['find'] = async (reference) => {
    const before = known(reference);
    const source = archive();
    if (before || !source) return before;
    try {
      let place = '';
      for (let turn = 0; turn < MAX_PAGES; turn += 1) {
        const page = await source.page({ with: bareOf(reference.chat.id), before: place, max: PAGE });
        for (const item of page.items) for (const decoded of decodeItem(item)) if (decoded.kind === 'message') learn(decoded.event.chat.id, decoded.sender, decoded.wireIds, decoded.event.id);
        const found = known(reference);
        if (found || page.isComplete || page.first === undefined) return found;
        place = page.first;
      }
    } catch { return undefined; } // the link went: the caller keeps the words in another form
    return undefined;
  };
  return { learn, known, find };
};

/** Which of the given stanza ids an archive item answers to. */
export const wireIdsIn = (item: XmlNode): readonly string[] => {
  const message = messageIn(item);
  return [message?.attrs['id'], child(message, 'origin-id', NS.stableId)?.attrs['id']].filter((id): id is string => id !== undefined);
};

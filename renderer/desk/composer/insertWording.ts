import type { ConversationId } from '#shared/domain/ids';
import { isMediaPart, textOf, type Media, type Parts } from '#shared/domain/message';
import { messagesOf } from '#shared/domain/wording';
import { findBlanks, joinMessages, messageSlots, textOfPieces, wordingPieces, type Variable, type Variables } from '#shared/text/wordingText';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { attachStored } from './attachFiles';
import { changeComposer, composerOf } from './composerStore';
import { replaceRange } from './editText';

/** Pictures and files of a message that are kept here. */
const mediaOf = (parts: Parts): readonly Media[] =>
  parts.flatMap((part) => (isMediaPart(part) && part.media.state === 'stored' ? [part.media] : []));

/**
 * Puts a prepared answer in place of a range, attaches its pictures and files to the messages they belong to, and
 * selects its first blank. Several messages stand one below the other with a break between. Never sends.
 */
export const insertWording = ({ conversation, area, row, variables, start, end, labelOf }: {
  readonly conversation: ConversationId; readonly area: HTMLTextAreaElement; readonly row: WordingRow; readonly variables: Variables;
  readonly start: number; readonly end: number; readonly labelOf: (name: Variable) => string;
}): void => {
  const isEditing = composerOf(conversation).editing !== undefined;
  const texts = messagesOf(row).map((parts) => textOfPieces(wordingPieces(textOf(parts), variables, labelOf)));
  // A reply that is changed stays one message.
  const text = isEditing ? texts.filter((one) => one !== '').join('\n') : joinMessages(texts);
  const first = messageSlots(area.value.slice(0, start)).length - 1;
  replaceRange(area, start, end, text);
  if (!isEditing) {
    changeComposer(conversation, { type: 'insert', insert: { id: row.id, text, version: row.version } });
    for (const [at, parts] of messagesOf(row).entries()) attachStored(conversation, mediaOf(parts), texts.length > 1 || first > 0 ? first + at : undefined);
  }
  const [blank] = findBlanks(text);
  if (blank !== undefined) area.setSelectionRange(start + blank.start, start + blank.end);
};

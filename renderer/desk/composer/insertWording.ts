import type { ConversationId } from '#shared/domain/ids';
import { isMediaPart, textOf, type Media } from '#shared/domain/message';
import type { WordingRow } from '../../archive/schema/rows';
import { attachStored } from './attachFiles';
import { findBlanks } from './blanks';
import { changeComposer, composerOf } from './composerStore';
import { replaceRange } from './editText';
import { textOfPieces, wordingPieces, type Variable, type Variables } from './wordingFill';

/** Pictures and files of a wording that are kept here; it never sends them by itself. */
const mediaOf = (row: WordingRow): readonly Media[] =>
  row.parts.flatMap((part) => (isMediaPart(part) && part.media.state === 'stored' ? [part.media] : []));

/** Puts a prepared answer in place of a range, attaches its pictures, and selects its first blank. Never sends. */
export const insertWording = ({ conversation, area, row, variables, start, end, labelOf }: {
  readonly conversation: ConversationId; readonly area: HTMLTextAreaElement; readonly row: WordingRow; readonly variables: Variables;
  readonly start: number; readonly end: number; readonly labelOf: (name: Variable) => string;
}): void => {
  const text = textOfPieces(wordingPieces(textOf(row.parts), variables, labelOf));
  replaceRange(area, start, end, text);
  if (composerOf(conversation).editing === undefined) {
    changeComposer(conversation, { type: 'insert', insert: { id: row.id, text } });
    attachStored(conversation, mediaOf(row));
  }
  const [blank] = findBlanks(text);
  if (blank !== undefined) area.setSelectionRange(start + blank.start, start + blank.end);
};

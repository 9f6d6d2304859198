import { countBlanks, type Variables } from '#shared/text/wordingText';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { useMessagePieces } from '../../wordings/WordingWords';

/** How many blanks a person has to fill before a wording can be sent from here. */
export const useBlankCount = (row: WordingRow | undefined, variables: Variables): number =>
  useMessagePieces(row, variables).reduce((sum, { pieces }) => sum + countBlanks(pieces), 0);

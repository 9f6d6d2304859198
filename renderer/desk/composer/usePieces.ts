import { useMemo } from 'react';
import { textOf } from '#shared/domain/message';
import type { WordingRow } from '../../archive/schema/rows';
import { useT } from '../../i18n/useT';
import { countBlanks, wordingPieces, type Piece, type Variables } from './wordingFill';

/** A wording with this conversation's values, and how many blanks a person has to fill. */
export const usePieces = (row: WordingRow | undefined, variables: Variables): { readonly pieces: readonly Piece[]; readonly blanks: number } => {
  const t = useT();
  return useMemo(() => {
    const pieces = row === undefined ? [] : wordingPieces(textOf(row.parts), variables, (name) => t(`wording.variable.${name}`));
    return { pieces, blanks: countBlanks(pieces) };
  }, [row, variables, t]);
};

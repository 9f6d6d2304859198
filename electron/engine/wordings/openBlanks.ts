import { AppError } from '#shared/domain/errors';
import { textOf, type Parts } from '#shared/domain/message';
import type { WordingUse } from '#shared/ledger/fields';
import { findBlanks } from '#shared/text/wordingText';

/** A reply made from prepared wording never goes out with a blank nobody filled. `wording.blank {label}`. */
export const refuseOpenBlanks = ({ parts, wording }: { readonly parts: Parts; readonly wording?: WordingUse | undefined }): void => {
  const [blank] = wording === undefined ? [] : findBlanks(textOf(parts));
  if (blank !== undefined) throw new AppError('wording.blank', { label: blank.label });
};

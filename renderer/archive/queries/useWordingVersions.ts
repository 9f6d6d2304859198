import type { WordingId } from '#shared/domain/ids';
import type { WordingVersionRow } from '../schema/wordingRows';
import { useLive } from './useLive';

/** Every version of a wording and its removals, the newest first. */
export const useWordingVersions = (wording: WordingId): readonly WordingVersionRow[] | undefined =>
  useLive(`wording versions ${wording}`, (db) => db.wordingVersions.where('[wording+back]').between([wording], [wording, []], true, true).toArray());

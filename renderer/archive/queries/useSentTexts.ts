import { ownMessageIdOf, type ClientId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import type { WordingUseRow } from '../schema/wordingRows';
import { useLive } from './useLive';

/** The words of the replies made from these uses, as they stand now, by client id. */
export const useSentTexts = (uses: readonly Pick<WordingUseRow, 'conversation' | 'client'>[]): ReadonlyMap<ClientId, string> | undefined =>
  useLive(`sent texts ${uses.map(({ client }) => client).join(' ')}`, async (db) => {
    const keys = uses.map(({ conversation, client }) => ownMessageIdOf(conversation, client));
    const rows = await db.timeline.where('keys').anyOf(keys).toArray();
    return new Map(rows.flatMap((row) => (row.client === undefined ? [] : [[row.client, textOf(row.parts ?? [])]])));
  });

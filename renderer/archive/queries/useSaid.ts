import { textOf } from '#shared/domain/message';
import type { ConversationId } from '#shared/domain/ids';
import { lineRange } from '../schema/db';
import { useLive } from './useLive';

export type Said = { readonly id: string; readonly text: string; readonly at: number };

/** Lines looked through in each conversation. */
const LOOKED = 120;

/** What customers wrote lately in these conversations, newest first: what their files may be completed from. */
export const useSaid = (conversations: readonly ConversationId[]): readonly Said[] | undefined =>
  useLive(`said ${conversations.join(' ')}`, async (db) => {
    const lines = await Promise.all(conversations.map((id) => lineRange(db, id).limit(LOOKED).toArray()));
    return lines.flat().filter((row) => row.kind === 'message' && row.direction === 'in' && row.recalled === undefined)
      .map((row) => ({ id: row.keys[0] ?? String(row.seq), text: textOf(row.parts ?? []), at: row.at }))
      .filter((said) => said.text !== '').sort((a, b) => b.at - a.at);
  });

import type { ConversationId } from '#shared/domain/ids';
import type { TimelineRow } from '../schema/timelineRows';
import { readAround, type Place } from './searchLines';
import { useLive } from './useLive';

export type Reading = { readonly rows: readonly TimelineRow[]; readonly hasOlder: boolean; readonly hasNewer: boolean };

/** Lines of a conversation around a place, oldest first, live. More to a side keeps what is shown meanwhile. */
export const useReading = (id: ConversationId, at: Place, sides: { readonly before: number; readonly after: number }): Reading | undefined => {
  const place = `${id} ${at.place} ${at.seq}`;
  const answer = useLive(`reading ${place} ${sides.before} ${sides.after}`, async (db) => ({ place, ...(await readAround(db, id, at, sides)) }), (last) => last.place === place);
  return answer;
};

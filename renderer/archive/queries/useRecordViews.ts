import type { ConversationId } from '#shared/domain/ids';
import type { RecordViewRow } from '../schema/personRows';
import { useLive } from './useLive';

const MOST = 50;

/** Who read this conversation as a record, newest first. */
export const useRecordViews = (id: ConversationId | undefined): readonly RecordViewRow[] | undefined =>
  useLive(`recordViews ${id}`, async (db) => (id === undefined ? [] : db.recordViews.where('[conversation+back]').between([id], [id, []], true, true).limit(MOST).toArray()));

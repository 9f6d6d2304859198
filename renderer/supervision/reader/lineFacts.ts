import { useMemo } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { useAccount } from '../../archive/queries/useAccount';
import { useConversation } from '../../archive/queries/useConversation';
import { useRulePack } from '../../archive/queries/rulePack';
import { useRecordFacts, type RecordFacts, type UsedWording } from '../../archive/queries/useRecordFacts';
import { placeOf, type TimelineRow } from '../../archive/schema/timelineRows';
import { waitsOf, type ReplayScene, type Wait } from './replay';

/** What is told beside one line. `wait`: the customer's, which this line of ours ended. */
export type LineFacts = { readonly wording?: UsedWording; readonly wait?: Wait };

/** The clocks that ran in a conversation. */
export const useReplayScene = (id: ConversationId): ReplayScene => {
  const conversation = useConversation(id);
  const account = useAccount(conversation?.account);
  const pack = useRulePack();
  return useMemo(() => ({ pack, channel: account?.channel ?? '', kind: conversation?.kind ?? 'private' as const }), [pack, account?.channel, conversation?.kind]);
};

export type FactsOf = (row: TimelineRow) => LineFacts;

/** What is known of these lines, and of the conversation while they were written. */
export const useLineFacts = (id: ConversationId, rows: readonly TimelineRow[], scene: ReplayScene): { readonly record: RecordFacts; readonly factsOf: FactsOf } => {
  const [first] = rows;
  const last = rows.at(-1);
  const record = useRecordFacts(id, first === undefined ? 0 : Math.min(first.at, placeOf(first)), last === undefined ? 0 : Math.max(last.at, placeOf(last)));
  const waits = useMemo(() => new Map(waitsOf(rows, last?.at ?? 0, scene).flatMap((wait) => (wait.seq === undefined ? [] : [[wait.seq, wait] as const]))), [rows, last, scene]);
  const factsOf = useMemo<FactsOf>(() => (row) => {
    const wording = row.client === undefined ? undefined : record.wordings.get(row.client);
    const wait = waits.get(row.seq);
    return { ...(wording !== undefined && { wording }), ...(wait !== undefined && { wait }) };
  }, [record, waits]);
  return { record, factsOf };
};

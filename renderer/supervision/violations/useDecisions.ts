import type { Evidence } from '#shared/rules/regulation/propose';
import type { PersonRow } from '../../archive/schema/personRows';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { usePeople } from '../../archive/queries/usePeople';
import type { ViolationRow } from '../../archive/schema/violationRows';
import { desk } from '../../bridge/desk';
import { useMe } from '../../state/session';
import { useTask, type Task } from '../../state/useTask';
import { showSupervision } from '../../state/view';
import { chooseLine } from '../search/searchState';
import { offerBack } from './violationPlace';

/** Opens the record at the message, beside what is known of it. */
export const openEvidence = ({ conversation, at = 0, seq }: Evidence, line?: TimelineRow): void => {
  if (conversation === undefined) return;
  chooseLine({ conversation, place: line === undefined ? at : -line.back, seq: line?.seq ?? seq });
  showSupervision('records');
};

/** Whom somebody's own violation goes to: another active supervisor, if there is one. */
const hasOther = (people: ReadonlyMap<string, PersonRow> | undefined, me: string | undefined): boolean =>
  [...people?.values() ?? []].some(({ id, role, active }) => active && role !== 'agent' && id !== me);

/** Decisions of the person who sits here; each leaves its 撤销 behind. */
export const useDecisions = (): Task & {
  readonly confirm: (violations: readonly string[], more?: { readonly fen?: number; readonly baseFen?: number; readonly reason?: string }) => void;
  readonly dismiss: (violations: readonly string[], reason: string) => void;
  /** It is their own, and somebody else can decide it. */
  readonly isBarred: (row: ViolationRow) => boolean;
} => {
  const task = useTask();
  const me = useMe();
  const people = usePeople();
  return {
    ...task,
    confirm: (violations, more = {}) => task.run(async () => {
      await desk.call('violation.confirm', { violations, ...more });
      offerBack({ what: 'confirmed', violations });
    }),
    dismiss: (violations, reason) => task.run(async () => {
      await desk.call('violation.dismiss', { violations, reason });
      offerBack({ what: 'dismissed', violations });
    }),
    isBarred: (row) => row.person === me && hasOther(people, me),
  };
};

import { dayTextAt } from '#shared/rules/duties/days';
import { useDutyDay } from '../archive/queries/dutyDay';
import { useRulePack } from '../archive/queries/rulePack';
import { useMe, useRole } from '../state/session';
import { forgetDutyRequest, useDutyRequest, type DutyRequest } from './dutyRequests';
import { EvidenceDialog } from './EvidenceDialog';
import { RecordComplaintDialog } from './RecordComplaintDialog';

const Evidence = ({ request }: { readonly request: DutyRequest }) => {
  const me = useMe();
  const day = dayTextAt(useRulePack().calendar.offsetMinutes, Date.now());
  const found = useDutyDay(day, 0);
  if (found === undefined) return null;
  return <EvidenceDialog accounts={found.accounts.filter(({ holder }) => holder === me)} day={day} message={request.ref} excerpt={request.excerpt} onClose={forgetDutyRequest} />;
};

/** The dialog a message's menu asked for. */
export const DutyDialogs = () => {
  const request = useDutyRequest((state) => state.request);
  const isSupervisor = useRole() !== 'agent';
  if (request === undefined) return null;
  const { ref, excerpt, customer, about } = request;
  if (request.kind === 'evidence') return <Evidence request={request} />;
  return <RecordComplaintDialog origin={{ conversation: ref.conversation, messages: [ref], excerpt, about, ...(customer !== undefined && { customer }) }} mayAssign={isSupervisor} onClose={forgetDutyRequest} />;
};

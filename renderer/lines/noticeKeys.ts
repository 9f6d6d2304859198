/** Where the words of a notice are looked for, most exact first. Pure. */
import type { TimelineRow } from '../archive/schema/timelineRows';

const camel = (text: string): string => text.replace(/[_-]+([a-z0-9])/giu, (_, letter: string) => letter.toUpperCase());

/** Taken by the one who did it, given to somebody, or given up. */
const assignedKey = (data: TimelineRow['data'], person: TimelineRow['person']): string => {
  const assignee = data?.['assignee'];
  if (assignee === '') return 'notice.conversation.assigned.none';
  return assignee === person ? 'notice.conversation.assigned.self' : 'notice.conversation.assigned';
};

/**
 * `notice.<type>.<sub type>`, then `notice.<type>`. A closed conversation has a second sentence when a reason was given.
 */
export const noticeKeys = ({ type = '', data, person }: Pick<TimelineRow, 'type' | 'data' | 'person'>): readonly string[] => {
  const sub = data?.['sub_type'];
  const reason = data?.['reason'];
  return [
    ...(typeof sub === 'string' && sub !== '' ? [`notice.${type}.${camel(sub)}`] : []),
    ...(type === 'conversation.closed' && typeof reason === 'string' && reason !== '' ? [`notice.${type}.reason`] : []),
    ...(type === 'conversation.assigned' ? [assignedKey(data, person)] : []),
    ...(type === 'conversation.snoozed' && typeof data?.['until'] === 'number' ? [`notice.${type}.until`] : []),
    `notice.${type}`,
  ];
};

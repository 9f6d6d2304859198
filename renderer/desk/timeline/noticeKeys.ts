/** Where the words of a notice are looked for, most exact first. Pure. */
import type { TimelineRow } from '../../archive/schema/rows';

const camel = (text: string): string => text.replace(/[_-]+([a-z0-9])/giu, (_, letter: string) => letter.toUpperCase());

/**
 * `notice.<type>.<sub type>`, then `notice.<type>`. A closed conversation has a second sentence when a reason was given.
 */
export const noticeKeys = ({ type = '', data }: Pick<TimelineRow, 'type' | 'data'>): readonly string[] => {
  const sub = data?.['sub_type'];
  const reason = data?.['reason'];
  return [
    ...(typeof sub === 'string' && sub !== '' ? [`notice.${type}.${camel(sub)}`] : []),
    ...(type === 'conversation.closed' && typeof reason === 'string' && reason !== '' ? [`notice.${type}.reason`] : []),
    `notice.${type}`,
  ];
};

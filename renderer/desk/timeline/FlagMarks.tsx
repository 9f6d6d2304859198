import { ruleWords } from '#shared/rules/rulePack';
import { flagsOf } from '../../archive/queries/useFlags';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { useLocale, useT } from '../../i18n/useT';
import { Tag } from '../../ui/Tag';
import { useTimelineScene } from './timelineScene';

/** What the company's rules found in a message, for supervisors: agents were told by the guard. */
export const FlagMarks = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  const locale = useLocale();
  const { flags } = useTimelineScene();
  return <>{flagsOf(flags, row)?.map((flag) => (
    <Tag key={flag.id} small tone={flag.state === 'stands' ? 'fail' : flag.state === 'open' ? 'warn' : 'plain'} icon="alert" title={`${ruleWords(flag.title, locale)} · ${flag.clause} · ${t(`flag.state.${flag.state}`)}`}>
      {t(`flag.kind.${flag.kind}`)}
    </Tag>
  ))}</>;
};

import { textOf } from '#shared/domain/message';
import type { FlagRow } from '../schema/flagRows';
import type { TimelineRow } from '../schema/timelineRows';

/** The words a flag's spans count in: a message may have been edited before or after. */
export const flaggedText = (flag: Pick<FlagRow, 'edit'>, line: TimelineRow): string => {
  const versions = line.versions ?? [];
  if (flag.edit === undefined) return textOf(versions[0]?.parts ?? line.parts ?? []);
  const replaced = versions.findIndex(({ at }) => at === flag.edit);
  return textOf((replaced < 0 ? undefined : versions[replaced + 1]?.parts) ?? line.parts ?? []);
};

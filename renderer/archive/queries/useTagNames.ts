import type { ChangedRows } from '../worker/messages';
import { readTags, sortedTags } from './searchLines';
import { useLive } from './useLive';

/** Tags of the conversations a commit changed join; one that nobody has any more goes when all are read again. */
export const patchTags = (last: readonly string[], { conversations }: ChangedRows): readonly string[] => {
  const known = new Set(last);
  const joined = conversations.flatMap(({ tags = [] }) => tags.filter((tag) => !known.has(tag)));
  return joined.length === 0 ? last : sortedTags([...last, ...joined]);
};

/** Free tags in use, by name. */
export const useTagNames = (): readonly string[] | undefined => useLive('tagNames', readTags, undefined, patchTags);

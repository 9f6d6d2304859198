import { readTags } from './searchLines';
import { useLive } from './useLive';

/** Free tags in use, by name. */
export const useTagNames = (): readonly string[] | undefined => useLive('tagNames', readTags);

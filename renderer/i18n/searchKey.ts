/** Matches what an agent types into a select: part of a name, the start of the pinyin, or of its initials. */
export const searchKeyMatches = (query: string, names: readonly string[], pinyin: string, initials: string): boolean => {
  const typed = query.trim().toLowerCase().replaceAll('ü', 'v').replaceAll("'", '');
  if (typed === '') return true;
  if (names.some((name) => name.toLowerCase().includes(typed))) return true;
  return pinyin.startsWith(typed) || initials.startsWith(typed);
};

import { findLines, type FoundLine, type LineQuery, type NextPage } from './searchLines';

/** The hits of a search in its order, at most `max`; `isMore` when there are others. */
export const allHits = async (query: LineQuery, max: number): Promise<{ readonly lines: readonly FoundLine[]; readonly isMore: boolean }> => {
  const lines: FoundLine[] = [];
  let next: NextPage | undefined;
  for (;;) {
    const page = await findLines(query, next);
    lines.push(...page.lines);
    next = page.next;
    if (!page.isMore || lines.length >= max) return { lines: lines.slice(0, max), isMore: page.isMore || lines.length > max };
  }
};

import type { HelpTopic } from '../../state/helpTopics';

/** One heading of a page and what stands under it. `anchor` 0 = the page's own title. */
export type HelpSection = { readonly topic: HelpTopic; readonly anchor: number; readonly title: string; readonly text: string };
export type HelpHit = { readonly section: HelpSection; readonly snippet: string };

const HEADING = /^#{1,4}\s+(.*)$/u;

/** Words as they are read: no marks of emphasis, links, tables or pictures. */
const plain = (line: string): string =>
  line.replace(/!\[[^\]]*\]\([^)]*\)/gu, '').replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1').replace(/[*_`>#]/gu, '').replace(/\{key:\w+\}/gu, '').replace(/^\s*(?:[-*]|\d+\.)\s+/u, '').replace(/\s*\|\s*/gu, ' ').trim();

/** The sections of a page in order. */
export const sectionsOf = (topic: HelpTopic, markdown: string): readonly HelpSection[] => {
  const sections: { topic: HelpTopic; anchor: number; title: string; text: string }[] = [];
  for (const line of markdown.split('\n')) {
    const heading = HEADING.exec(line)?.[1];
    if (heading !== undefined) sections.push({ topic, anchor: sections.length, title: plain(heading), text: '' });
    const last = sections.at(-1);
    if (heading === undefined && last !== undefined && !/^\s*\|?[\s|:-]+$/u.test(line)) last.text = `${last.text} ${plain(line)}`.trim();
  }
  return sections;
};

const AROUND = 34;

const snippetOf = (text: string, at: number, length: number): string => {
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + length + AROUND);
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
};

/** Sections whose title answers (also by pinyin, `rank` as in nameMatch) before those that only mention it. */
export const searchHelp = (query: string, sections: readonly HelpSection[], rank: (query: string, title: string) => number | undefined): readonly HelpHit[] => {
  const typed = query.trim();
  if (typed === '') return [];
  const found = sections.flatMap((section) => {
    const byTitle = rank(typed, section.title);
    const at = section.text.toLowerCase().indexOf(typed.toLowerCase());
    if (byTitle === undefined && at < 0) return [];
    return [{ order: byTitle ?? MENTIONED, hit: { section, snippet: at < 0 ? section.text.slice(0, AROUND * 2) : snippetOf(section.text, at, typed.length) } }];
  });
  return found.sort((a, b) => a.order - b.order).map(({ hit }) => hit);
};

const MENTIONED = 10;

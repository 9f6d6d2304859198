import type { Part, Parts } from '#shared/domain/message';
import type { TimelineRow } from '../schema/timelineRows';
import { bitsOf, docKindOf, type DocKind, type SearchDoc } from './searchDoc';

/** Every word of a part that a person could remember: text, names of files, titles, addresses, order numbers. */
const wordsOf = (part: Part): readonly (string | undefined)[] => {
  switch (part.kind) {
    case 'text': return [part.text];
    case 'mention': return [part.target === 'all' ? '@all' : `@${part.name ?? part.target}`];
    case 'emoji': return [part.name === undefined ? undefined : `[${part.name}]`];
    case 'image': return [];
    case 'file': case 'voice': case 'video': return [part.media.name];
    case 'quote': return [];
    case 'link': return [part.title, part.description, part.url];
    case 'location': return [part.title, part.address];
    case 'order': return [part.order, part.title];
    case 'forward': case 'unsupported': return [];
  }
};

/** Words of one version: text and mentions run on as they are read, everything else stands on a line of its own. */
const textOfVersion = (parts: Parts): string => {
  const lines: string[] = [];
  let running = '';
  for (const part of parts) {
    const words = wordsOf(part).filter((word) => word !== undefined && word !== '').join('\n');
    if (part.kind === 'text' || part.kind === 'mention' || part.kind === 'emoji') running += part.kind === 'mention' ? `${words} ` : words;
    else if (words !== '') lines.push(words);
  }
  return [running.trim(), ...lines].filter((line) => line !== '').join('\n');
};

/** Everything ever said in this line, newest version first: an edit does not hide what stood there before. */
export const textOfLine = (row: Pick<TimelineRow, 'parts' | 'versions'>): string =>
  [row.parts ?? [], ...(row.versions ?? []).map((version) => version.parts)].map(textOfVersion).filter((text) => text !== '').join('\n');

const kindsOf = (row: TimelineRow): readonly DocKind[] => (row.kind === 'note' ? ['note'] : [...new Set((row.parts ?? []).map((part): DocKind => docKindOf(part.kind)))]);

/** The line as the index sees it; `undefined` for lines without words or media (gaps, day changes, events). */
export const docOfLine = (row: TimelineRow): SearchDoc | undefined => {
  if (row.kind !== 'message' && (row.kind !== 'note' || row.parts === undefined)) return undefined;
  const bits = bitsOf({ direction: row.direction ?? 'in', kinds: kindsOf(row), isRecalled: row.recalled !== undefined, isEdited: (row.versions?.length ?? 0) > 0, trust: row.source ?? 'live' });
  return { conversation: row.conversation, place: -row.back, seq: row.seq, bits, ...(row.person !== undefined && { person: row.person }), text: textOfLine(row) };
};

import type { ConversationId } from '#shared/domain/ids';
import type { PartKind } from '#shared/domain/message';

/** Kinds a filter names, by bit; a message may have several. */
export const docKinds = ['text', 'image', 'file', 'voice', 'video', 'link', 'card', 'note', 'other'] as const;
export type DocKind = (typeof docKinds)[number];

/**
 * How the line came to be known, best first: seen as it was said; kept for us by the platform while we were away;
 * fetched from the platform's own history afterwards.
 */
export const trusts = ['live', 'offline', 'history'] as const;
export type Trust = (typeof trusts)[number];

/** What a line is besides its words. */
export type DocMarks = {
  /** Of a note neither counts. */
  readonly direction: 'in' | 'out';
  readonly kinds: readonly DocKind[];
  readonly isRecalled: boolean;
  readonly isEdited: boolean;
  readonly trust: Trust;
};

/** A line as the index sees it. `place` is where it stands on its conversation's time line, ms. */
export type SearchDoc = {
  readonly conversation: ConversationId;
  readonly place: number;
  readonly seq: number;
  /** Its marks, see `bitsOf`. */
  readonly bits: number;
  readonly person?: string;
  /** Everything that was ever said in it; versions are separated by a line break, which no word crosses. */
  readonly text: string;
};

/** A line that is gone from the archive. */
export type DocKey = Pick<SearchDoc, 'conversation' | 'place' | 'seq'>;

export const OUT_BIT = 1;
export const RECALLED_BIT = 2;
export const EDITED_BIT = 4;
const KIND_SHIFT = 3;
/** Two bits above the kinds; the commonest way is 0, which costs nothing. */
const TRUST_SHIFT = KIND_SHIFT + docKinds.length;
export const TRUST_MASK = 3 << TRUST_SHIFT;
/** Lines of colleagues among themselves: said by neither side. */
export const NOTE_BIT = 1 << (KIND_SHIFT + docKinds.indexOf('note'));

const kindOfPart: Partial<Record<PartKind, DocKind>> = { text: 'text', image: 'image', file: 'file', voice: 'voice', video: 'video', link: 'link' };

export const docKindOf = (kind: PartKind): DocKind => kindOfPart[kind] ?? 'other';

export const kindBits = (kinds: readonly DocKind[]): number => kinds.reduce((bits, kind) => bits | (1 << (KIND_SHIFT + docKinds.indexOf(kind))), 0);

export const trustBits = (trust: Trust): number => trusts.indexOf(trust) << TRUST_SHIFT;

export const bitsOf = ({ direction, kinds, isRecalled, isEdited, trust }: DocMarks): number =>
  (direction === 'out' ? OUT_BIT : 0) | (isRecalled ? RECALLED_BIT : 0) | (isEdited ? EDITED_BIT : 0) | kindBits(kinds) | trustBits(trust);

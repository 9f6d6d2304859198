import type { Part, Parts } from '#shared/domain/message';

/**
 * What a message looks like when it comes back without our id: its words without blanks and the kinds of its
 * attachments, in order. Mentions, quotes and faces are left out: platforms rewrite them.
 */
export const signatureOf = (parts: Parts): readonly string[] => {
  const tokens: string[] = [];
  let words = '';
  const endWords = (): void => {
    const bare = words.normalize('NFC').replace(/[\s\u200b-\u200f\ufeff]/gu, '');
    if (bare) tokens.push(`words:${bare}`);
    words = '';
  };
  for (const part of parts) {
    if (part.kind === 'mention' || part.kind === 'quote' || part.kind === 'emoji') continue;
    const text = wordsOf(part);
    if (text !== undefined) words += text;
    else {
      endWords();
      tokens.push(part.kind);
    }
  }
  endWords();
  return tokens;
};

const wordsOf = (part: Part): string | undefined => {
  if (part.kind === 'text') return part.text;
  return part.kind === 'link' ? part.url : undefined;
};

/** Where `piece` lies in `whole` without a break, or -1. A platform may send one reply of ours as several messages. */
export const findPiece = (whole: readonly string[], piece: readonly string[]): number => {
  if (piece.length === 0) return -1;
  for (let start = 0; start + piece.length <= whole.length; start += 1) {
    if (piece.every((token, i) => whole[start + i] === token)) return start;
  }
  return -1;
};

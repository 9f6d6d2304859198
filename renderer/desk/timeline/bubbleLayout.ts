/** Sorts the parts of a message into what stands in a bubble: quotes on top, then running text and blocks. Pure. */
import type { Part, Parts } from '#shared/domain/message';

export type QuotePart = Extract<Part, { readonly kind: 'quote' }>;
export type InlinePart = Extract<Part, { readonly kind: 'text' | 'mention' | 'emoji' }>;
export type BlockPart = Exclude<Part, QuotePart | InlinePart>;

export type Block =
  | { readonly kind: 'inline'; readonly parts: readonly InlinePart[] }
  /** `at` = index in the message, which `media.fetch` names. */
  | { readonly kind: 'part'; readonly part: BlockPart; readonly at: number };

export type BubbleLayout = {
  readonly quotes: readonly QuotePart[];
  readonly blocks: readonly Block[];
  /** Only pictures: a 4 px mat instead of padding. */
  readonly isMedia: boolean;
};

const isInline = (part: Part): part is InlinePart => part.kind === 'text' || part.kind === 'mention' || part.kind === 'emoji';

export const bubbleLayout = (parts: Parts): BubbleLayout => {
  const quotes: QuotePart[] = [];
  const blocks: Block[] = [];
  let run: InlinePart[] = [];
  const endRun = (): void => {
    if (run.some((part) => part.kind !== 'text' || part.text.trim() !== '')) blocks.push({ kind: 'inline', parts: run });
    run = [];
  };
  parts.forEach((part, at) => {
    if (part.kind === 'quote') quotes.push(part);
    else if (isInline(part)) run.push(part);
    else {
      endRun();
      blocks.push({ kind: 'part', part, at });
    }
  });
  endRun();
  const isMedia = quotes.length === 0 && blocks.length > 0 && blocks.every((block) => block.kind === 'part' && block.part.kind === 'image' && block.part.media.state === 'stored');
  return { quotes, blocks, isMedia };
};

export type TextPiece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'link'; readonly url: string };

const urlPattern = (): RegExp => /https?:\/\/[^\s<>"'，。；！？、（）【】《》“”‘’]+/giu;

/** Splits text at web addresses; a closing bracket or full stop behind one is not part of it. */
export const textPieces = (text: string): readonly TextPiece[] => {
  const pieces: TextPiece[] = [];
  let last = 0;
  for (const match of text.matchAll(urlPattern())) {
    const url = match[0].replace(/[).,;:!?\]]+$/u, '');
    if (!URL.canParse(url)) continue;
    if (match.index > last) pieces.push({ kind: 'text', text: text.slice(last, match.index) });
    pieces.push({ kind: 'link', url });
    last = match.index + url.length;
  }
  if (last < text.length) pieces.push({ kind: 'text', text: text.slice(last) });
  return pieces;
};

/** Host of an address as a person should read it before opening: punycode kept, so look-alikes show. */
export const hostOf = (url: string): string | null => {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? host : null;
};

import type { Parts } from '#shared/domain/message';

/** Everything in a message that may hold what is covered. */
export const wordsIn = (parts: Parts): readonly string[] =>
  parts.flatMap((part) => {
    switch (part.kind) {
      case 'text': return [part.text];
      case 'location': return [part.title ?? '', part.address ?? ''];
      case 'quote': return [part.excerpt ?? ''];
      case 'link': return [part.title ?? '', part.description ?? ''];
      default: return [];
    }
  });

/** What a message says, in a form that survives the way through a gateway: for telling our own echoes and colliding ids. Pure. */
import type { Part, Parts } from '#shared/domain/message';

const markOf = (part: Part): string => {
  switch (part.kind) {
    case 'text': return part.text;
    case 'emoji': return `\u0001e${part.id}\u0001`;
    case 'mention': return `\u0001@${part.target}\u0001`;
    case 'image': return '\u0001i\u0001';
    case 'voice': return '\u0001v\u0001';
    case 'video': return '\u0001f\u0001';
    case 'file': return `\u0001d${part.media.name}\u0001`;
    case 'link': return `\u0001l${part.url}\u0001`;
    case 'location': return '\u0001p\u0001';
    case 'forward': return '\u0001w\u0001';
    case 'order': return `\u0001o${part.order}\u0001`;
    case 'unsupported': return `\u0001u${part.type}\u0001`;
    // A quote of a message the gateway forgot is dropped on the way.
    case 'quote': return '';
  }
};

/** Equal for what a person would call the same message: blanks folded, addresses and sizes of media left out. */
export const fingerprintOf = (parts: Parts): string => parts.map(markOf).join('').normalize('NFC').replace(/\s+/gu, ' ').trim();

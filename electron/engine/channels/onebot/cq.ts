/** CQ strings to segments and back. Spec: onebot-11 message/string.md. Pure; never throws. */
import type { Dict } from './wire';

export type Segment = { readonly type: string; readonly data: Dict };

/** `&amp;` is undone last, or `&amp;#91;` would turn into a bracket. */
export const unescapeCq = (text: string): string =>
  text.replaceAll('&#44;', ',').replaceAll('&#91;', '[').replaceAll('&#93;', ']').replaceAll('&amp;', '&');

/** Text outside of codes. What a person typed can never become a code. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('[', '&#91;').replaceAll(']', '&#93;');

export const escapeParam = (text: string): string => escapeText(text).replaceAll(',', '&#44;');

const code = /\[CQ:([A-Za-z0-9_.-]{1,40})((?:,[^[\]]*)?)\]/g;

const paramsOf = (text: string): Dict => {
  const entries: [string, string][] = [];
  for (const pair of text.split(',')) {
    const cut = pair.indexOf('=');
    if (cut > 0) entries.push([pair.slice(0, cut).trim(), unescapeCq(pair.slice(cut + 1))]);
  }
  return Object.fromEntries(entries);
};

/** Everything that is no whole code stays text. */
export const parseCq = (text: string): readonly Segment[] => {
  const segments: Segment[] = [];
  const addText = (raw: string): void => { if (raw !== '') segments.push({ type: 'text', data: { text: unescapeCq(raw) } }); };
  let from = 0;
  for (const match of text.matchAll(code)) {
    addText(text.slice(from, match.index));
    segments.push({ type: match[1] ?? '', data: paramsOf(match[2] ?? '') });
    from = match.index + match[0].length;
  }
  addText(text.slice(from));
  return segments;
};

/** Segments as one CQ string; values that are neither text nor number are left out. */
export const formatCq = (segments: readonly Segment[]): string =>
  segments.map(({ type, data }) => {
    if (type === 'text') return escapeText(String(data.text ?? ''));
    const params = Object.entries(data).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [`,${key}=${escapeParam(String(value))}`] : []);
    return `[CQ:${type}${params.join('')}]`;
  }).join('');

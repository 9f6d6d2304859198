/** The gateway's own CQ code, written apart from the product's. */
export type WireSegment = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

const escape = (text: string): string => text.replace(/[&[\]]/g, (c) => ({ '&': '&amp;', '[': '&#91;', ']': '&#93;' })[c] ?? c);
const escapeValue = (text: string): string => escape(text).replace(/,/g, '&#44;');
const unescape = (text: string): string => text.replace(/&#44;/g, ',').replace(/&#91;/g, '[').replace(/&#93;/g, ']').replace(/&amp;/g, '&');

export const toCq = (segments: readonly WireSegment[]): string => segments.map(({ type, data }) =>
  type === 'text' ? escape(String(data.text ?? '')) : `[CQ:${type}${Object.entries(data).filter(([, v]) => v !== '' && v !== undefined).map(([k, v]) => `,${k}=${escapeValue(String(v))}`).join('')}]`).join('');

export const fromCq = (text: string): WireSegment[] => text.split(/(\[CQ:[^\]]+\])/).filter((piece) => piece !== '').map((piece) => {
  const code = /^\[CQ:([^,\]]+),?([^\]]*)\]$/.exec(piece);
  if (!code) return { type: 'text', data: { text: unescape(piece) } };
  const pairs = (code[2] ?? '').split(',').filter(Boolean).map((pair): [string, string] => {
    const cut = pair.indexOf('=');
    return [pair.slice(0, cut), unescape(pair.slice(cut + 1))];
  });
  return { type: code[1] ?? '', data: Object.fromEntries(pairs) };
});

/** What a send action's `message` says: array, one segment, CQ string, or plain text when auto_escape is set. */
export const segmentsOf = (message: unknown, isPlain: boolean): WireSegment[] => {
  if (typeof message === 'string') return isPlain ? [{ type: 'text', data: { text: message } }] : fromCq(message);
  const list: unknown[] = Array.isArray(message) ? message : [message];
  return list.flatMap((item) => {
    if (typeof item !== 'object' || item === null || !('type' in item)) return [];
    const data = 'data' in item && typeof item.data === 'object' && item.data !== null ? { ...item.data } : {};
    return [{ type: String(item.type), data }];
  });
};

export const plainText = (segments: readonly WireSegment[]): string =>
  segments.map(({ type, data }) => (type === 'text' ? String(data.text ?? '') : type === 'at' ? `@${String(data.qq)} ` : '')).join('');

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
export type DecodedText = { readonly text: string; readonly encoding: TextEncoding };

const decode = (bytes: Uint8Array, encoding: TextEncoding): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes); // drops the BOM
  } catch {
    return undefined;
  }
};

const byMark = (bytes: Uint8Array): TextEncoding | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
};

/**
 * The text of a CSV file: by its byte order mark, else UTF-8 when it is valid UTF-8, else GB18030 (what Chinese Excel
 * writes). Undefined = no text at all, or one in an encoding we do not know.
 */
export const decodeText = (bytes: Uint8Array): DecodedText | undefined => {
  const order = byMark(bytes);
  for (const encoding of order === undefined ? (['utf-8', 'gb18030'] as const) : [order]) {
    const text = decode(bytes, encoding);
    if (text !== undefined) return text.includes('\0') ? undefined : { text, encoding };
  }
  return undefined;
};

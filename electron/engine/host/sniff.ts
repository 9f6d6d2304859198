/** Picture types by their first bytes: what a peer calls a file proves nothing. */
const PICTURES: readonly { readonly mime: string; readonly magic: readonly (number | null)[] }[] = [
  { mime: 'image/png', magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mime: 'image/jpeg', magic: [0xff, 0xd8, 0xff] },
  { mime: 'image/gif', magic: [0x47, 0x49, 0x46, 0x38, null, 0x61] },
  { mime: 'image/webp', magic: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50] },
  { mime: 'image/bmp', magic: [0x42, 0x4d] },
];

/** The picture type the bytes are, or undefined when they are none of the five we show. */
export const pictureMime = (bytes: Uint8Array): string | undefined =>
  PICTURES.find(({ magic }) => magic.every((byte, i) => byte === null ? i < bytes.length : bytes[i] === byte))?.mime;

/** The type to keep: proven for pictures; a picture type without proof becomes plain bytes. */
export const provenMime = (bytes: Uint8Array, told: string | undefined): string => {
  const proven = pictureMime(bytes);
  if (proven) return proven;
  if (!told || !/^[\w.+-]+\/[\w.+-]+$/.test(told)) return 'application/octet-stream';
  return told.toLowerCase().startsWith('image/') ? 'application/octet-stream' : told.toLowerCase();
};

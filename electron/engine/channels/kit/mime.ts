/** What bytes are, by their first bytes; else by the file's name. Pure. */
const byExtension: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp', bmp: 'image/bmp', heic: 'image/heic',
  mp3: 'audio/mpeg', amr: 'audio/amr', silk: 'audio/silk', slk: 'audio/silk', wav: 'audio/wav', ogg: 'audio/ogg', m4a: 'audio/mp4', aac: 'audio/aac',
  mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm', avi: 'video/x-msvideo', mkv: 'video/x-matroska',
  pdf: 'application/pdf', zip: 'application/zip', rar: 'application/vnd.rar', '7z': 'application/x-7z-compressed', txt: 'text/plain', csv: 'text/csv',
  doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

const signatures: readonly (readonly [mime: string, offset: number, ascii: string])[] = [
  ['image/png', 1, 'PNG\r\n'], ['image/jpeg', 0, '\xff\xd8\xff'], ['image/gif', 0, 'GIF8'], ['image/webp', 8, 'WEBP'], ['image/bmp', 0, 'BM'],
  ['audio/amr', 0, '#!AMR'], ['audio/silk', 0, '#!SILK'], ['audio/silk', 1, '#!SILK'], ['audio/mpeg', 0, 'ID3'], ['audio/wav', 8, 'WAVE'],
  ['audio/ogg', 0, 'OggS'], ['video/mp4', 4, 'ftyp'], ['application/pdf', 0, '%PDF'], ['application/zip', 0, 'PK\x03\x04'],
];

export const mimeOfName = (name: string): string | undefined =>
  byExtension[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];

/** `undefined` when the bytes say nothing. A zip container keeps the better word its name gives (docx …). */
export const sniffMime = (bytes: Uint8Array, name = ''): string | undefined => {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  const found = signatures.find(([, offset, ascii]) => head.startsWith(ascii, offset))?.[0];
  if (found === 'application/zip') return mimeOfName(name) ?? found;
  return found ?? mimeOfName(name);
};

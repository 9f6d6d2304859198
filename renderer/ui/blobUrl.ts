/** Without the signs that turn reading direction round: `gpj.exe` behind one of them reads as a picture. */
export const plainName = (name: string): string => name.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');

/** Address of a kept attachment inside the app; `name` makes it a download under that name. */
export const blobUrl = (blob: string, mime: string, name?: string): string => {
  const query = new URLSearchParams({ type: mime });
  if (name !== undefined) {
    query.set('name', plainName(name));
    query.set('download', '1');
  }
  return `app://main/blob/${blob}?${query.toString()}`;
};

/** Names, measures and addresses of attachments. Pure. */

/** File name in two pieces, so that its end (the part that tells the type) is never cut off. */
export const splitFileName = (name: string): { readonly head: string; readonly tail: string } => {
  const characters = [...name];
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? [...name.slice(dot)].length : 0;
  const tail = Math.min(characters.length, extension > 12 ? 8 : extension + 4);
  return { head: characters.slice(0, characters.length - tail).join(''), tail: characters.slice(characters.length - tail).join('') };
};

/** Largest box a picture gets in the timeline; smaller ones stay as they are. CSS px. */
export const PICTURE_BOX = 240;

/** Size on screen that keeps the shape and never enlarges; `undefined` until the picture tells. */
export const pictureSize = (width: number | undefined, height: number | undefined): { readonly width: number; readonly height: number } | undefined => {
  if (width === undefined || height === undefined) return undefined;
  const scale = Math.min(1, PICTURE_BOX / width, PICTURE_BOX / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

/** `0:07`, `1:02:30`. */
export const secondsText = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
};

/** Formats Chromium plays; the rest (AMR, SILK) is offered as a file. */
export const canPlay = (mime: string): boolean => /^(audio\/(mpeg|mp3|ogg|opus|wav|x-wav|wave|webm|aac|mp4|x-m4a|flac)|video\/(mp4|webm|ogg))/u.test(mime.toLowerCase());

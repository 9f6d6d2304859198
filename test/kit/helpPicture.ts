/**
 * Pictures of the help and the README, taken from the real app while a test looks at it anyway. Written only when asked
 * (`ZUOXI_PICTURES=1`), so that an ordinary run changes no file of the repository.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { DeskApp } from './app';

/** Whether this run writes pictures at all. */
export const wantsPictures = process.env['ZUOXI_PICTURES'] === '1';

const QUALITY = 0.82;
const FOLDER = join(import.meta.dirname, '../../resources/help/pictures');

/** PNG bytes as WebP, by the browser at hand. */
const toWebp = (desk: DeskApp, png: Buffer): Promise<string> => desk.page.evaluate(async ([data, quality]) => {
  const bytes = Uint8Array.from(atob(String(data)), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  const made = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: Number(quality) })).arrayBuffer());
  let text = '';
  for (const byte of made) text += String.fromCharCode(byte);
  return btoa(text);
}, [png.toString('base64'), QUALITY] as const);

/** `resources/help/pictures/<name>.webp` of the window, or of one part of it. */
export const helpPicture = async (desk: DeskApp, name: string, part?: Locator): Promise<void> => {
  if (!wantsPictures) return;
  const png = await (part ?? desk.page).screenshot();
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.webp`), Buffer.from(await toWebp(desk, png), 'base64'));
};

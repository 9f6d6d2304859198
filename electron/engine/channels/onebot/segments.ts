/** One OneBot segment to parts. Unknown ones stay, with their raw form. Pure; never throws. */
import type { Part } from '#shared/domain/message';
import { rawJson } from '../kit/rawJson';
import { partOfJsonCard, partOfXmlCard, webUrl } from './cards';
import { faceName } from './faces';
import { knownId, messageIdOf } from './ids';
import { mediaOf } from './mediaRef';
import { dictOfUnknown, isDict, numberOfUnknown, textOfUnknown, type Dict } from './wire';

const clean = (value: unknown): string | undefined => textOfUnknown(value)?.trim() || undefined;

export const unsupported = (type: string, raw: unknown): Part => ({ kind: 'unsupported', type: type.slice(0, 60) || 'unknown', raw: rawJson(raw) });

const emoji = (id: string, name: string | undefined): Part => ({ kind: 'emoji', id, ...(name ? { name } : {}) });

const face = (data: Dict): Part | undefined => {
  const id = textOfUnknown(data.id);
  if (id === undefined) return undefined;
  const given = clean(dictOfUnknown(data.raw)?.faceText) ?? clean(data.name);
  return emoji(id, faceName(id) ?? given?.replace(/^\/|^\[|\]$/g, ''));
};

/** Game faces carry a result only the receiver's client draws. */
const game = (type: string, name: string, data: Dict): Part => {
  const result = clean(data.result ?? data.value);
  return emoji(type, result ? `${name}:${result}` : name);
};

const at = (data: Dict): Part | undefined => {
  const target = knownId(data.qq ?? data.user_id ?? data.id);
  if (target === undefined) return undefined;
  const name = clean(data.name)?.replace(/^@/, '').trim();
  return { kind: 'mention', target, ...(name && target !== 'all' ? { name } : {}) };
};

const reply = (data: Dict): Part | undefined => {
  const id = knownId(data.id ?? data.message_id);
  const excerpt = clean(data.text);
  return id === undefined ? undefined : { kind: 'quote', id: messageIdOf(id), ...(excerpt ? { excerpt: excerpt.slice(0, 200) } : {}) };
};

const image = (data: Dict): Part => {
  const isSticker = (numberOfUnknown(data.sub_type ?? data.subType) ?? 0) > 0 || 'emoji_id' in data || 'emoji_package_id' in data;
  return { kind: 'image', media: mediaOf('image', data), ...(isSticker ? { sticker: true } : {}) };
};

const marketFace = (data: Dict): Part => {
  const name = clean(data.summary ?? data.name ?? data.text)?.replace(/^\[|\]$/g, '');
  if (webUrl(data.url)) return { kind: 'image', media: { ...mediaOf('image', data), name: name ?? 'sticker' }, sticker: true };
  return emoji(clean(data.emoji_id ?? data.id) ?? 'mface', name);
};

const voice = (data: Dict): Part => {
  const seconds = numberOfUnknown(data.duration ?? data.seconds ?? data.time);
  return { kind: 'voice', media: mediaOf('record', data), ...(seconds !== undefined && seconds >= 0 ? { seconds } : {}) };
};

const location = (data: Dict): Part | undefined => {
  const latitude = numberOfUnknown(data.lat ?? data.latitude);
  const longitude = numberOfUnknown(data.lon ?? data.lng ?? data.longitude);
  if (latitude === undefined || longitude === undefined) return undefined;
  const title = clean(data.title);
  const address = clean(data.content ?? data.address);
  return { kind: 'location', latitude, longitude, ...(title ? { title } : {}), ...(address ? { address } : {}) };
};

const link = (data: Dict): Part | undefined => {
  const url = webUrl(data.url ?? data.jumpUrl);
  const title = clean(data.title);
  const description = clean(data.content ?? data.desc ?? data.singer);
  return url ? { kind: 'link', url, ...(title ? { title } : {}), ...(description ? { description } : {}) } : undefined;
};

const songPage: Readonly<Record<string, string>> = { qq: 'https://y.qq.com/n/ryqq/songDetail/', '163': 'https://music.163.com/song?id=' };
const music = (data: Dict): Part | undefined => {
  const page = songPage[textOfUnknown(data.type) ?? ''];
  const id = clean(data.id);
  return page && id ? { kind: 'link', url: `${page}${encodeURIComponent(id)}`, title: clean(data.title) ?? id } : link(data);
};

const forward = (data: Dict): Part | undefined => {
  const id = clean(data.id ?? data.resid ?? data.res_id);
  const count = Array.isArray(data.content) ? data.content.length : undefined;
  return id === undefined ? undefined : { kind: 'forward', id: id.slice(0, 500), ...(count === undefined ? {} : { count }) };
};

const text = (data: Dict): Part | undefined => {
  const words = textOfUnknown(data.text);
  return words === undefined ? undefined : { kind: 'text', text: words };
};

const markdown = (data: Dict): Part | undefined => {
  const words = clean(data.content ?? dictOfUnknown(data.data)?.content);
  return words === undefined ? undefined : { kind: 'text', text: words };
};

/** `undefined` from a maker means: known type, but nothing usable in it. */
const makers: Readonly<Record<string, (data: Dict) => Part | undefined>> = {
  text, face, at, reply, image, forward, location, music, markdown,
  sface: face, bface: marketFace, mface: marketFace, marketface: marketFace, cardimage: image, flash: image,
  record: voice, voice, audio: voice,
  video: (data) => ({ kind: 'video', media: mediaOf('video', data) }),
  shortvideo: (data) => ({ kind: 'video', media: mediaOf('video', data) }),
  file: (data) => ({ kind: 'file', media: mediaOf('file', data) }),
  share: link, miniapp: (data) => partOfJsonCard(data.data ?? data.content) ?? link(data),
  json: (data) => partOfJsonCard(data.data ?? data.content), lightapp: (data) => partOfJsonCard(data.data ?? data.content ?? data), ark: (data) => partOfJsonCard(data.data),
  xml: (data) => partOfXmlCard(data.data ?? data.content),
  longmsg: forward, node: (data) => ('content' in data ? undefined : forward(data)),
  dice: (data) => game('dice', '骰子', data), new_dice: (data) => game('dice', '骰子', data),
  rps: (data) => game('rps', '猜拳', data), new_rps: (data) => game('rps', '猜拳', data),
  shake: () => emoji('shake', '窗口抖动'), poke: (data) => emoji('poke', clean(data.name) ?? '戳一戳'), touch: () => emoji('poke', '戳一戳'),
};

const makerOf = (type: string): ((data: Dict) => Part | undefined) | undefined => (Object.hasOwn(makers, type) ? makers[type] : undefined);

const partOf = (value: unknown): Part | undefined => {
  if (typeof value === 'string') return value === '' ? undefined : { kind: 'text', text: textOfUnknown(value) ?? '' };
  if (!isDict(value)) return unsupported('unknown', value);
  const type = textOfUnknown(value.type) ?? 'unknown';
  // A few gateways write a segment's data flat beside its type.
  const data = dictOfUnknown(value.data) ?? (value.data === undefined || value.data === null ? value : { data: value.data });
  if (type === 'anonymous') return undefined;
  if (type === 'text' && textOfUnknown(data.text) === '') return undefined;
  return makerOf(type)?.(data) ?? unsupported(type, value);
};

/** A segment no maker can stomach is kept like one nobody knows: it must not cost the words beside it. */
const safePartOf = (value: unknown): Part | undefined => {
  try {
    return partOf(value);
  } catch {
    return unsupported('unreadable', value);
  }
};

/** Lagrange follows a market face with its text twin (`[摸头]`): one of them is enough. */
const isTwin = (part: Part, before: Part | undefined): boolean =>
  part.kind === 'text' && before?.kind === 'image' && before.sticker === true && part.text.trim() === `[${before.media.name}]`;

/** Parts of a message, neighbouring texts joined, order kept. */
export const decodeSegments = (segments: readonly unknown[]): Part[] => {
  const parts: Part[] = [];
  for (const segment of segments) {
    const part = safePartOf(segment);
    const before = parts.at(-1);
    if (!part || isTwin(part, before)) continue;
    if (part.kind === 'text' && before?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: before.text + part.text };
    else parts.push(part);
  }
  return parts;
};

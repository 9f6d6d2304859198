import type { Part, Parts } from '../domain/message';
import { courtesyWords } from './courtesyWords';

const particles = ['啊', '呀', '哦', '噢', '啦', '了', '哈', '嘛', '哟', '呦', '滴', '咯', '喽', '您', '你', '亲', '亲亲', '老板', '客服', '小姐姐', '小哥', 'verymuch', 'somuch', 'alot', 'very', 'much', 'sir', 'dear'];

/**
 * A run of courtesy words, each with any particles after it: 好的，谢谢你了啊。 Walks the places a word can end at, so
 * that words made of other words (好, 好好) cost no more: a pattern would try every way to cut a long text up.
 */
const isRun = (text: string, words: readonly string[]): boolean => {
  const ends = new Set([0]);
  for (let at = 0; at < text.length; at += 1) {
    if (!ends.has(at)) continue;
    for (const word of words) if (text.startsWith(word, at)) ends.add(at + word.length);
    if (at === 0) continue;
    for (const particle of particles) if (text.startsWith(particle, at)) ends.add(at + particle.length);
  }
  return ends.has(text.length);
};

/** Platform faces and emoji that say thanks or agreed; an unknown one is never courtesy. */
const faces = new Set(['ok', '谢谢', '好的', '赞', '强', '握手', '抱拳', '玫瑰', '鲜花', '微笑', '爱心', '比心', '收到', '鼓掌', '可爱', '呲牙', '憨笑', '拥抱', '再见', '点赞']);
const kindEmoji = /(?:\u{1F44C}|\u{1F44D}|\u{1F64F}|\u{1F339}|\u{1F490}|\u{2764}|\u{1F60A}|\u{1F642}|\u{1F91D}|\u{1F44F}|\u{1F970}|\u{1F618}|\u{1F495}|\u{1F496}|\u{1F600}|\u{1F604}|\u{1F601})(?:\u{FE0F}|[\u{1F3FB}-\u{1F3FF}])*/gu;
/** Long texts always want reading; this also bounds the work on a hostile one. */
const LONGEST = 40;

/** True when the words only thank, agree or take leave; empty text is no courtesy. `words` in lower case without blanks. */
export const isCourtesyText = (text: string, words: readonly string[] = courtesyWords): boolean => {
  if (text.length > LONGEST || /[?？]/u.test(text)) return false;
  const kind = text.replace(kindEmoji, '');
  const bare = kind.normalize('NFKC').toLowerCase().replace(/[\s\p{P}~～^`=+|<>]/gu, '');
  if (bare === '') return kind !== text && kind.trim() === '';
  return isRun(bare, words);
};

const isCourtesyFace = (part: Part): boolean =>
  part.kind === 'emoji' && part.name !== undefined && faces.has(part.name.replace(/^[[/]+|\]$/gu, '').toLowerCase());

/**
 * True when a message asks for nothing: only courtesy words, known friendly faces, or both. A picture, file,
 * order, sticker, link or anything not understood is never courtesy: it wants a look.
 */
export const isCourtesy = (parts: Parts, words: readonly string[] = courtesyWords): boolean => {
  const spoken = parts.filter((part) => part.kind !== 'quote' && part.kind !== 'mention');
  const text = spoken.map((part) => (part.kind === 'text' ? part.text : '')).join(' ');
  if (!spoken.every((part) => part.kind === 'text' || isCourtesyFace(part))) return false;
  return isCourtesyText(text, words) || (text.trim() === '' && spoken.some((part) => part.kind === 'emoji'));
};

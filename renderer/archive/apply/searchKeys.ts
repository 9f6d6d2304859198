import { textOf } from '#shared/domain/message';
import { messagesOf, type Wording } from '#shared/domain/wording';
import type { Entry } from '#shared/ledger/entry';

type Pinyin = typeof import('pinyin-pro').pinyin;

let dictionary: Pinyin | undefined;

/** The readings of all characters are most of the worker's code: loaded when the first wording comes, not at every start. */
export const loadDictionary = async (): Promise<void> => {
  dictionary ??= (await import('pinyin-pro')).pinyin;
};

/** Whether folding this entry needs the dictionary. */
export const needsDictionary = (entry: Pick<Entry, 'type'>): boolean => entry.type === 'wording.saved';

const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character);

/** Readings of one title, see `schema/wordingFields`: the reading in context first, then the character's others. */
const readingsOf = (pinyin: Pinyin, title: string): string => {
  const characters = [...title];
  const inContext = pinyin(title, { toneType: 'none', type: 'array', v: true });
  const aligned = inContext.length === characters.length ? inContext : characters;
  return characters.map((character, place) => {
    if (/\s/u.test(character)) return '_';
    if (!isHan(character)) return character.toLowerCase();
    const others = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true });
    return [...new Set([aligned[place] ?? character, ...others])].join('|');
  }).join(' ');
};

/** Search keys of a wording, made once when it is saved (the dictionary stays out of the window), after `loadDictionary`. */
export const searchKeysOf = (wording: Wording): readonly string[] => {
  if (dictionary === undefined) throw new Error('search keys before the dictionary was loaded');
  return [
    wording.title.toLowerCase(),
    wording.shortcut.toLowerCase(),
    wording.category.join('/').toLowerCase(),
    readingsOf(dictionary, wording.title),
    messagesOf(wording).map(textOf).join(' ').toLowerCase().slice(0, 500),
  ];
};

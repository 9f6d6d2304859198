import { useEffect, useMemo, useState } from 'react';
import { usePeople } from '../../archive/queries/usePeople';
import { useMe } from '../../state/session';
import type { Colleague } from './mentions';

type Read = (name: string) => readonly string[];
const unread: Read = () => [];

/** Pinyin of names comes with the first use; until then names match as they are written. */
const useReading = (): Read => {
  const [read, setRead] = useState<Read>(() => unread);
  useEffect(() => {
    let isGone = false;
    import('pinyin-pro').then(({ pinyin }) => {
      if (isGone) return;
      setRead(() => (name: string) => {
        const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true, surname: 'head' }).map((syllable) => syllable.toLowerCase().trim());
        return [syllables.join(''), syllables.map((syllable) => syllable.charAt(0)).join('')];
      });
    }, () => undefined); // without the dictionary names still match
    return () => { isGone = true; };
  }, []);
  return read;
};

/** Everybody still with the company but oneself, by name. */
export const useColleagues = (): readonly Colleague[] => {
  const people = usePeople();
  const self = useMe();
  const read = useReading();
  return useMemo(() => [...(people?.values() ?? [])]
    .filter((row) => row.id !== self && row.active)
    .map((row) => ({ id: row.id, name: row.name, readings: read(row.name) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')), [people, self, read]);
};

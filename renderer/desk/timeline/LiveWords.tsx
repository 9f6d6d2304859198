import { useEffect, useRef, useState } from 'react';
import { useCover } from '../../cover/coverContext';
import { leadKindOf, textOf } from '#shared/domain/message';
import { translateMaybe } from '../../i18n/translate';
import type { TimelineItem } from './timelineItems';

/** Reads a message that has just come in to a screen reader, politely; nothing of what was there before. */
export const LiveWords = ({ items, title }: { readonly items: readonly TimelineItem[]; readonly title: string }) => {
  const cover = useCover();
  const last = items.at(-1);
  const known = useRef(last?.key);
  const [words, setWords] = useState('');
  useEffect(() => {
    if (last === undefined || last.key === known.current) return;
    known.current = last.key;
    const { row } = last;
    if (row.kind !== 'message' || row.direction !== 'in') return;
    const parts = row.parts ?? [];
    const lead = leadKindOf(parts);
    const said = cover(textOf(parts)) || (lead === undefined ? '' : translateMaybe(`lead.${lead}`) ?? '');
    setWords(`${row.sender?.name ?? title}：${said}`);
  }, [last, title, cover]);
  return <div className="visuallyHidden" aria-live="polite">{words}</div>;
};

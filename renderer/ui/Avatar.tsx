import { useState } from 'react';
import styles from './Avatar.module.css';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** First visible character of a name: whole grapheme, spaces and quotes skipped, Latin in upper case. */
export const initialOf = (name: string): string => {
  const clean = name.replace(/^[\s"'“”‘’「」()（）[\]【】·.@]+/u, '');
  const [first] = graphemes.segment(clean === '' ? name : clean);
  return first === undefined ? '?' : first.segment.toLocaleUpperCase();
};

/** Neutral disc with the first character, or the picture when it can be shown. Size in px is the list row's own. */
export const Avatar = ({ name, src, size = 32 }: { readonly name: string; readonly src?: string; readonly size?: 20 | 24 | 32 | 36 | 40 }) => {
  const [broken, setBroken] = useState<string>();
  return (
    <span className={styles.avatar} data-size={size} aria-hidden>
      {src !== undefined && broken !== src
        ? <img src={src} alt="" draggable={false} loading="lazy" decoding="async" onError={() => setBroken(src)} />
        : initialOf(name)}
    </span>
  );
};

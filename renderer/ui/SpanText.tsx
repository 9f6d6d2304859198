import type { ReactNode } from 'react';
import type { FlagSpan } from '#shared/domain/flag';
import styles from './SpanText.module.css';

/** Characters before the first hit that an excerpt keeps. */
const LEAD = 18;

/** Text with the places a rule found marked; an excerpt begins shortly before the first. */
export const SpanText = ({ text, spans, isExcerpt = false }: { readonly text: string; readonly spans: readonly FlagSpan[]; readonly isExcerpt?: boolean }) => {
  const first = spans[0]?.from ?? 0;
  const start = isExcerpt && first > LEAD ? first - LEAD : 0;
  const shown: ReactNode[] = start > 0 ? ['…'] : [];
  let at = start;
  for (const { from, to } of spans) {
    if (from < at || to > text.length) continue;
    shown.push(text.slice(at, from), <mark key={from} className={styles.mark}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return <>{[...shown, text.slice(at)]}</>;
};

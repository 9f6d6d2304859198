import { Fragment, type Ref } from 'react';
import { findBlanks } from '#shared/text/wordingText';
import type { Trigger } from './caretTrigger';
import styles from './ComposerText.module.css';

type Mark = { readonly start: number; readonly end: number; readonly kind: 'trigger' | 'blank' | 'break' };

/** Trigger and blanks in order; the trigger never lies inside a blank, a blank has no `/` at a word's start. */
const marksOf = (text: string, trigger: Trigger | null): readonly Mark[] => {
  const breaks = [...text.matchAll(/\{\|\}/gu)].map((found): Mark => ({ start: found.index, end: found.index + found[0].length, kind: 'break' }));
  const blanks = [...findBlanks(text).map((blank): Mark => ({ ...blank, kind: 'blank' })), ...breaks];
  const isFree = trigger !== null && blanks.every((blank) => blank.end <= trigger.start || blank.start >= trigger.end);
  return (isFree ? [...blanks, { start: trigger.start, end: trigger.end, kind: 'trigger' as const }] : blanks).toSorted((a, b) => a.start - b.start);
};

/**
 * The same text again behind the text area, only to colour pieces of it. Every character keeps its width, so both
 * layers stay on top of each other; the braces of a blank are there, but not seen.
 */
export const ComposerMarks = ({ text, trigger, ref }: { readonly text: string; readonly trigger: Trigger | null; readonly ref: Ref<HTMLDivElement> }) => {
  const marks = marksOf(text, trigger);
  const starts = [0, ...marks.map((mark) => mark.end)];
  return (
    <div ref={ref} className={styles.marks} aria-hidden>
      {starts.map((start, at) => {
        const mark = marks[at];
        return (
          <Fragment key={start}>
            {text.slice(start, mark?.start ?? text.length)}
            {mark !== undefined && <MarkView text={text.slice(mark.start, mark.end)} kind={mark.kind} />}
          </Fragment>
        );
      })}
      {'\n'}
    </div>
  );
};

const MarkView = ({ text, kind }: { readonly text: string; readonly kind: Mark['kind'] }) =>
  kind === 'trigger'
    ? <span className={styles.trigger}>{text}</span>
    : kind === 'break' ? <span className={styles.break}>{text}</span>
    : <span className={styles.blank}><i>{text.slice(0, 2)}</i>{text.slice(2, -1)}<i>{text.slice(-1)}</i></span>;

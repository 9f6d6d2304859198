import { useLayoutEffect, useRef, type ClipboardEvent, type CompositionEvent as ReactComposition, type KeyboardEvent, type RefObject } from 'react';
import { findBlanks, MESSAGE_BREAK } from '#shared/text/wordingText';
import { useT } from '../../i18n/useT';
import type { Trigger } from './caretTrigger';
import { isForInputMethod, isPlainEnter, noComposition, reduceComposition, type KeyFacts } from './composition';
import { ComposerMarks } from './ComposerMarks';
import styles from './ComposerText.module.css';

export type ComposerKey = {
  readonly event: KeyboardEvent<HTMLTextAreaElement>;
  /** An Enter that a person pressed and no input method wants. */
  readonly isPlainEnter: boolean;
};

/**
 * The text area: grows with its text, knows the caret, and passes on only keys no input method is using. Blanks and
 * the wording trigger are drawn behind it; the text itself stays plain.
 */
export const ComposerText = ({ text, trigger, area, label, placeholder, isDisabled, onText, onCaret, onKey, onFiles, onComposing }: {
  readonly text: string; readonly trigger: Trigger | null; readonly area: RefObject<HTMLTextAreaElement | null>; readonly label: string; readonly placeholder?: string; readonly isDisabled: boolean;
  readonly onText: (text: string) => void; readonly onCaret: (caret: number) => void; readonly onKey: (key: ComposerKey) => void;
  readonly onFiles: (files: readonly File[]) => void; readonly onComposing: (isComposing: boolean) => void;
}) => {
  const t = useT();
  const composition = useRef(noComposition);
  const marks = useRef<HTMLDivElement>(null);
  const hasMarks = trigger !== null || findBlanks(text).length > 0 || text.includes(MESSAGE_BREAK);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const facts: KeyFacts = { key: event.key, keyCode: event.keyCode, isComposing: event.nativeEvent.isComposing, repeat: event.repeat, at: event.timeStamp };
    // Asked before this press counts as "key down": only a key already down can have ended a composition.
    const isTheirs = isForInputMethod(composition.current, facts);
    const isEnter = isPlainEnter(composition.current, facts);
    composition.current = reduceComposition(composition.current, { type: 'keydown' });
    if (isTheirs) {
      // An Enter that ends a composition in Chromium's other order must not break the line either.
      if (event.key === 'Enter' && event.keyCode !== 229 && !event.nativeEvent.isComposing) event.preventDefault();
      return;
    }
    onKey({ event, isPlainEnter: isEnter });
  };
  const onEnd = (event: ReactComposition<HTMLTextAreaElement>): void => {
    composition.current = reduceComposition(composition.current, { type: 'end', at: event.timeStamp });
    event.currentTarget.dataset['composing'] = 'false';
    onComposing(false);
    onCaret(event.currentTarget.selectionStart);
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    // Spreadsheets put a picture of the cells beside their text: the text is what is meant.
    const files = [...event.clipboardData.files];
    if (files.length === 0 || event.clipboardData.getData('text/plain').trim() !== '') return;
    event.preventDefault();
    onFiles(files);
  };
  const follow = (): void => {
    if (marks.current !== null && area.current !== null) marks.current.scrollTop = area.current.scrollTop;
  };
  useLayoutEffect(follow);

  return (
    <div className={styles.box} data-marked={hasMarks || undefined}>
      {hasMarks && <ComposerMarks ref={marks} text={text} trigger={trigger} />}
      <textarea
        ref={area} className={styles.area} value={text} disabled={isDisabled} aria-label={label} placeholder={placeholder ?? t('composer.placeholder')} data-composer data-testid="composer" rows={1} maxLength={100_000} dir="auto"
        onChange={(event) => { onText(event.target.value); onCaret(event.target.selectionStart); }}
        onSelect={(event) => onCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown} onKeyUp={() => { composition.current = reduceComposition(composition.current, { type: 'keyup' }); }}
        onBlur={() => { composition.current = reduceComposition(composition.current, { type: 'blur' }); onComposing(false); }}
        onCompositionStart={(event) => { composition.current = reduceComposition(composition.current, { type: 'start' }); event.currentTarget.dataset['composing'] = 'true'; onComposing(true); }}
        onCompositionEnd={onEnd} onPaste={onPaste} onScroll={follow}
      />
    </div>
  );
};

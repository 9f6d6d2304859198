import { useMemo, useState, type KeyboardEvent } from 'react';
import type { Trigger } from './caretTrigger';
import { findMention, matchColleagues, type Colleague } from './mentions';
import { actionFor } from './popupKeys';

export type MentionPopupState = {
  readonly trigger: Trigger | null;
  readonly matches: readonly Colleague[];
  readonly active: number;
  readonly choose: (index: number) => void;
  /** True when the popup took the key. */
  readonly onKey: (event: KeyboardEvent<HTMLElement>, isPlainEnter: boolean, pick: (colleague: Colleague) => void) => boolean;
};

/** The list of colleagues: open while an `@` stands at the caret and Escape has not closed it there. */
export const useMentionPopup = (colleagues: readonly Colleague[], text: string, caret: number, isComposing: boolean): MentionPopupState => {
  const [closedAt, setClosedAt] = useState<number>();
  const [choice, setChoice] = useState<{ readonly query: string; readonly index: number }>({ query: '', index: 0 });
  const found = useMemo(() => findMention(text, caret), [text, caret]);
  const matches = useMemo(() => (found === null ? [] : matchColleagues(found.query, colleagues)), [found, colleagues]);
  // A name already picked is followed by a space: what has no match is most likely ordinary text.
  const isOpen = found !== null && !isComposing && closedAt !== found.start && (matches.length > 0 || found.query === '');
  if (closedAt !== undefined && found?.start !== closedAt) setClosedAt(undefined);
  const active = choice.query === found?.query ? Math.min(choice.index, Math.max(0, matches.length - 1)) : 0;
  const choose = (index: number): void => setChoice({ query: found?.query ?? '', index });
  const onKey: MentionPopupState['onKey'] = (event, isPlainEnter, pick) => {
    if (!isOpen || matches.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return false;
    const act = actionFor(event.key, isPlainEnter, event.shiftKey, matches.length);
    if (act === null) return false;
    event.preventDefault();
    if (act === 'close') setClosedAt(found.start);
    else if (act === 'next' || act === 'previous') choose((active + (act === 'next' ? 1 : -1) + matches.length) % matches.length);
    else {
      const colleague = matches[act === 'take' ? active : act];
      if (colleague !== undefined) pick(colleague);
    }
    return true;
  };
  return { trigger: isOpen ? found : null, matches, active, choose, onKey };
};

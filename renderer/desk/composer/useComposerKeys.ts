import type { RefObject } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { Variables } from '#shared/text/wordingText';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { useT } from '../../i18n/useT';
import { usePreferences } from '../../state/preferences';
import { nextBlank, previousBlank } from './blanks';
import type { ComposerState } from './composerReducer';
import { changeComposer } from './composerStore';
import type { ComposerKey } from './ComposerText';
import { insertAtCaret } from './editText';
import { insertWording } from './insertWording';
import type { FlagGuard } from './useFlagGuard';
import type { Obstacle } from './replies';
import { submitReply } from './submitReply';
import type { WrongWindowGuard } from './useWrongWindow';
import type { WordingPopupState } from './useWordingPopup';

export type ComposerKeys = {
  /** Puts a prepared answer in place of the trigger, or of what is selected. */
  readonly pick: (row: WordingRow) => void;
  readonly send: () => void;
  readonly onKey: (key: ComposerKey) => void;
};

/** Keys of the text area, after the input method: the popup first, then blanks, Escape, Enter. */
export const useComposerKeys = ({ conversation, area, text, state, obstacle, popup, variables, guard, flags, onSend }: {
  readonly conversation: ConversationId; readonly area: RefObject<HTMLTextAreaElement | null>; readonly text: string; readonly state: ComposerState;
  readonly obstacle: Obstacle | null; readonly popup: WordingPopupState; readonly variables: Variables; readonly guard: WrongWindowGuard; readonly flags: FlagGuard; readonly onSend: () => void;
}): ComposerKeys => {
  const t = useT();
  const sendWith = usePreferences((preferences) => preferences.sendWith);
  const pick = (row: WordingRow): void => {
    const element = area.current;
    if (element === null) return;
    const { start, end } = popup.trigger ?? { start: element.selectionStart, end: element.selectionEnd };
    insertWording({ conversation, area: element, row, variables, start, end, labelOf: (name) => t(`wording.variable.${name}`) });
  };
  const selectBlank = (isBackwards: boolean): boolean => {
    const element = area.current;
    if (element === null) return false;
    const blank = isBackwards ? previousBlank(text, element.selectionStart) : nextBlank(text, element.selectionEnd);
    if (blank === null) return false;
    element.setSelectionRange(blank.start, blank.end);
    return true;
  };
  const send = (): void => {
    if (obstacle?.kind === 'blanks') selectBlank(false);
    if (obstacle === null && !(guard.mayPass(text) && flags.mayPass(text))) return;
    onSend();
    void submitReply(conversation);
  };
  const onKey = ({ event, isPlainEnter }: ComposerKey): void => {
    if (popup.onKey(event, isPlainEnter, pick)) return;
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey && selectBlank(event.shiftKey)) event.preventDefault();
    else if (event.key === 'Escape' && guard.isAsked) {
      event.preventDefault();
      guard.back();
    } else if (event.key === 'Escape' && (state.editing !== undefined || state.quote !== undefined)) {
      event.preventDefault();
      changeComposer(conversation, state.editing !== undefined ? { type: 'edit', editing: undefined } : { type: 'quote', quote: undefined });
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      const hasMod = event.ctrlKey || event.metaKey;
      if (hasMod !== (sendWith === 'modEnter')) insertAtCaret(event.currentTarget, '\n');
      else if (isPlainEnter) send();
    }
  };
  return { pick, send, onKey };
};

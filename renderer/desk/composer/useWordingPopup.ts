import { useMemo, useState, type KeyboardEvent } from 'react';
import type { AccountId } from '#shared/domain/ids';
import { useWordingShelf } from '../../archive/queries/useWordings';
import { matchWording, type WordingMatch } from '../../archive/queries/wordingSearch';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { findTrigger, type Trigger } from './caretTrigger';
import { actionFor } from './popupKeys';
import { useOffered } from '../../wordings/useOffered';


/** Most matches offered: nine have a number key, the rest are reached by the arrows or by typing on. */
export const MOST_MATCHES = 20;

export type WordingPopupState = {
  readonly trigger: Trigger | null;
  readonly isOpen: boolean;
  readonly matches: readonly WordingMatch[];
  /** How many match at all; `matches` holds the best of them. */
  readonly found: number;
  readonly active: number;
  /** Wordings this account may use at all. */
  readonly total: number;
  /** Those wordings. */
  readonly rows: readonly WordingRow[];
  readonly choose: (index: number) => void;
  readonly close: () => void;
  /** True when the popup took the key. `pick` puts a wording in. */
  readonly onKey: (event: KeyboardEvent<HTMLElement>, isPlainEnter: boolean, pick: (row: WordingRow) => void) => boolean;
};

/** Chinese after a slash that finds nothing is most likely a sentence (是/否), not a search. */
const isLikelySearch = (query: string): boolean => /^[\x21-\x7e]*$/u.test(query);

/** The wording popup: open while a trigger stands at the caret and Escape has not closed it there. */
export const useWordingPopup = (account: AccountId, text: string, caret: number, isComposing: boolean): WordingPopupState => {
  const shelf = useWordingShelf();
  const [closedAt, setClosedAt] = useState<number>();
  const [choice, setChoice] = useState<{ readonly query: string; readonly index: number }>({ query: '', index: 0 });
  const trigger = useMemo(() => findTrigger(text, caret), [text, caret]);
  const query = trigger?.query;
  const rows = useOffered(trigger !== null, account);
  const all = useMemo(() => (query === undefined ? [] : matchWording(query, rows, (id) => shelf?.counts.get(id)?.uses ?? 0)), [query, rows, shelf]);
  const matches = useMemo(() => all.slice(0, MOST_MATCHES), [all]);
  if (closedAt !== undefined && trigger?.start !== closedAt) setClosedAt(undefined);
  const isOpen = trigger !== null && shelf !== undefined && !isComposing && closedAt !== trigger.start && (matches.length > 0 || isLikelySearch(trigger.query));
  const active = choice.query === query ? Math.min(choice.index, Math.max(0, matches.length - 1)) : 0;
  const choose = (index: number): void => setChoice({ query: query ?? '', index });
  const close = (): void => setClosedAt(trigger?.start);

  const onKey: WordingPopupState['onKey'] = (event, isPlainEnter, pick) => {
    if (!isOpen || event.ctrlKey || event.metaKey || event.altKey) return false;
    const act = actionFor(event.key, isPlainEnter, event.shiftKey, matches.length);
    if (act === null) return false;
    event.preventDefault();
    if (act === 'close') close();
    else if (act === 'next' || act === 'previous') choose((active + (act === 'next' ? 1 : -1) + matches.length) % matches.length);
    else {
      const row = matches[act === 'take' ? active : act]?.row;
      if (row !== undefined) pick(row);
    }
    return true;
  };
  return { trigger: isOpen ? trigger : null, isOpen, matches, found: all.length, active, total: rows.length, rows, choose, close, onKey };
};

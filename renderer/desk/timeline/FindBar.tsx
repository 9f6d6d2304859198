import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { Fold } from '#shared/text/fold';
import { findInConversation, loadFold, type Hit } from '../../archive/queries/findInConversation';
import { useT } from '../../i18n/useT';
import { isComposing } from '../../state/chord';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { focusComposer } from '../composer/focusComposer';
import { closeFind, requestJump } from '../../state/jumpRequests';
import { useFindMarks } from './useFindMarks';
import styles from './FindBar.module.css';

type Found = { readonly text: string; readonly hits: readonly Hit[]; readonly isDone: boolean; readonly fold?: Fold };
const nothing: Found = { text: '', hits: [], isDone: true };
const PAUSE_MS = 150;

/** What is typed, looked for in the whole conversation, newest first. */
const useFound = (conversation: ConversationId, text: string): Found => {
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    if (text.trim() === '') {
      setFound(nothing);
      return undefined;
    }
    const aborting = new AbortController();
    const timer = setTimeout(() => {
      loadFold().then((fold) => findInConversation(conversation, text, fold, aborting.signal, (hits, isDone) => setFound({ text, hits, isDone, fold })))
        .catch(() => undefined); // the archive is made anew: the next key asks again
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      aborting.abort();
    };
  }, [conversation, text]);
  return found;
};

/** Ctrl+F: find in this conversation; Enter goes to the older hit, Shift+Enter to the newer one. */
export const FindBar = ({ conversation }: { readonly conversation: ConversationId }) => {
  const t = useT();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ readonly text: string; readonly at: number }>({ text: '', at: 0 });
  const { hits, isDone, text: foundText, fold } = useFound(conversation, text);
  const field = useRef<HTMLInputElement>(null);
  const at = chosen.text === foundText ? Math.min(chosen.at, Math.max(0, hits.length - 1)) : 0;
  const hit = hits[at];
  useFindMarks(text.trim() === '' ? '' : foundText, hit, fold);
  const place = hit?.place;
  const seq = hit?.seq;
  useEffect(() => {
    if (place !== undefined && seq !== undefined) requestJump(conversation, { kind: 'line', place, seq });
  }, [conversation, place, seq]);
  const step = (by: 1 | -1): void => {
    if (hits.length > 0) setChosen({ text: foundText, at: (at + by + hits.length) % hits.length });
  };
  const close = (): void => {
    closeFind();
    focusComposer();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape') { event.preventDefault(); close(); }
    if (event.key === 'Enter') { event.preventDefault(); step(event.shiftKey ? -1 : 1); }
  };
  return (
    <search className={styles.bar} data-testid="find-bar">
      <Icon name="search" size={14} />
      <input ref={field} autoFocus value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown} onFocus={(event) => event.target.select()} placeholder={t('find.placeholder')} aria-label={t('find.placeholder')} spellCheck={false} autoComplete="off" data-testid="find-text" />
      <span className={styles.count} role="status" data-testid="find-count">
        {text.trim() === '' ? '' : hits.length === 0 ? (isDone && foundText === text ? t('find.none') : '') : isDone ? t('find.count', { at: at + 1, count: hits.length }) : t('find.counting', { count: hits.length })}
      </span>
      <IconButton icon="chevronUp" size={24} label={t('find.next')} onPress={() => step(1)} isDisabled={hits.length < 2} testId="find-next" />
      <IconButton icon="chevronDown" size={24} label={t('find.previous')} onPress={() => step(-1)} isDisabled={hits.length < 2} testId="find-previous" />
      <IconButton icon="close" size={24} label={t('find.close')} onPress={close} />
    </search>
  );
};

import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ConversationRow } from '../archive/schema/rows';
import { useDeskData } from '../desk/shell/DeskData';
import { formatShort } from '../i18n/format';
import { useT } from '../i18n/useT';
import { channelName, useGlyph } from '../state/forms';
import { isComposing } from '../state/keyMap';
import { openTab } from '../state/tabs';
import { closeSwitcher, showDesk } from '../state/view';
import { AccountCode } from '../ui/AccountCode';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/Icon';
import { Kbd } from '../ui/Kbd';
import { WaitClock } from '../ui/WaitClock';
import { rankName, type Readings } from './nameMatch';
import styles from './Switcher.module.css';

const MOST = 50;
const noReadings: Readings = [];

/** The dictionary comes when the switcher opens; until then names match as they are written. */
const useReadings = (): ((name: string) => Readings) => {
  const [readings, setReadings] = useState<(name: string) => Readings>(() => () => noReadings);
  useEffect(() => {
    let isOpen = true;
    // Without the dictionary names still match as written.
    import('./nameReadings').then(({ readingsOfName }) => { if (isOpen) setReadings(() => readingsOfName); }, () => undefined);
    return () => { isOpen = false; };
  }, []);
  return readings;
};

/** Best matches first, the latest before the older; nothing typed shows the latest. */
const useMatches = (typed: string): readonly ConversationRow[] => {
  const { everyone, accountById } = useDeskData();
  const readings = useReadings();
  return useMemo(() => {
    const found = everyone.flatMap((row) => {
      const account = accountById.get(row.account);
      const extra = account === undefined ? [] : [account.name, account.mark.code, channelName(account.channel)];
      const rank = typed.trim() === '' ? (row.lastAt > 0 ? 0 : undefined) : rankName(typed, row.title, readings(row.title), extra);
      return rank === undefined ? [] : [{ row, rank }];
    });
    return found.sort((a, b) => a.rank - b.rank || b.row.lastAt - a.row.lastAt).map(({ row }) => row);
  }, [typed, everyone, accountById, readings]);
};

const Result = ({ row, id, isCurrent, onOpen, onPoint }: {
  readonly row: ConversationRow; readonly id: string; readonly isCurrent: boolean; readonly onOpen: () => void; readonly onPoint: () => void;
}) => {
  const glyph = useGlyph();
  const { accountById, targetOf } = useDeskData();
  const account = accountById.get(row.account);
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li ref={ref} id={id} role="option" aria-selected={isCurrent} className={styles.result} onClick={onOpen} onPointerMove={onPoint} data-conversation={row.id}>
      <Avatar name={row.title} size={24} />
      <span className={styles.name}>{row.title}</span>
      {account !== undefined && <span className={styles.account}><AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={account.name} /></span>}
      <span className={styles.aside}>{account !== undefined && row.waitingSince > 0 ? <WaitClock since={row.waitingSince} target={targetOf(row.account)} /> : row.lastAt > 0 && formatShort(row.lastAt)}</span>
    </li>
  );
};

const Foot = ({ count, isRecent }: { readonly count: number; readonly isRecent: boolean }) => {
  const t = useT();
  return (
    <footer className={styles.foot}>
      <span><Kbd>↑↓</Kbd> {t('switch.hint.move')}</span>
      <span><Kbd>Enter</Kbd> {t('switch.hint.open')}</span>
      <span><Kbd>Esc</Kbd> {t('switch.hint.close')}</span>
      <span className={styles.count} role="status">{isRecent ? t('switch.recent') : t('switch.matches', { count })}</span>
    </footer>
  );
};

/** Which match the keyboard stands on, and the keys that move it. */
const useChoice = (shown: readonly ConversationRow[], open: (row: ConversationRow) => void) => {
  const [at, setAt] = useState(0);
  const current = Math.min(at, shown.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : undefined;
    const isEnter = event.code === 'Enter' || event.code === 'NumpadEnter';
    if (step !== undefined && shown.length > 0) setAt((current + step + shown.length) % shown.length);
    const row = shown[current];
    if (isEnter && row !== undefined) open(row);
    if (step !== undefined || isEnter) event.preventDefault();
  };
  return { current, setAt, onKeyDown };
};

const openRow = (row: ConversationRow): void => {
  closeSwitcher();
  showDesk();
  openTab(row.id);
};

/** Ctrl+K: straight to any customer or conversation by name, pinyin, initials or account. Mount it to open it. */
export const Switcher = () => {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [typed, setTyped] = useState('');
  const matches = useMatches(typed);
  const shown = matches.slice(0, MOST);
  const { current, setAt, onKeyDown } = useChoice(shown, openRow);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog} className={styles.switcher} aria-label={t('switch.title')} onCancel={closeSwitcher} data-testid="switcher"
      onClick={(event) => { if (event.target === event.currentTarget) closeSwitcher(); }}
    >
      <div className={styles.field}>
        <Icon name="search" size={16} />
        <input
          autoFocus type="text" role="combobox" aria-expanded aria-controls={listId} aria-activedescendant={shown[current] === undefined ? undefined : `${listId}-${current}`}
          aria-label={t('switch.title')} placeholder={t('switch.placeholder')} value={typed} autoComplete="off" spellCheck={false} onKeyDown={onKeyDown}
          onChange={(event) => { setTyped(event.target.value); setAt(0); }}
        />
      </div>
      <ul id={listId} role="listbox" aria-label={t('switch.title')} className={styles.results}>
        {shown.map((row, place) => (
          <Result key={row.id} row={row} id={`${listId}-${place}`} isCurrent={place === current} onOpen={() => openRow(row)} onPoint={() => setAt(place)} />
        ))}
        {shown.length === 0 && typed.trim() !== '' && <li className={styles.none} role="presentation">{t('switch.none', { text: typed.trim() })}</li>}
      </ul>
      <Foot count={matches.length} isRecent={typed.trim() === ''} />
    </dialog>
  );
};

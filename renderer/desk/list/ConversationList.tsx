import { useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { ConversationId } from '#shared/domain/ids';
import type { ConversationRow } from '../../archive/schema/rows';
import { useT } from '../../i18n/useT';
import { useIsDemonstration } from '../../state/forms';
import { isComposing } from '../../state/keyMap';
import { openTab, useTabs } from '../../state/tabs';
import { useDeskData } from '../shell/DeskData';
import styles from './ConversationList.module.css';
import { ConversationRowView, rowElementId } from './ConversationRowView';
import { idsOf, neighbourOf, type GroupName, type ListItem } from './listItems';
import { useHeld } from './useHeld';

const PAGE = 8;
const USUAL_HEIGHT = 60;
/** Drawn before the list has measured itself: about a screen. */
const FIRST_ROWS = 16;

/** Known beforehand, so that the first frame draws rows instead of one entry to measure, and that a group's head. Px. */
const rowHeight = (): number => Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row-list'), 10) || USUAL_HEIGHT;
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity };

const GroupHead = ({ group, count }: { readonly group: GroupName; readonly count: number }) => {
  const t = useT();
  return (
    <div className={styles.group} role="presentation">
      <span>{t(`group.${group}`, { count })}</span>
      {group !== 'recent' && <span>{t(`group.${group}Aside`)}</span>}
    </div>
  );
};

/** Rows by id, so that a held order still shows what happened since. */
const useRowsById = (rows: readonly ConversationRow[]): ReadonlyMap<ConversationId, ConversationRow> =>
  useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);

/** The keyboard's place: follows the conversation on the screen until an arrow key moves it. */
const useCursor = (active: ConversationId | null): readonly [ConversationId | null, (id: ConversationId) => void] => {
  const [cursor, setCursor] = useState<ConversationId | null>(active);
  useEffect(() => setCursor(active), [active]);
  return [cursor, setCursor];
};

/** The list as it is held, its ids, and each one's place for a screen reader. */
const useShown = (items: readonly ListItem[], rowsById: ReadonlyMap<ConversationId, ConversationRow>) => {
  const held = useHeld(items);
  const shown = useMemo(() => held.value.filter((item) => item.kind === 'group' || rowsById.has(item.id)), [held.value, rowsById]);
  const ids = useMemo(() => idsOf(shown), [shown]);
  const places = useMemo(() => new Map(ids.map((id, at) => [id, at + 1])), [ids]);
  return { shown, ids, places, onPointerMove: held.moved };
};

/** Brings the open conversation into sight whenever another one is opened, wherever that happened. */
const useReveal = (shown: readonly ListItem[], active: ConversationId | null) => {
  const list = useRef<VirtuosoHandle>(null);
  const reveal = (id: ConversationId): void => {
    const index = shown.findIndex((item) => item.kind === 'row' && item.id === id);
    if (index >= 0) list.current?.scrollIntoView({ index });
  };
  const onOpened = useEffectEvent(reveal);
  useEffect(() => {
    if (active !== null) onOpened(active);
  }, [active]);
  return { list, reveal };
};

/** Up, down, page and ends move the cursor; Enter and space open. Chords with a modifier belong to the desk. */
const listKeys = (ids: readonly ConversationId[], cursor: ConversationId | null, move: (id: ConversationId) => void) => (event: KeyboardEvent): void => {
  if (isComposing(event.nativeEvent) || event.altKey || event.ctrlKey || event.metaKey) return;
  if ((event.code === 'Enter' || event.code === 'Space') && cursor !== null) {
    event.preventDefault();
    openTab(cursor);
    return;
  }
  const step = steps[event.code];
  const next = step === undefined ? undefined : neighbourOf(ids, cursor, step);
  if (next === undefined) return;
  event.preventDefault();
  move(next);
};

/**
 * The virtual list: one listbox with rows as options, read out whole. Its order is held while the pointer moves
 * over it.
 */
export const ConversationList = ({ items }: { readonly items: readonly ListItem[] }) => {
  const t = useT();
  const { conversations, accountById, targetOf } = useDeskData();
  const isDemonstration = useIsDemonstration();
  const rowsById = useRowsById(conversations);
  const { shown, ids, places, onPointerMove } = useShown(items, rowsById);
  const active = useTabs((tabs) => tabs.active);
  const [cursor, setCursor] = useCursor(active);
  const { list, reveal } = useReveal(shown, active);
  const [height] = useState(rowHeight);
  const move = (id: ConversationId): void => {
    setCursor(id);
    reveal(id);
  };

  const drawItem = (_at: number, item: ListItem) => {
    if (item.kind === 'group') return <GroupHead group={item.group} count={item.count} />;
    const row = rowsById.get(item.id);
    if (row === undefined) return <div className={styles.gone} />;
    const account = accountById.get(row.account);
    return (
      <ConversationRowView
        row={row} account={account} target={targetOf(row.account)} isDemo={account !== undefined && isDemonstration(account.channel)}
        isSelected={row.id === active} isCursor={row.id === cursor} place={places.get(row.id) ?? 0} total={ids.length} onOpen={openTab}
      />
    );
  };

  return (
    <Virtuoso
      ref={list} className={styles.list} role="listbox" tabIndex={0} aria-label={t('list.label')} data-testid="conversation-list"
      aria-activedescendant={cursor !== null && places.has(cursor) ? rowElementId(cursor) : undefined}
      onKeyDown={listKeys(ids, cursor, move)} onPointerMove={onPointerMove}
      defaultItemHeight={height} initialItemCount={Math.min(shown.length, FIRST_ROWS)} skipAnimationFrameInResizeObserver
      data={shown} itemContent={drawItem} increaseViewportBy={200} computeItemKey={(_at, item) => (item.kind === 'group' ? `group-${item.group}` : item.id)}
    />
  );
};

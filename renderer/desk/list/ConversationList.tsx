import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { ConversationId } from '#shared/domain/ids';
import { isAskedOf } from '../../archive/queries/seen';
import { usePeople } from '../../archive/queries/usePeople';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useT } from '../../i18n/useT';
import { useFilters } from '../../state/filters';
import { useIsDemonstration } from '../../state/forms';
import { isComposing } from '../../state/chord';
import { useMe } from '../../state/session';
import { openTab, useTabs } from '../../state/tabs';
import { useDeskData } from '../shell/DeskData';
import styles from './ConversationList.module.css';
import { ConversationRowView, rowElementId } from './ConversationRowView';
import { idsOf, neighbourOf, type GroupName, type ListItem } from './listItems';
import { clearSelection, selectAll, selectTo, toggleSelected, useSelection } from './selection';
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
  const order = useFilters((filters) => filters.order);
  return (
    <div className={styles.group} role="presentation">
      <span>{t(`group.${group}`, { count })}</span>
      {group === 'waiting' && <span>{t(order === 'due' ? 'group.dueAside' : 'group.waitingAside')}</span>}
      {group === 'later' && <span>{t('group.laterAside')}</span>}
      {group === 'answered' && <span>{t('group.answeredAside')}</span>}
    </div>
  );
};

/** The keyboard's place: follows the conversation on the screen until an arrow key moves it. */
const useCursor = (active: ConversationId | null): readonly [ConversationId | null, (id: ConversationId) => void] => {
  const [cursor, setCursor] = useState<ConversationId | null>(active);
  useEffect(() => setCursor(active), [active]);
  return [cursor, setCursor];
};

/** The list as it is held, and its ids. */
const useShown = (items: readonly ListItem[]) => {
  const held = useHeld(items);
  const ids = useMemo(() => idsOf(held.value), [held.value]);
  return { shown: held.value, ids, onPointerMove: held.moved };
};

/** Names of who holds what, as a row says them. */
const useHolder = (): ((row: ConversationRow) => string | undefined) => {
  const t = useT();
  const people = usePeople();
  const me = useMe();
  return ({ assignee }) => (assignee === undefined ? undefined : assignee === me ? t('assign.mine') : people?.get(assignee)?.name);
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

/** Ctrl+A chooses everything shown, Ctrl+space the row under the cursor. */
const pickKeys = (code: string, ids: readonly ConversationId[], cursor: ConversationId | null): boolean => {
  if (code === 'KeyA') selectAll(ids);
  else if (code === 'Space' && cursor !== null) toggleSelected(cursor);
  else return false;
  return true;
};

/** Up, down, page and ends move the cursor, with shift they choose; Enter and space open. Chords with a modifier belong to the desk. */
const listKeys = (ids: readonly ConversationId[], cursor: ConversationId | null, move: (id: ConversationId) => void) => (event: KeyboardEvent): void => {
  if (isComposing(event.nativeEvent) || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    if (pickKeys(event.code, ids, cursor)) event.preventDefault();
    return;
  }
  if (event.code === 'Escape' && useSelection.getState().ids.size > 0) {
    event.preventDefault();
    clearSelection();
    return;
  }
  if ((event.code === 'Enter' || event.code === 'Space') && cursor !== null) {
    event.preventDefault();
    openTab(cursor);
    return;
  }
  const step = steps[event.code];
  const next = step === undefined ? undefined : neighbourOf(ids, cursor, step);
  if (next === undefined) return;
  event.preventDefault();
  if (event.shiftKey) {
    if (cursor !== null && useSelection.getState().anchor === null) selectTo(cursor, ids);
    selectTo(next, ids);
  }
  move(next);
};

/**
 * The virtual list: one listbox with rows as options, read out whole. Its order is held while the pointer moves
 * over it.
 */
export const ConversationList = ({ items }: { readonly items: readonly ListItem[] }) => {
  const t = useT();
  const { rowOf, accountById, clockOf } = useDeskData();
  const isDemonstration = useIsDemonstration();
  const holderOf = useHolder();
  const me = useMe();
  const picked = useSelection((selection) => selection.ids);
  const { shown, ids, onPointerMove } = useShown(items);
  const latest = useRef(ids);
  useEffect(() => {
    latest.current = ids;
  }, [ids]);
  const press = useCallback((id: ConversationId, event: MouseEvent): void => {
    if (event.shiftKey) selectTo(id, latest.current);
    else if (event.ctrlKey || event.metaKey || (event.target instanceof Element && event.target.closest('[data-pick]') !== null)) toggleSelected(id);
    else openTab(id);
  }, []);
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
    const row = rowOf(item.id);
    if (row === undefined) return <div className={styles.gone} />;
    const account = accountById.get(row.account);
    return (
      <ConversationRowView
        row={row} account={account} clock={clockOf(row)} holder={holderOf(row)} isDemo={account !== undefined && isDemonstration(account.channel)}
        isSelected={row.id === active} isCursor={row.id === cursor} isPicked={picked.has(row.id)}
        isAsked={isAskedOf(row, me)} isPinned={me !== undefined && row.pins?.some((person) => person === me) === true} place={item.place} total={ids.length} onPress={press}
      />
    );
  };

  return (
    <Virtuoso
      ref={list} className={styles.list} role="listbox" tabIndex={0} aria-label={t('list.label')} aria-multiselectable data-testid="conversation-list"
      aria-activedescendant={cursor !== null && ids.includes(cursor) ? rowElementId(cursor) : undefined}
      onKeyDown={listKeys(ids, cursor, move)} onPointerMove={onPointerMove}
      defaultItemHeight={height} initialItemCount={Math.min(shown.length, FIRST_ROWS)} skipAnimationFrameInResizeObserver
      data={shown} itemContent={drawItem} increaseViewportBy={200} computeItemKey={(_at, item) => (item.kind === 'group' ? `group-${item.group}` : item.id)}
    />
  );
};

import { memo, useState, type DragEvent, type KeyboardEvent, type MouseEvent } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useT } from '../../i18n/useT';
import { useGlyph, useIsDemonstration } from '../../state/forms';
import { closeTab, moveTab, openTab } from '../../state/tabs';
import { AccountCode } from '../../ui/AccountCode';
import { AccountEdge } from '../../ui/AccountEdge';
import { IconButton } from '../../ui/Button';
import styles from './Tabs.module.css';

const DRAG_TYPE = 'application/x-zuoxi-tab';

export type TabProps = {
  readonly id: ConversationId;
  readonly row: ConversationRow | undefined;
  readonly account: AccountRow | undefined;
  readonly isActive: boolean;
  /** Whether its customer waits, and too long. */
  readonly wait: 'waiting' | 'overdue' | undefined;
  readonly place: number;
};

const onMiddle = (id: ConversationId) => (event: MouseEvent): void => {
  if (event.button !== 1) return;
  event.preventDefault();
  closeTab(id);
};

/** Amber or red, pulsing until it was looked at; a screen reader hears a word. */
const Dot = ({ state, isSeen }: { readonly state: 'waiting' | 'overdue'; readonly isSeen: boolean }) => {
  const t = useT();
  return <span className={styles.dot} data-state={state} data-still={isSeen || undefined} role="img" aria-label={t(`tabs.${state}`)} />;
};

/** Dropping one tab on another puts it at that place. */
const useDrop = (place: number) => {
  const [isOver, setOver] = useState(false);
  const accepts = (event: DragEvent): boolean => event.dataTransfer.types.includes(DRAG_TYPE);
  return {
    isOver,
    onDragOver: (event: DragEvent): void => {
      if (!accepts(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      setOver(true);
    },
    onDragLeave: (): void => setOver(false),
    onDrop: (event: DragEvent): void => {
      setOver(false);
      const dragged = event.dataTransfer.getData(DRAG_TYPE) as ConversationId; // we wrote it in onDragStart
      if (dragged === '') return;
      event.preventDefault();
      moveTab(dragged, place);
    },
  };
};

/** One open conversation. */
export const Tab = memo(({ id, row, account, isActive, wait, place }: TabProps) => {
  const t = useT();
  const glyph = useGlyph();
  const isDemonstration = useIsDemonstration();
  const { isOver, ...drop } = useDrop(place);
  const name = row?.title ?? '…';
  const tip = account === undefined ? name : [name, account.name, ...(isDemonstration(account.channel) ? [t('row.demo')] : [])].join(' · ');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.code === 'Delete') closeTab(id);
  };
  return (
    <div className={styles.tab} data-active={isActive || undefined} data-over={isOver || undefined} data-tab={id} onAuxClick={onMiddle(id)} {...drop}>
      {isActive && account !== undefined && <AccountEdge color={account.mark.color} place="top" />}
      <div
        role="tab" className={styles.face} aria-selected={isActive} aria-keyshortcuts="Delete" tabIndex={isActive ? 0 : -1} title={tip} draggable
        onClick={() => openTab(id)} onKeyDown={onKeyDown} onMouseDown={(event) => { if (event.button === 1) event.preventDefault(); /* no autoscroll */ }}
        onDragStart={(event) => { event.dataTransfer.setData(DRAG_TYPE, id); event.dataTransfer.effectAllowed = 'move'; }}
      >
        {wait !== undefined && !isActive && <Dot state={wait} isSeen={row?.unread === 0} />}
        {account !== undefined && <span className={styles.glyph}><AccountCode glyph={glyph(account.channel)} color={account.mark.color} /></span>}
        <span className={styles.name}>{name}</span>
      </div>
      {/* For the pointer: a row of tabs may hold nothing else; by keyboard Delete closes. */}
      <span className={styles.close} aria-hidden><IconButton icon="close" size={18} label={t('tabs.close', { name })} tabIndex={-1} onPress={() => closeTab(id)} /></span>
    </div>
  );
});
Tab.displayName = 'Tab';

import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { isOverdue } from '#shared/rules/clock';
import { useT } from '../../i18n/useT';
import { closeActiveTab, closeOtherTabs, openTab, pickTab, reopenTab, shiftActiveTab, stepTab, useTabs } from '../../state/tabs';
import { keyWords, useKey } from '../../state/keys';
import { tearOff } from '../../state/tornWindow';
import { IconButton } from '../../ui/Button';
import { MenuItem, MenuLine } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { useDeskData } from '../shell/DeskData';
import { Tab } from './Tab';
import styles from './Tabs.module.css';

/** Ctrl+W, Ctrl+Tab, Ctrl+1..8, Ctrl+9 for the last. */
const useTabKeys = (): void => {
  useKey('closeTab', closeActiveTab);
  useKey('reopenTab', reopenTab);
  useKey('moveTabLeft', () => shiftActiveTab(-1));
  useKey('moveTabRight', () => shiftActiveTab(1));
  useKey('nextTab', () => stepTab(1));
  useKey('previousTab', () => stepTab(-1));
  useKey('tab1', () => pickTab(0));
  useKey('tab2', () => pickTab(1));
  useKey('tab3', () => pickTab(2));
  useKey('tab4', () => pickTab(3));
  useKey('tab5', () => pickTab(4));
  useKey('tab6', () => pickTab(5));
  useKey('tab7', () => pickTab(6));
  useKey('tab8', () => pickTab(7));
  useKey('tab9', () => pickTab('last'));
};

/** Keeps the active tab in sight and says whether some are not. */
const useOverflow = (row: RefObject<HTMLDivElement | null>, count: number, active: ConversationId | null): boolean => {
  const [isOver, setOver] = useState(false);
  useLayoutEffect(() => {
    const element = row.current;
    if (element === null) return;
    const measure = (): void => setOver(count > 1 && element.scrollWidth > element.clientWidth + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [row, count]);
  useEffect(() => {
    if (isOver && active !== null) row.current?.querySelector(`[data-tab="${CSS.escape(active)}"]`)?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [row, active, isOver]);
  return isOver;
};

const walk = (event: KeyboardEvent): void => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : undefined;
  if (step === undefined || event.altKey) return;
  event.preventDefault();
  stepTab(step);
};

const AllTabsMenu = () => {
  const t = useT();
  const popover = usePopover();
  const { open, active } = useTabs();
  const { rowOf, accountById } = useDeskData();
  const go = (id: ConversationId): void => {
    openTab(id);
    popover.setOpen(false);
  };
  return (
    <>
      <IconButton ref={popover.anchor} icon="chevronDown" label={t('tabs.more')} expanded={popover.isOpen} onPress={popover.toggle} />
      <Popover handle={popover} align="end" label={t('tabs.more')} role="menu">
        {open.map((id) => {
          const row = rowOf(id);
          return <MenuItem key={id} isChosen={id === active} aside={row && accountById.get(row.account)?.mark.code} onPress={() => go(id)}>{row?.title ?? '…'}</MenuItem>;
        })}
        {active !== null && <><MenuLine /><MenuItem aside={keyWords('tearOff')} onPress={() => { popover.setOpen(false); tearOff(active).catch(() => undefined); /* main is gone: the tab stays */ }}>{t('tabs.tearOff')}</MenuItem></>}
        <MenuItem aside={keyWords('reopenTab')} onPress={() => { popover.setOpen(false); reopenTab(); }}>{t('tabs.reopen')}</MenuItem>
        {active !== null && open.length > 1 && <><MenuLine /><MenuItem onPress={() => { closeOtherTabs(active); popover.setOpen(false); }}>{t('tabs.closeOthers')}</MenuItem></>}
      </Popover>
    </>
  );
};

/** The row of tabs; nothing when none is open. */
export const TabBar = () => {
  const t = useT();
  const { open, active } = useTabs();
  const { rowOf, accountById, clockOf, now } = useDeskData();
  const row = useRef<HTMLDivElement>(null);
  const isOver = useOverflow(row, open.length, active);
  useTabKeys();
  return (
    <div className={styles.bar}>
      <div ref={row} className={styles.tabs} role="tablist" aria-label={t('tabs.label')} onKeyDown={walk} data-over={isOver || undefined}>
        {open.map((id, place) => {
          const conversation = rowOf(id);
          const clock = conversation && clockOf(conversation);
          const wait = clock === undefined ? undefined : isOverdue(clock, now) ? 'overdue' : 'waiting';
          return <Tab key={id} id={id} place={place} row={conversation} account={conversation && accountById.get(conversation.account)} isActive={id === active} wait={wait} />;
        })}
      </div>
      {open.length > 0 && <span className={styles.more}><AllTabsMenu /></span>}
    </div>
  );
};

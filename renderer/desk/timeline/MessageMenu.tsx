import { useCallback, useEffect, useRef, useState } from 'react';
import { leadKindOf, textOf } from '#shared/domain/message';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { translateMaybe } from '../../i18n/translate';
import { useCover } from '../../cover/coverContext';
import { useT } from '../../i18n/useT';
import { Icon, type IconName } from '../../ui/Icon';
import { MenuItem } from '../../ui/Menu';
import { closeFromOutside } from '../../ui/Popover';
import { messageRefOf, requestDuty } from '../../duties/dutyRequests';
import { quoteRow } from '../composer/composerStore';
import { focusComposer } from '../composer/focusComposer';
import { askToKeepWording } from '../composer/wording/wordingRequest';
import { copyText } from '../../ui/copyText';
import { useTimelineScene } from './timelineScene';
import styles from './MessageMenu.module.css';

type Opened = { readonly row: TimelineRow; readonly x: number; readonly y: number; readonly origin: HTMLElement; readonly selection: string };
export type MessageMenuHandle = { readonly opened: Opened | undefined; readonly open: (row: TimelineRow, at: { readonly x: number; readonly y: number }, origin: HTMLElement) => void; readonly close: () => void };

/** State of the one menu all bubbles share. */
export const useMessageMenu = (): MessageMenuHandle => {
  const [opened, setOpened] = useState<Opened>();
  const open = useCallback((row: TimelineRow, at: { readonly x: number; readonly y: number }, origin: HTMLElement) => {
    setOpened({ row, ...at, origin, selection: getSelection()?.toString() ?? '' });
  }, []);
  const close = useCallback(() => setOpened(undefined), []);
  return { opened, open, close };
};

type Entry = { readonly key: string; readonly icon: IconName; readonly words: string; readonly run: () => void };

const wordsOf = (row: TimelineRow): string => {
  const parts = row.parts ?? [];
  const lead = leadKindOf(parts);
  return textOf(parts) || (lead === undefined ? '' : translateMaybe(`lead.${lead}`) ?? '');
};

const useEntries = (opened: Opened | undefined, conversation: ConversationRow): readonly Entry[] => {
  const t = useT();
  const { personName } = useTimelineScene();
  const cover = useCover();
  if (opened === undefined) return [];
  const { row, selection } = opened;
  const text = cover(textOf(row.parts ?? []));
  const entries: Entry[] = [];
  if (selection !== '') entries.push({ key: 'selection', icon: 'copy', words: t('timeline.menu.copySelection'), run: () => copyText(selection) });
  if (text !== '') entries.push({ key: 'copy', icon: 'copy', words: t('timeline.menu.copy'), run: () => copyText(text) });
  if (row.direction === 'out' && text !== '') entries.push({ key: 'wording', icon: 'template', words: t('timeline.menu.keepWording'), run: () => askToKeepWording(conversation.id, text) });
  const ref = messageRefOf(row);
  if (ref !== undefined) {
    const request = { ref, excerpt: wordsOf(row), customer: conversation.customer };
    if (row.direction === 'in') entries.push({ key: 'complaint', icon: 'alert', words: t('timeline.menu.complaint'), run: () => requestDuty({ kind: 'complaint', ...request, about: conversation.assignee }) });
    else entries.push({ key: 'evidence', icon: 'checks', words: t('timeline.menu.evidence'), run: () => requestDuty({ kind: 'evidence', ...request }) });
  }
  const { remote } = row;
  if (remote !== undefined && row.recalled === undefined) {
    const author = row.direction === 'in' ? row.sender?.name ?? conversation.title : row.person === undefined ? undefined : personName(row.person);
    entries.push({ key: 'quote', icon: 'quote', words: t('timeline.menu.quote'), run: () => {
      quoteRow(conversation.id, { ...row, remote }, wordsOf(row), author);
      focusComposer();
    } });
  }
  return entries;
};

/** Copy and quote, at the pointer or at the bubble that has the focus. */
export const MessageMenu = ({ handle, conversation }: { readonly handle: MessageMenuHandle; readonly conversation: ConversationRow }) => {
  const t = useT();
  const panel = useRef<HTMLDivElement>(null);
  const { opened, close } = handle;
  const entries = useEntries(opened, conversation);
  useEffect(() => {
    const element = panel.current;
    if (element === null || opened === undefined) return;
    element.showPopover();
    const size = element.getBoundingClientRect();
    element.style.setProperty('--menu-x', `${Math.max(4, Math.min(opened.x, innerWidth - size.width - 4))}px`);
    element.style.setProperty('--menu-y', `${Math.max(4, Math.min(opened.y, innerHeight - size.height - 4))}px`);
    element.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    return closeFromOutside([element], () => {
      if (element.contains(document.activeElement)) opened.origin.focus();
      close();
    });
  }, [opened, close]);
  if (opened === undefined || entries.length === 0) return null;
  const run = (entry: Entry): void => {
    opened.origin.focus();
    entry.run();
    close();
  };
  return (
    <div ref={panel} popover="manual" className={styles.menu} role="menu" aria-label={t('timeline.menu.label')}>
      {entries.map((entry) => (
        <MenuItem key={entry.key} start={<Icon name={entry.icon} size={14} />} onPress={() => run(entry)}>{entry.words}</MenuItem>
      ))}
    </div>
  );
};

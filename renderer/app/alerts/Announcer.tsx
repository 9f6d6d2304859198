import { useEffect, useRef, useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { app } from '../../bridge/app';
import { useDeskData } from '../../desk/shell/DeskData';
import { useT } from '../../i18n/useT';
import { usePreferences } from '../../state/preferences';
import { openTab, useTabs } from '../../state/tabs';
import { showDesk, useView } from '../../state/view';

/** What a customer just said in the conversation on the screen. */
const useNewWords = (): string => {
  const t = useT();
  const active = useTabs((tabs) => tabs.active);
  const { rowOf } = useDeskData();
  const row = active === null ? undefined : rowOf(active);
  const before = useRef<{ readonly id: string; readonly seq: number }>(undefined);
  const [words, setWords] = useState('');
  useEffect(() => {
    if (row === undefined) return;
    const isNews = before.current?.id === row.id && row.lastSeq > before.current.seq && row.preview?.direction === 'in';
    before.current = { id: row.id, seq: row.lastSeq };
    if (isNews && row.preview !== undefined) setWords(t('announce.message', { name: row.title, text: row.preview.text }));
  }, [row, t]);
  return words;
};

/** Each overdue wait once. */
const useOverdue = (): string => {
  const t = useT();
  const [words, setWords] = useState('');
  useEffect(() => app.on('alerts.overdue', ({ title }) => setWords(t('announce.overdue', { name: title }))), [t]);
  return words;
};

/** Tells main what is looked at, and opens what a notice led to. */
const useLooking = (): void => {
  const active = useTabs((tabs) => tabs.active);
  const screen = useView((view) => view.screen);
  const conversation = screen === 'desk' ? active : null;
  useEffect(() => {
    // Without main (a page in a test) nobody calls for attention either.
    app.request('alerts.looking', { conversation }).catch(() => undefined);
  }, [conversation]);
  // Locked or signed out, nothing is looked at: what comes then calls for attention again.
  useEffect(() => () => { app.request('alerts.looking', { conversation: null }).catch(() => undefined); }, []);
  useEffect(() => app.on('alerts.open', (target) => {
    showDesk();
    openTab(target.conversation as ConversationId); // main got it from the engine
  }), []);
};

/** Read-out for screen readers, and what the window does for alerts: it says what is looked at and opens what was clicked. */
export const Announcer = () => {
  const t = useT();
  const said = useNewWords();
  const overdue = useOverdue();
  const isSilent = usePreferences((preferences) => preferences.alerts.doNotDisturb);
  const [first] = useState(isSilent);
  useLooking();
  const silence = first === isSilent ? '' : t(isSilent ? 'announce.dndOn' : 'announce.dndOff');
  return (
    <div className="visuallyHidden">
      <div role="log" aria-live="polite" data-testid="announce-polite">{said}</div>
      <div role="alert" aria-live="assertive" data-testid="announce-assertive">{overdue}</div>
      <div role="status">{silence}</div>
    </div>
  );
};

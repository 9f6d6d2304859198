import { useEffect, useMemo, useRef, useState } from 'react';
import { Virtuoso } from 'react-virtuoso';
import { useAccount } from '../../archive/queries/useAccount';
import { useConversation } from '../../archive/queries/useConversation';
import { usePeople } from '../../archive/queries/usePeople';
import { useReading } from '../../archive/queries/useReading';
import type { TimelineRow } from '../../archive/schema/rows';
import { desk } from '../../bridge/desk';
import { formatDay } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useGlyph } from '../../state/forms';
import { requestJump } from '../../state/jumpRequests';
import { openTab } from '../../state/tabs';
import { showDesk } from '../../state/view';
import { AccountCode } from '../../ui/AccountCode';
import { Button } from '../../ui/Button';
import { Grade } from '../../ui/Grade';
import { ExportButton } from '../evidence/EvidenceButtons';
import { useMarkedWords } from '../search/Marked';
import type { Chosen } from '../search/searchState';
import styles from './Reader.module.css';
import { ReadLine } from './ReadLine';
import { ReplayView } from './ReplayView';

const STEP = 80;
/** The chosen line has this index whatever is loaded above it: the list stays where it is. */
const ORIGIN = 1_000_000;

const Head = ({ chosen, isReplaying, onReplay }: { readonly chosen: Chosen; readonly isReplaying: boolean; readonly onReplay: () => void }) => {
  const t = useT();
  const glyph = useGlyph();
  const conversation = useConversation(chosen.conversation);
  const account = useAccount(conversation?.account);
  return (
    <header className={styles.head}>
      <h1>{conversation?.title}</h1>
      {conversation?.grade !== undefined && <Grade grade={conversation.grade} />}
      {account !== undefined && <AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={account.name} />}
      <span className={styles.stretch} />
      <Button icon="play" onPress={onReplay} testId="reader-replay">{t(isReplaying ? 'replay.stop' : 'replay.start')}</Button>
      {conversation !== undefined && <ExportButton conversation={chosen.conversation} title={conversation.title} />}
      <Button icon="link" onPress={() => { openTab(chosen.conversation); requestJump(chosen.conversation, { kind: 'line', place: chosen.place, seq: chosen.seq }); showDesk(); }} testId="reader-open">{t('reader.open')}</Button>
    </header>
  );
};

/** One note per conversation opened: walking from hit to hit inside it is one look. */
const useNotedView = ({ conversation, place }: Chosen): void => {
  const noted = useRef<string>(undefined);
  useEffect(() => {
    if (noted.current === conversation) return;
    noted.current = conversation;
    desk.call('record.noteView', { conversation, place }).catch(() => { noted.current = undefined; }); // the next look tries again
  }, [conversation, place]);
};

/** The line meant, or the nearest: a reply moves when the platform's own copy of it is known. */
const lineNear = (rows: readonly TimelineRow[], { place, seq }: Chosen): TimelineRow | undefined =>
  rows.find((row) => row.seq === seq) ?? rows.reduce<TimelineRow | undefined>((best, row) => (best === undefined || Math.abs(-row.back - place) < Math.abs(-best.back - place) ? row : best), undefined);

/** A conversation as a record, opened at a line; reads on to both sides as far as there is anything. */
export const ConversationReader = ({ chosen, query }: { readonly chosen: Chosen; readonly query: string }) => {
  const t = useT();
  const words = useMarkedWords(query);
  const people = usePeople();
  const [sides, setSides] = useState({ before: STEP, after: STEP });
  const reading = useReading(chosen.conversation, chosen, sides);
  const [isReplaying, setReplaying] = useState(false);
  const nameOf = (row: TimelineRow): string | undefined => (row.person === undefined ? undefined : people?.get(row.person)?.name);
  useNotedView(chosen);
  const rows = useMemo(() => reading?.rows ?? [], [reading]);
  const seq = lineNear(rows, chosen)?.seq;
  const at = rows.findIndex((row) => row.seq === seq);
  if (reading !== undefined && rows.length === 0) return <p className={styles.none}>{t('reader.gone')}</p>;
  return (
    <section className={styles.reader} aria-label={t('reader.label')}>
      <Head chosen={chosen} isReplaying={isReplaying} onReplay={() => setReplaying(!isReplaying)} />
      {rows.length > 0 && isReplaying && <ReplayView rows={rows} chosen={chosen} seq={seq ?? chosen.seq} words={words} nameOf={nameOf} />}
      {rows.length > 0 && !isReplaying && (
        <Virtuoso
          key={`${chosen.conversation} ${chosen.seq}`} className={styles.lines} data={rows} firstItemIndex={ORIGIN - Math.max(0, at)}
          initialTopMostItemIndex={{ index: Math.max(0, at), align: 'center' }} computeItemKey={(_, row) => row.seq} increaseViewportBy={300}
          startReached={() => { if (reading?.hasOlder) setSides((now) => ({ ...now, before: now.before + STEP })); }}
          endReached={() => { if (reading?.hasNewer) setSides((now) => ({ ...now, after: now.after + STEP })); }}
          itemContent={(index, row) => {
            const before = rows[index - ORIGIN + Math.max(0, at) - 1];
            const isNewDay = before === undefined || new Date(before.at).toDateString() !== new Date(row.at).toDateString();
            return (
              <div className={styles.line} data-testid={row.seq === seq ? 'reader-chosen' : 'reader-line'}>
                {isNewDay && <div className={styles.day} role="separator"><span>{formatDay(row.at)}</span></div>}
                <ReadLine row={row} words={words} person={nameOf(row)} isChosen={row.seq === seq} />
              </div>
            );
          }}
        />
      )}
    </section>
  );
};

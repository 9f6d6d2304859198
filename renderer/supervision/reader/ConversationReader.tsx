import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Virtuoso } from 'react-virtuoso';
import type { PersonId } from '#shared/domain/ids';
import { useAccount } from '../../archive/queries/useAccount';
import { useConversation } from '../../archive/queries/useConversation';
import { flagsOf, useFlagsByMessage } from '../../archive/queries/useFlags';
import { usePeople } from '../../archive/queries/usePeople';
import { useReading, type Reading } from '../../archive/queries/useReading';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { desk } from '../../bridge/desk';
import { formatDay } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useGlyph } from '../../state/forms';
import { requestJump } from '../../state/jumpRequests';
import { recordLink, type RecordMoment } from '../../state/recordLinks';
import { openTab } from '../../state/tabs';
import { showDesk } from '../../state/view';
import { AccountCode } from '../../ui/AccountCode';
import { Button } from '../../ui/Button';
import { Grade } from '../../ui/Grade';
import { ExportButton } from '../../evidence/EvidenceButtons';
import { useMarkedWords } from '../search/Marked';
import { useSearchPlace, type Chosen } from '../search/searchState';
import styles from './Reader.module.css';
import { useLineFacts, useReplayScene } from './lineFacts';
import { ReadLine } from './ReadLine';
import { talkAround } from './replay';
import { ReplayView } from './ReplayView';

const STEP = 80;
/** The chosen line has this index whatever is loaded above it: the list stays where it is. */
const ORIGIN = 1_000_000;

/** Copies the moment shown as a link for colleagues. */
const CopyLink = ({ moment }: { readonly moment: () => RecordMoment }) => {
  const t = useT();
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => { navigator.clipboard.writeText(recordLink(moment())).then(() => setCopied(true), () => setCopied(false)); };
  return <Button kind="ghost" icon="link" onPress={copy} testId="reader-copy-link">{t(isCopied ? 'reader.linkCopied' : 'reader.copyLink')}</Button>;
};

const Head = ({ chosen, isReplaying, onReplay, moment }: { readonly chosen: Chosen; readonly isReplaying: boolean; readonly onReplay: () => void; readonly moment: () => RecordMoment }) => {
  const t = useT();
  const glyph = useGlyph();
  const conversation = useConversation(chosen.conversation);
  const account = useAccount(conversation?.account);
  return (
    <header className={styles.head}>
      <h1>{conversation?.title}</h1>
      {conversation?.grade !== undefined && <Grade grade={conversation.grade} />}
      {account !== undefined && <span className={styles.account} title={account.name}><AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={account.name} /></span>}
      <span className={styles.stretch} />
      <CopyLink key={`${chosen.seq} ${isReplaying}`} moment={moment} />
      <Button kind="ghost" icon="play" onPress={onReplay} testId="reader-replay">{t(isReplaying ? 'replay.stop' : 'replay.start')}</Button>
      {conversation !== undefined && <ExportButton conversation={chosen.conversation} title={conversation.title} />}
      <Button kind="ghost" icon="tearOff" onPress={() => { openTab(chosen.conversation); requestJump(chosen.conversation, { kind: 'line', place: chosen.place, seq: chosen.seq }); showDesk(); }} testId="reader-open">{t('reader.open')}</Button>
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

/** Lines meant, where not the whole conversation is: the rest is pale; `tools` stand under a line. */
export type ReadFocus = { readonly isInside: (row: TimelineRow) => boolean; readonly tools?: (row: TimelineRow) => ReactNode };

type Sides = { readonly before: number; readonly after: number };
/** Lines to each side that a replay takes at the most. */
const TALK_MOST = 2000;

/** A replay wants the whole talk, not what happens to be read of it. */
const useWholeTalk = (isReplaying: boolean, rows: readonly TimelineRow[], seq: number | undefined, reading: Reading | undefined, setSides: (step: (now: Sides) => Sides) => void): void => {
  useEffect(() => {
    if (!isReplaying || seq === undefined || reading === undefined) return;
    const talk = talkAround(rows, seq);
    const older = reading.hasOlder && talk[0] === rows[0];
    const newer = reading.hasNewer && talk.at(-1) === rows.at(-1);
    if (older || newer) setSides(({ before, after }) => ({ before: older ? Math.min(TALK_MOST, before * 2) : before, after: newer ? Math.min(TALK_MOST, after * 2) : after }));
  }, [isReplaying, rows, seq, reading, setSides]);
};

/** A conversation as a record, opened at a line; reads on to both sides as far as there is anything. */
export const ConversationReader = ({ chosen, query, focus }: { readonly chosen: Chosen; readonly query: string; readonly focus?: ReadFocus }) => {
  const t = useT();
  const usesPinyin = useSearchPlace(({ filter }) => filter.usesPinyin ?? false);
  const words = useMarkedWords(query, usesPinyin);
  const people = usePeople();
  const flags = useFlagsByMessage(chosen.conversation);
  const [sides, setSides] = useState({ before: STEP, after: STEP });
  const reading = useReading(chosen.conversation, chosen, sides);
  const [isReplaying, setReplaying] = useState(chosen.moment !== undefined);
  useEffect(() => {
    if (chosen.moment !== undefined) setReplaying(true);
  }, [chosen.moment]);
  const head = useRef<number>(undefined);
  const [keepHead] = useState(() => (at: number): void => { head.current = at; });
  const nameOfPerson = (id: PersonId): string | undefined => people?.get(id)?.name;
  const nameOf = (row: TimelineRow): string | undefined => (row.person === undefined ? undefined : nameOfPerson(row.person));
  useNotedView(chosen);
  const rows = useMemo(() => reading?.rows ?? [], [reading]);
  const seq = lineNear(rows, chosen)?.seq;
  const at = rows.findIndex((row) => row.seq === seq);
  const scene = useReplayScene(chosen.conversation);
  const { factsOf } = useLineFacts(chosen.conversation, rows, scene);
  const moment = (): RecordMoment => ({ conversation: chosen.conversation, at: isReplaying ? head.current ?? chosen.place : rows[at]?.at ?? chosen.place });
  useWholeTalk(isReplaying, rows, seq, reading, setSides);
  if (reading !== undefined && rows.length === 0) return <p className={styles.none}>{t('reader.gone')}</p>;
  return (
    <section className={styles.reader} aria-label={t('reader.label')}>
      <Head chosen={chosen} isReplaying={isReplaying} moment={moment} onReplay={() => setReplaying(!isReplaying)} />
      {rows.length > 0 && isReplaying && <ReplayView rows={rows} chosen={chosen} seq={seq ?? chosen.seq} words={words} nameOf={nameOf} nameOfPerson={nameOfPerson} flags={flags} onHead={keepHead} />}
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
              <div className={styles.line} data-outside={(focus !== undefined && !focus.isInside(row)) || undefined} data-testid={row.seq === seq ? 'reader-chosen' : 'reader-line'}>
                {isNewDay && <div className={styles.day} role="separator"><span>{formatDay(row.at)}</span></div>}
                <ReadLine row={row} words={words} person={nameOf(row)} isChosen={focus === undefined && row.seq === seq} flags={flagsOf(flags, row)} facts={factsOf(row)} />
                {focus?.tools?.(row)}
              </div>
            );
          }}
        />
      )}
    </section>
  );
};

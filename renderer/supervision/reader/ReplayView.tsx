import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { PersonId } from '#shared/domain/ids';
import { flagsOf, type useFlagsByMessage } from '../../archive/queries/useFlags';
import { holderAt } from '../../archive/queries/useRecordFacts';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { formatSpanWords } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import type { MarkedWords } from '../search/Marked';
import type { Chosen } from '../search/searchState';
import facts from './Facts.module.css';
import { useLineFacts, useReplayScene } from './lineFacts';
import styles from './Reader.module.css';
import { ReadLine } from './ReadLine';
import { clockDuring, lineAt, silencesOf } from './replay';
import { ReplayBar, type FlagMark } from './ReplayBar';
import { speeds, useReplay, type Player } from './useReplay';

const isTyping = (target: EventTarget): boolean => target instanceof HTMLButtonElement || target instanceof HTMLInputElement;

/** Keys of the whole replay: space plays, arrows step, Home and End, + and - for the speed. */
const press = (player: Player, event: KeyboardEvent): void => {
  const { replay, speed } = player;
  const faster = (by: 1 | -1): void => player.setSpeed(speeds[Math.max(0, Math.min(speeds.length - 1, speeds.indexOf(speed) + by))] ?? speed);
  const keys: Readonly<Record<string, () => void>> = {
    Space: player.toggle, ArrowRight: () => player.step(1), ArrowLeft: () => player.step(-1), Home: () => player.seek(replay.from), End: () => player.seek(replay.to),
    Equal: () => faster(1), NumpadAdd: () => faster(1), Minus: () => faster(-1), NumpadSubtract: () => faster(-1),
  };
  const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.code];
  if (act === undefined || event.defaultPrevented || (event.code === 'Space' && isTyping(event.target))) return;
  event.preventDefault();
  act();
};

/** The talk around a line as it happened: what was not yet said is pale, recalls and edits come at their time. */
export const ReplayView = ({ rows, chosen, seq, words, nameOf, nameOfPerson, flags, onHead }: {
  readonly rows: readonly TimelineRow[]; readonly chosen: Chosen; readonly seq: number; readonly words: MarkedWords;
  readonly nameOf: (row: TimelineRow) => string | undefined; readonly nameOfPerson: (id: PersonId) => string | undefined; readonly flags: ReturnType<typeof useFlagsByMessage>; readonly onHead: (at: number) => void;
}) => {
  const t = useT();
  const scene = useReplayScene(chosen.conversation);
  const player = useReplay(rows, seq, scene, chosen.moment);
  const { talk, head } = player;
  const { record, factsOf } = useLineFacts(chosen.conversation, talk, scene);
  const silences = useMemo(() => silencesOf(talk), [talk]);
  const marks = useMemo((): readonly FlagMark[] => talk.filter((row) => (flagsOf(flags, row)?.length ?? 0) > 0).map(({ at, seq: line }) => ({ at, seq: line })), [talk, flags]);
  const list = useRef<VirtuosoHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const last = talk.findLastIndex((row) => row.at <= head);
  useEffect(() => {
    if (last >= 0) list.current?.scrollToIndex({ index: last, align: 'center' });
  }, [last]);
  useEffect(() => onHead(head), [head, onHead]);
  // The clock moves by the second; the lines only when something happened.
  const second = Math.floor(head / 1000);
  const clock = useMemo(() => clockDuring(talk, second * 1000 + 999, scene), [talk, second, scene]);
  const holder = holderAt(record, head);
  return (
    <div ref={box} className={styles.replay} tabIndex={-1} onKeyDown={(event) => press(player, event)} data-testid="replay">
      <Virtuoso
        ref={list} className={styles.lines} data={talk} tabIndex={0} initialTopMostItemIndex={{ index: Math.max(0, last), align: 'center' }} computeItemKey={(_, row) => row.seq}
        itemContent={(_, row) => {
          const silence = silences.get(row.seq);
          return (
            <div className={styles.line} data-coming={row.at > head || undefined}>
              {silence !== undefined && <div className={facts.silence}>{t('replay.silence', { span: formatSpanWords(silence) })}</div>}
              <ReadLine row={lineAt(row, head)} words={words} person={nameOf(row)} isChosen={row.seq === seq} flags={flagsOf(flags, row)} facts={factsOf(row)} />
            </div>
          );
        }}
      />
      <ReplayBar player={player} clock={clock} flags={marks} holder={holder === undefined ? undefined : nameOfPerson(holder)} />
    </div>
  );
};

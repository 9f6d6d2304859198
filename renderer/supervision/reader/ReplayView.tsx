import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { useAccount } from '../../archive/queries/useAccount';
import { useConversation } from '../../archive/queries/useConversation';
import { useRulePack } from '../../archive/queries/rulePack';
import type { TimelineRow } from '../../archive/schema/rows';
import type { Chosen } from '../search/searchState';
import styles from './Reader.module.css';
import { ReadLine } from './ReadLine';
import { clockDuring, lineAt } from './replay';
import { ReplayBar } from './ReplayBar';
import { useReplay } from './useReplay';

const isTyping = (target: EventTarget): boolean => target instanceof HTMLButtonElement || target instanceof HTMLInputElement;

/** The talk around a line as it happened: what was not yet said is pale, recalls and edits come at their time. */
export const ReplayView = ({ rows, chosen, seq, words, nameOf }: { readonly rows: readonly TimelineRow[]; readonly chosen: Chosen; readonly seq: number; readonly words: readonly string[]; readonly nameOf: (row: TimelineRow) => string | undefined }) => {
  const conversation = useConversation(chosen.conversation);
  const account = useAccount(conversation?.account);
  const pack = useRulePack();
  const scene = useMemo(() => ({ pack, channel: account?.channel ?? '', kind: conversation?.kind ?? 'private' as const }), [pack, account?.channel, conversation?.kind]);
  const player = useReplay(rows, seq, scene);
  const { talk, head } = player;
  const list = useRef<VirtuosoHandle>(null);
  const last = talk.findLastIndex((row) => row.at <= head);
  useEffect(() => {
    if (last >= 0) list.current?.scrollToIndex({ index: last, align: 'center' });
  }, [last]);
  // The clock moves by the second; the lines only when something happened.
  const second = Math.floor(head / 1000);
  const clock = useMemo(() => clockDuring(talk, second * 1000 + 999, scene), [talk, second, scene]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.code !== 'Space' || isTyping(event.target)) return;
    event.preventDefault();
    player.toggle();
  };
  return (
    <div className={styles.replay} onKeyDown={onKeyDown} data-testid="replay">
      <Virtuoso
        ref={list} className={styles.lines} data={talk} tabIndex={0} initialTopMostItemIndex={{ index: Math.max(0, last), align: 'center' }} computeItemKey={(_, row) => row.seq}
        itemContent={(_, row) => (
          <div className={styles.line} data-coming={row.at > head || undefined}>
            <ReadLine row={lineAt(row, head)} words={words} person={nameOf(row)} isChosen={row.seq === seq} />
          </div>
        )}
      />
      <ReplayBar player={player} clock={clock} />
    </div>
  );
};

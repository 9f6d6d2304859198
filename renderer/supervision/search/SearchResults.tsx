import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { useAccount } from '../../archive/queries/useAccount';
import type { FoundLine } from '../../archive/queries/searchLines';
import type { LineSearch } from '../../archive/queries/useLineSearch';
import { usePeople } from '../../archive/queries/usePeople';
import { textOfLine } from '../../archive/search/lineDoc';
import { formatFull, formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useGlyph } from '../../state/forms';
import { AccountCode } from '../../ui/AccountCode';
import { Grade } from '../../ui/Grade';
import { Marked, type MarkedWords } from './Marked';
import styles from './Search.module.css';
import { chooseLine, keepScroll, useSearchPlace } from './searchState';

const optionId = (seq: number): string => `found-${seq}`;

const Result = ({ line, words, isChosen }: { readonly line: FoundLine; readonly words: MarkedWords; readonly isChosen: boolean }) => {
  const t = useT();
  const { row, conversation, flags } = line;
  const account = useAccount(conversation.account);
  const people = usePeople();
  const glyph = useGlyph();
  const person = row.person === undefined ? undefined : people?.get(row.person)?.name;
  const who = row.direction === 'out' || row.kind === 'note' ? person ?? t('search.ours') : row.sender?.name ?? conversation.title;
  const text = textOfLine(row).replace(/\s*\n\s*/gu, ' ⏎ ');
  const isNote = row.kind === 'note';
  return (
    <div id={optionId(line.hit.seq)} role="option" aria-selected={isChosen} className={styles.result} data-chosen={isChosen || undefined} data-testid="search-result" onClick={() => chooseLine({ ...line.hit, conversation: conversation.id })}>
      <div className={styles.top}>
        <b>{conversation.title}</b>
        {conversation.grade !== undefined && <Grade grade={conversation.grade} />}
        {account !== undefined && <AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={account.mark.code} />}
        <time title={formatFull(row.at)}>{formatShort(row.at)}</time>
      </div>
      <p className={styles.snippet}>{text === '' ? <i>{t(`lead.${row.parts?.[0]?.kind ?? 'unsupported'}`)}</i> : <Marked text={text} words={words} isSnippet />}</p>
      <div className={styles.below}>
        <span>{who}</span>
        {isNote && <em data-tone="note">{t('search.kind.note')}</em>}
        {row.recalled !== undefined && <em data-tone="rose">{t('search.state.recalled')}</em>}
        {(row.versions?.length ?? 0) > 0 && <em data-tone="amber">{t('search.state.edited')}</em>}
        {row.source !== undefined && row.source !== 'live' && <em>{t(`search.trust.${row.source}`)}</em>}
        {flags.length > 0 && <span className={styles.flags}>{[...new Set(flags.map(({ kind }) => kind))].map((kind) => <em key={kind} data-tone="rose">{t(`flag.kind.${kind}`)}</em>)}</span>}
      </div>
    </div>
  );
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** Hits, newest first, walked by arrow keys; the one chosen is read beside. Comes back where it was left. */
export const SearchResults = ({ search, words }: { readonly search: LineSearch; readonly words: MarkedWords }) => {
  const t = useT();
  const { lines } = search;
  const chosen = useSearchPlace((place) => place.chosen);
  const [start] = useState(() => useSearchPlace.getState().scrolledTo);
  const list = useRef<VirtuosoHandle>(null);
  const at = lines.findIndex(({ hit }) => chosen !== null && hit.conversation === chosen.conversation && hit.seq === chosen.seq);
  useEffect(() => {
    if (at >= 0) list.current?.scrollIntoView({ index: at });
  }, [at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.code];
    if (step === undefined) return;
    event.preventDefault();
    const next = lines[Math.max(0, Math.min(lines.length - 1, at < 0 ? 0 : at + step))];
    if (next !== undefined) chooseLine({ ...next.hit, conversation: next.conversation.id });
  };
  const current = lines[at];
  return (
    <div className={styles.results}>
      <Virtuoso
        role="listbox" tabIndex={0} aria-label={t('search.results')} aria-activedescendant={current === undefined ? undefined : optionId(current.hit.seq)} aria-busy={search.isBusy} onKeyDown={onKeyDown} data-testid="search-results"
        ref={list} data={lines} computeItemKey={(_, line) => line.hit.seq} initialTopMostItemIndex={Math.min(start, Math.max(0, lines.length - 1))}
        endReached={search.loadMore} rangeChanged={({ startIndex }) => keepScroll(startIndex)}
        itemContent={(index, line) => <Result line={line} words={words} isChosen={index === at} />}
      />
    </div>
  );
};

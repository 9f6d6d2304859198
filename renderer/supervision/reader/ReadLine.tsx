import { usePeople } from '../../archive/queries/usePeople';
import type { FlagRow } from '../../archive/schema/flagRows';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { formatFull, formatMoment, formatTime } from '../../i18n/format';
import { translateMaybe } from '../../i18n/translate';
import { Revealable } from '../../cover/Revealable';
import { wordsIn } from '../../cover/wordsIn';
import { useT } from '../../i18n/useT';
import { useNoticeWords } from '../../lines/useNoticeWords';
import { Icon } from '../../ui/Icon';
import { FlagChips } from '../flags/FlagChips';
import { Marked, type MarkedWords } from '../search/Marked';
import styles from './Reader.module.css';
import type { LineFacts } from './lineFacts';
import { ReadFacts, ReadWait } from './ReadFacts';
import { ReadPart } from './ReadPart';

type Shown = { readonly row: TimelineRow; readonly words: MarkedWords; readonly person: string | undefined; readonly isChosen: boolean; readonly flags?: readonly FlagRow[] | undefined; readonly facts?: LineFacts };

const Time = ({ at }: { readonly at: number }) => <time className={styles.time} dateTime={new Date(at).toISOString()} title={formatFull(at)}>{formatTime(at, true)}</time>;

const Words = ({ row, words }: Pick<Shown, 'row' | 'words'>) => {
  const parts = row.parts ?? [];
  return <>{parts.map((part, at) => (part.kind === 'text' ? <p key={at}><Marked text={part.text} words={words} /></p> : <ReadPart key={at} part={part} words={words} />))}</>;
};

/** Earlier wordings of an edited message, oldest first, each with the time it was replaced. */
const Versions = ({ row, words }: Pick<Shown, 'row' | 'words'>) => {
  const t = useT();
  if (row.versions === undefined || row.versions.length === 0) return null;
  return (
    <div className={styles.versions}>
      {row.versions.map((version) => (
        <div key={version.at}><span>{t('reader.versionUntil', { time: formatMoment(version.at) })}</span><Words row={{ ...row, parts: version.parts }} words={words} /></div>
      ))}
    </div>
  );
};

const Message = ({ row, words, person, isChosen, flags, facts }: Shown) => {
  const t = useT();
  const isOurs = row.direction === 'out';
  const state = row.delivery === undefined ? undefined : translateMaybe(`reader.delivery.${row.delivery}`);
  return (
    <div className={styles.message} data-side={isOurs ? 'out' : 'in'} data-chosen={isChosen || undefined} data-recalled={row.recalled !== undefined || undefined} data-delivery={row.delivery}>
      <Time at={row.at} />
      <div className={styles.body}>
        <span className={styles.sender}>{isOurs ? person ?? t('search.ours') : row.sender?.name ?? row.sender?.id}</span>
        <div className={styles.bubble}><Revealable conversation={row.conversation} seq={row.seq} texts={[...wordsIn(row.parts ?? []), ...(row.versions ?? []).flatMap(({ parts }) => wordsIn(parts))]}><Words row={row} words={words} /><Versions row={row} words={words} /></Revealable></div>
        <div className={styles.meta}>
          {row.recalled !== undefined && <em>{t('reader.recalled', { time: formatMoment(row.recalled.at) })}</em>}
          {isOurs && state !== undefined && <span>{state}</span>}
          {row.source !== undefined && row.source !== 'live' && <span>{t(`search.trust.${row.source}`)}</span>}
          <FlagChips flags={flags} />
        </div>
        {facts !== undefined && <ReadFacts row={row} facts={facts} />}
      </div>
    </div>
  );
};

/** Something that happened and is no message. */
const Happened = ({ row, words, person }: Shown) => {
  const t = useT();
  const people = usePeople();
  const wordsOf = useNoticeWords();
  return <div className={styles.system}><Time at={row.at} /> {row.parts === undefined ? wordsOf(row, (id) => people?.get(id)?.name) ?? t('timeline.notice.unsupported', { type: row.type ?? '' }) : <><b>{person}</b> <Words row={row} words={words} /></>}</div>;
};

const Gap = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  return <div className={styles.gap} role="note"><span><Icon name="gap" size={14} />{t('reader.gap', { from: formatMoment(row.from ?? row.at), to: formatMoment(row.to ?? row.at) })}</span></div>;
};

/** Something between colleagues; the customer never saw it. */
const Note = ({ row, words, person }: Shown) => {
  const t = useT();
  return (
    <div className={styles.note} role="note" data-testid="reader-note">
      <header><Icon name="note" size={14} /><b>{t('search.kind.note')}</b> {person} <Time at={row.at} /></header>
      <Words row={row} words={words} /><Versions row={row} words={words} />
    </div>
  );
};

/** One line of a conversation as a record: everything is shown as it was, nothing can be done to it. */
export const ReadLine = (shown: Shown) => {
  const { row, facts } = shown;
  switch (row.kind) {
    case 'gap': return <Gap row={row} />;
    case 'message': return <>{facts?.wait !== undefined && <ReadWait wait={facts.wait} />}<Message {...shown} /></>;
    case 'note': if (row.parts !== undefined) return <Note {...shown} />;
  }
  return <Happened {...shown} />;
};

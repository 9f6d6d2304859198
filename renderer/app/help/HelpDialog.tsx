import { useEffect, useMemo, useRef, useState } from 'react';
import type { Readings } from '#shared/text/spelling';
import { rankName } from '../../state/nameMatch';
import { useLocale, useT } from '../../i18n/useT';
import { closeHelp, showHelp, useView } from '../../state/view';
import { EmptyLine } from '../../ui/EmptyLine';
import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/Button';
import { useModal } from '../../ui/useModal';
import { helpTopics, isHelpTopic, type HelpTopic } from '../../state/helpTopics';
import styles from './Help.module.css';
import { helpPage } from './helpPages';
import { searchHelp, sectionsOf, type HelpHit, type HelpSection } from './helpSearch';
import { Markdown } from './Markdown';

type ReadingsOf = (name: string) => Readings;
const noReadings: ReadingsOf = () => [];

/** The dictionary comes with the first search; until then titles match as written. */
const useReadings = (isWanted: boolean): ReadingsOf => {
  const [readings, setReadings] = useState<ReadingsOf>(() => noReadings);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOpen = true;
    import('../../state/nameReadings').then(({ readingsOfName }) => { if (isOpen) setReadings(() => readingsOfName); }, () => undefined);
    return () => { isOpen = false; };
  }, [isWanted]);
  return readings;
};

const useHits = (typed: string): readonly HelpHit[] => {
  const locale = useLocale();
  const readings = useReadings(typed !== '');
  const sections = useMemo<readonly HelpSection[]>(() => helpTopics.flatMap((topic) => sectionsOf(topic, helpPage(topic, locale) ?? '')), [locale]);
  return useMemo(() => searchHelp(typed, sections, (query, title) => rankName(query, title, readings(title))), [typed, sections, readings]);
};

const Topics = ({ current }: { readonly current: HelpTopic }) => {
  const t = useT();
  return (
    <ul>
      {helpTopics.map((topic) => (
        <li key={topic}><button type="button" aria-current={topic === current ? 'page' : undefined} onClick={() => showHelp(topic)} data-topic={topic}>{t(`manual.${topic}`)}</button></li>
      ))}
    </ul>
  );
};

const Hits = ({ hits, typed, onOpen }: { readonly hits: readonly HelpHit[]; readonly typed: string; readonly onOpen: (section: HelpSection) => void }) => {
  const t = useT();
  if (hits.length === 0) return <EmptyLine>{t('manual.none', { text: typed })}</EmptyLine>;
  return (
    <ul data-testid="help-hits">
      {hits.map(({ section, snippet }) => (
        <li key={`${section.topic} ${section.anchor}`}>
          <button type="button" className={styles.hit} onClick={() => onOpen(section)}>
            <b>{section.title}</b>{section.anchor > 0 && <span>{t(`manual.${section.topic}`)}</span>}<em>{snippet}</em>
          </button>
        </li>
      ))}
    </ul>
  );
};

/** One page, drawn anew for another one. */
const Article = ({ topic, anchor }: { readonly topic: HelpTopic; readonly anchor: number }) => {
  const t = useT();
  const locale = useLocale();
  const ref = useRef<HTMLElement>(null);
  const text = helpPage(topic, locale);
  useEffect(() => {
    if (anchor > 0) ref.current?.querySelector(`[data-anchor="${anchor}"]`)?.scrollIntoView({ block: 'start' });
  }, [anchor]);
  return <article ref={ref} className={styles.article} tabIndex={0} aria-label={t(`manual.${topic}`)} data-testid="help-article" data-topic={topic}>{text === undefined ? <EmptyLine>{t('manual.failed')}</EmptyLine> : <Markdown text={text} locale={locale} />}</article>;
};

/** F1: contents and search at the left, the page at the right. Mount it to open it. */
export const HelpDialog = () => {
  const t = useT();
  const dialog = useModal();
  const asked = useView((view) => view.helpTopic);
  const topic = asked !== null && isHelpTopic(asked) ? asked : 'start';
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState<{ readonly topic: HelpTopic; readonly anchor: number }>({ topic, anchor: 0 });
  const hits = useHits(typed.trim());
  const open = (section: HelpSection): void => {
    setPlace({ topic: section.topic, anchor: section.anchor });
    showHelp(section.topic);
  };
  return (
    <dialog
      ref={dialog} className={styles.help} aria-label={t('manual.title')} data-testid="help-dialog"
      onCancel={(event) => { event.preventDefault(); closeHelp(); }} onClick={(event) => { if (event.target === event.currentTarget) closeHelp(); }}
    >
      <div className={styles.card}>
        <nav className={styles.contents} aria-label={t('manual.topics')}>
          <h1>{t('manual.title')}</h1>
          <label className={styles.search}>
            <Icon name="search" size={14} />
            <input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t('manual.search')} aria-label={t('manual.search')} data-testid="help-search" autoComplete="off" spellCheck={false} />
          </label>
          {typed.trim() === '' ? <Topics current={topic} /> : <Hits hits={hits} typed={typed.trim()} onOpen={open} />}
        </nav>
        <Article key={`${topic} ${place.anchor}`} topic={topic} anchor={place.topic === topic ? place.anchor : 0} />
        <span className={styles.cross}><IconButton icon="close" label={t('common.close')} onPress={closeHelp} /></span>
      </div>
    </dialog>
  );
};

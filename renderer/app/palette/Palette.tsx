import { useDeferredValue, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useDeskData } from '../../desk/shell/DeskData';
import { useT } from '../../i18n/useT';
import { isComposing } from '../../state/chord';
import { openRecord, parseRecordLink } from '../../state/recordLinks';
import { useRole } from '../../state/session';
import { closeSwitcher } from '../../state/view';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { keyOfItem, matchPalette, type PaletteItem, type PaletteResult, type PaletteSources } from './matches';
import { NameIndex } from './nameIndex';
import styles from './Palette.module.css';
import { PaletteRow } from './PaletteRow';
import { runItem } from './runItem';
import { usePaletteSources } from './usePaletteSources';

/** Kept over openings: what was read once is known. */
const index = new NameIndex();

const pause = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });

/** Reads every name once while the palette is open; the number changes when more can be found than before. */
const useWarmIndex = (sources: PaletteSources): number => {
  const [known, setKnown] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const names = function* (): Generator<string> {
      for (const { name } of [...sources.commands, ...sources.pages, ...sources.accounts, ...sources.people, ...sources.help]) yield name;
      for (const row of sources.conversations) {
        yield row.title;
        for (const tag of row.tags ?? []) yield tag;
        if (row.province !== undefined) yield row.province;
        if (row.occupation !== undefined) yield row.occupation;
      }
    };
    // Without the dictionary names still match as written.
    import('../../state/nameReadings').then(async ({ readingsOfName }) => {
      if (await index.warm(readingsOfName, names(), () => isWanted, pause)) setKnown((before) => before + 1);
    }, () => undefined);
    return () => { isWanted = false; };
  }, [sources]);
  return known;
};

const itemsOf = (result: PaletteResult): readonly PaletteItem[] => result.sections.flatMap((section) => section.items);

const usePalette = (typed: string) => {
  const sources = usePaletteSources();
  const known = useWarmIndex(sources);
  const shown = useDeferredValue(typed);
  // `known` stands for what the index has read meanwhile.
  const result = useMemo(() => matchKnown(known, shown, sources), [known, shown, sources]);
  const items = useMemo(() => itemsOf(result), [result]);
  // Enter obeys the words in the field; the list on the screen may still be that of an earlier letter.
  const itemAt = (at: number): PaletteItem | undefined => (shown === typed ? items[at] : itemsOf(matchPalette(typed, index, sources))[at]);
  return { result, items, itemAt };
};
const matchKnown = (_known: number, typed: string, sources: PaletteSources): PaletteResult => matchPalette(typed, index, sources);

/** Which line the keyboard stands on, and the keys that move it. */
const useChoice = (items: readonly PaletteItem[], itemAt: (at: number) => PaletteItem | undefined) => {
  const [at, setAt] = useState(0);
  const current = Math.max(0, Math.min(at, items.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : undefined;
    const isEnter = event.code === 'Enter' || event.code === 'NumpadEnter';
    if (step !== undefined && items.length > 0) setAt((current + step + items.length) % items.length);
    const item = isEnter ? itemAt(current) : undefined;
    if (item !== undefined) runItem(item);
    if (step !== undefined || isEnter) event.preventDefault();
  };
  return { current, setAt, onKeyDown };
};

const Foot = ({ count, onMode }: { readonly count: number; readonly onMode: (sign: string) => void }) => {
  const t = useT();
  const modes = [['>', t('palette.hint.commands')], ['@', t('palette.hint.people')], ['#', t('palette.hint.tags')]] as const;
  return (
    <footer className={styles.foot}>
      <span><Kbd>↑↓</Kbd> {t('switch.hint.move')}</span>
      <span><Kbd>Enter</Kbd> {t('switch.hint.open')}</span>
      {modes.map(([sign, word]) => <button key={sign} type="button" tabIndex={-1} className={styles.mode} onClick={() => onMode(sign)}><Kbd>{sign}</Kbd> {word}</button>)}
      <span className={styles.count} role="status">{t('palette.found', { count })}</span>
    </footer>
  );
};

const Results = ({ result, listId, items, current, onPoint }: {
  readonly result: PaletteResult; readonly listId: string; readonly items: readonly PaletteItem[]; readonly current: number; readonly onPoint: (at: number) => void;
}) => {
  const t = useT();
  return (
    <div id={listId} role="listbox" aria-label={t('palette.title')} className={styles.results} data-query={result.query}>
      {result.sections.map(({ kind, items: lines }) => (
        <div key={kind} role="group" aria-label={t(`palette.section.${kind}`)}>
          <div className={styles.section} aria-hidden>{t(`palette.section.${kind}`)}</div>
          {lines.map((item) => {
            const at = items.indexOf(item);
            return <PaletteRow key={keyOfItem(item)} item={item} id={`${listId}-${at}`} isCurrent={at === current} onRun={() => runItem(item)} onPoint={() => onPoint(at)} />;
          })}
        </div>
      ))}
    </div>
  );
};

/**
 * Ctrl+K: straight to any customer, command, prepared answer or page. Mount it to open it: it has the keys at once, the
 * next letter must not reach the composer behind it.
 */
export const Palette = () => {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [typed, setTyped] = useState('');
  const { isReady } = useDeskData();
  const { result, items, itemAt } = usePalette(typed);
  const { current, setAt, onKeyDown } = useChoice(items, itemAt);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  const role = useRole();
  const type = (value: string): void => {
    const moment = role === 'agent' ? undefined : parseRecordLink(value);
    if (moment !== undefined) {
      closeSwitcher();
      openRecord(moment);
      return;
    }
    setTyped(value);
    setAt(0);
  };
  return (
    <dialog
      ref={dialog} className={styles.palette} aria-label={t('palette.title')} onCancel={closeSwitcher} data-testid="switcher"
      onClick={(event) => { if (event.target === event.currentTarget) closeSwitcher(); }}
    >
      <div className={styles.field}>
        <Icon name="search" size={16} />
        <input
          ref={field} autoFocus type="text" role="combobox" aria-expanded aria-controls={listId} aria-activedescendant={items[current] === undefined ? undefined : `${listId}-${current}`}
          aria-label={t('palette.title')} placeholder={t('palette.placeholder')} value={typed} autoComplete="off" spellCheck={false} onKeyDown={onKeyDown}
          onChange={(event) => type(event.target.value)}
        />
      </div>
      <Results result={result} listId={listId} items={items} current={current} onPoint={setAt} />
      {items.length === 0 && isReady && typed.trim() !== '' && <p className={styles.none}>{t('palette.none', { text: result.query })}</p>}
      <Foot count={result.count} onMode={(sign) => { type(sign); field.current?.focus(); }} />
    </dialog>
  );
};

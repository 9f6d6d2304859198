import { useEffect, useId, useRef } from 'react';
import type { Variables } from '#shared/text/wordingText';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { LinkButton } from '../../ui/Button';
import { Kbd } from '../../ui/Kbd';
import type { WordingMatch, TitleRange } from '../../archive/queries/wordingSearch';
import type { WordingRow } from '../../archive/schema/wordingRows';
import { readingOf } from './readingOf';
import type { WordingPopupState } from './useWordingPopup';
import { useBlankCount } from './useBlankCount';
import { WordingPreview } from './WordingPreview';
import styles from './WordingPopup.module.css';

/** Prepared answers over the foot of the timeline, never over what is typed. The text area keeps the focus. */
export const WordingPopup = ({ popup, variables, scope, canManage, onPick, onNew }: {
  readonly popup: WordingPopupState; readonly variables: Variables; readonly scope: string; readonly canManage: boolean;
  readonly onPick: (row: WordingRow) => void; readonly onNew: () => void;
}) => {
  const t = useT();
  const id = useId();
  const { matches, active, trigger } = popup;
  const current = matches[active];
  const blanks = useBlankCount(current?.row, variables);
  if (trigger === null) return null;
  return (
    <div className={styles.popup} role="dialog" aria-label={t('wording.popup')} data-testid="wording-popup" onMouseDown={(event) => event.preventDefault()}>
      <div className={styles.head}>
        <span><span className={styles.trigger}>/{trigger.query}</span> {t('wording.found', { count: popup.found })}</span>
        <span className={styles.grow} />
        <span className={styles.scope}>{scope}</span>
      </div>
      {current === undefined
        ? <Empty total={popup.total} query={trigger.query} newLabel={t(canManage ? 'wording.new' : 'wording.proposeNew')} onNew={onNew} />
        : (
          <>
            <ul className={styles.list} role="listbox" tabIndex={0} id={id} aria-label={t('wording.popup')} aria-activedescendant={`${id}-${active}`}>
              {matches.map((match, at) => <Row key={match.row.id} id={`${id}-${at}`} match={match} at={at} isActive={at === active} onHover={() => popup.choose(at)} onPick={() => onPick(match.row)} />)}
            </ul>
            <WordingPreview row={current.row} variables={variables} />
          </>
        )}
      <Foot blanks={blanks} isEmpty={current === undefined} />
    </div>
  );
};

const Row = ({ id, match, at, isActive, onHover, onPick }: { readonly id: string; readonly match: WordingMatch; readonly at: number; readonly isActive: boolean; readonly onHover: () => void; readonly onPick: () => void }) => {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const { title, category, shortcut } = match.row;
  return (
    <li ref={row} id={id} className={styles.row} role="option" aria-selected={isActive} onMouseMove={isActive ? undefined : onHover} onClick={onPick}>
      {at < 9 ? <span className={styles.number}>{at + 1}</span> : <span className={styles.noNumber} />}
      <span className={styles.title}><Marked title={title} ranges={match.ranges} /></span>
      <span className={styles.pinyin}>{shortcut === '' ? readingOf(match.row, match.ranges) : `/${shortcut}`}</span>
      <span className={styles.grow} />
      <span className={styles.category}>{category.at(-1)}</span>
    </li>
  );
};

const Marked = ({ title, ranges }: { readonly title: string; readonly ranges: readonly TitleRange[] }) => {
  let last = 0;
  const pieces = ranges.flatMap(([from, to]) => {
    if (from < last) return [];
    const before = title.slice(last, from);
    last = to;
    return [before, <mark key={from}>{title.slice(from, to)}</mark>];
  });
  return <>{pieces}{title.slice(last)}</>;
};

const Empty = ({ total, query, newLabel, onNew }: { readonly total: number; readonly query: string; readonly newLabel: string; readonly onNew: () => void }) => {
  const t = useT();
  return (
    <p className={styles.empty}>
      {total === 0 ? t('wording.noneYet') : t('wording.noMatch', { query })}
      <LinkButton onPress={onNew}><Icon name="plus" size={12} /> {newLabel}</LinkButton>
    </p>
  );
};

const Foot = ({ blanks, isEmpty }: { readonly blanks: number; readonly isEmpty: boolean }) => {
  const t = useT();
  return (
    <div className={styles.foot}>
      {!isEmpty && (
        <>
          <span><Kbd>↑↓</Kbd> {t('wording.key.choose')}</span>
          <span><Kbd>1–9</Kbd> {t('wording.key.direct')}</span>
          <span><Kbd>Enter</Kbd> {t('wording.key.insert')}</span>
          {blanks > 0 && <span><Kbd>Tab</Kbd> {t('wording.key.blank')}</span>}
        </>
      )}
      {isEmpty && <span><Kbd>Esc</Kbd> {t('wording.key.close')}</span>}
      <span className={styles.grow} />
      {blanks > 0 && <span className={styles.toFill}>{t('wording.toFill', { count: blanks })}</span>}
    </div>
  );
};

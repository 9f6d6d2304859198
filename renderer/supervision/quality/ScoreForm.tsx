import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ScoreInput } from '#shared/ledger/bodies/quality';
import type { Answer, Criterion, Scorecard } from '#shared/rules/quality/scorecard';
import { scoreOf } from '#shared/rules/quality/score';
import { ruleWords } from '#shared/rules/rulePack';
import { formatTime } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { ScoreHead } from '../../ui/ScoreSheet';
import styles from './Quality.module.css';
import { withAnswer, withCause, withEvidence, withNote } from './scoreDrafts';

const scale: readonly Answer[] = [1, 2, 3, 4, 5];

type Change = (change: (draft: ScoreInput) => ScoreInput) => void;
type RowProps = { readonly item: Criterion; readonly draft: ScoreInput; readonly isActive: boolean; readonly onChange: Change; readonly onActive: () => void };

/** The answer a key stands for on this item. */
const answerOfKey = ({ kind, mayNotApply }: Criterion, code: string): Answer | undefined => {
  const digit = /^(?:Digit|Numpad)([0-5])$/u.exec(code)?.[1];
  if (digit === '0') return mayNotApply ? 'na' : undefined;
  if (kind === 'scale') return digit === undefined ? undefined : Number(digit);
  return code === 'KeyY' || digit === '1' ? true : code === 'KeyN' || digit === '2' ? false : undefined;
};

const Row = ({ item, draft, isActive, onChange, onActive }: RowProps) => {
  const t = useT();
  const locale = useLocale();
  const answer = draft.answers[item.id];
  const title = ruleWords(item.title, locale);
  const note = draft.notes?.[item.id];
  const row = useRef<HTMLDivElement>(null);
  const evidence = (draft.evidence ?? []).filter(({ criterion }) => criterion === item.id);
  const choices: readonly { readonly value: Answer; readonly name: string }[] = [
    ...(item.mayNotApply ? [{ value: 'na' as const, name: t('quality.na') }] : []),
    ...(item.kind === 'scale' ? scale.map((value) => ({ value, name: String(value) })) : [{ value: true, name: t('quality.yes') }, { value: false, name: t('quality.no') }]),
  ];
  useEffect(() => { if (isActive && row.current?.parentElement?.contains(document.activeElement)) row.current.focus(); }, [isActive]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = answerOfKey(item, event.code);
    if (chosen === undefined || chosen === answer) return;
    event.preventDefault();
    onChange((now) => withAnswer(now, item.id, chosen));
  };
  return (
    <div className={styles.item} data-active={isActive || undefined} onFocus={onActive} onKeyDown={onKeyDown} ref={row} tabIndex={isActive ? 0 : -1} role="radiogroup" aria-label={title} data-criterion={item.id}>
      <span className={styles.itemTitle} title={item.hint && ruleWords(item.hint, locale)}>{title}</span>
      <span className={styles.choices}>
        {choices.map(({ value, name }) => (
          <button
            key={String(value)} type="button" role="radio" aria-checked={answer === value} tabIndex={-1} data-wide={typeof value !== 'number' || undefined} data-low={value === 1 || value === 2 || value === false || undefined}
            onClick={() => { onActive(); onChange((now) => withAnswer(now, item.id, value)); }} data-testid={`score-${item.id}-${value}`}
          >{name}</button>
        ))}
      </span>
      {(evidence.length > 0 || (note !== undefined && !isActive)) && (
        <span className={styles.under}>
          {evidence.map(({ seq, at }) => (
            <button key={seq} type="button" className={styles.chip} aria-label={t('quality.dropEvidence', { time: formatTime(at, true) })} onClick={() => onChange((now) => withEvidence(now, item.id, { seq, at }))}>
              {t('quality.evidence')} {formatTime(at, true)}<Icon name="close" size={12} />
            </button>
          ))}
          {note !== undefined && !isActive && <small>{note}</small>}
        </span>
      )}
    </div>
  );
};

/** Items that happened or not: bonus, fatal. */
const Checks = ({ items, draft, onChange, title }: { readonly items: readonly Criterion[]; readonly draft: ScoreInput; readonly onChange: Change; readonly title: string }) => {
  const t = useT();
  const locale = useLocale();
  if (items.length === 0) return null;
  return (
    <fieldset className={styles.checks}>
      <legend>{title}</legend>
      {items.map(({ id, title: words, role, weight }) => (
        <label key={id} data-role={role}>
          <input type="checkbox" checked={draft.answers[id] === true} onChange={() => onChange((now) => withAnswer(now, id, true))} data-testid={`score-${id}`} />
          <span>{ruleWords(words, locale)}</span>
          {role === 'bonus' && <small>{t('quality.bonusPoints', { points: weight })}</small>}
        </label>
      ))}
    </fieldset>
  );
};

/** The scorecard being filled in: digits score the chosen item, arrows move, the total follows at once. */
export const ScoreForm = ({ card, draft, active, onActive, onChange, agent }: {
  readonly card: Scorecard; readonly draft: ScoreInput; readonly active: string; readonly onActive: (criterion: string) => void; readonly onChange: Change; readonly agent: string;
}) => {
  const t = useT();
  const locale = useLocale();
  const score = scoreOf(card, draft.answers);
  const standard = card.criteria.filter(({ role }) => role === 'standard');
  const current = standard.find(({ id }) => id === active);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0;
    const next = standard[standard.findIndex(({ id }) => id === active) + by];
    if (by === 0 || next === undefined || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    onActive(next.id);
  };
  return (
    <>
      <div className={styles.sticky}><ScoreHead card={card} score={score.total === null ? null : { ...score, total: score.total }}>
        {score.missing.length > 0 && <span className={styles.missing}>{t('quality.missing', { count: score.missing.length })}</span>}
      </ScoreHead></div>
      <div className={styles.items} onKeyDown={onKeyDown} title={t('quality.keys')}>
        {standard.map((item) => <Row key={item.id} item={item} draft={draft} isActive={item.id === active} onActive={() => onActive(item.id)} onChange={onChange} />)}
      </div>
      {current !== undefined && (
        <input
          key={current.id} className={styles.note} value={draft.notes?.[current.id] ?? ''} maxLength={1000} placeholder={t('quality.noteOn', { item: ruleWords(current.title, locale) })} aria-label={t('quality.noteOn', { item: ruleWords(current.title, locale) })}
          onChange={({ target }) => onChange((now) => withNote(now, current.id, target.value))} data-testid="score-note"
        />
      )}
      <Checks title={t('quality.bonus')} items={card.criteria.filter(({ role }) => role === 'bonus')} draft={draft} onChange={onChange} />
      <Checks title={t('quality.fatal')} items={card.criteria.filter(({ role }) => role === 'fatal')} draft={draft} onChange={onChange} />
      <fieldset className={styles.checks}>
        <legend>{t('quality.causes')}</legend>
        <span className={styles.causes}>
          {card.causes.map(({ id, title }) => <button key={id} type="button" className={styles.chip} aria-pressed={draft.causes?.includes(id) === true} onClick={() => onChange((now) => withCause(now, id))}>{ruleWords(title, locale)}</button>)}
        </span>
      </fieldset>
      <label className={styles.comment}>
        <span><b>{t('quality.comment')}</b><small>{t('quality.visibleTo', { name: agent })}</small></span>
        <textarea value={draft.comment ?? ''} maxLength={4000} rows={3} onChange={({ target }) => onChange((now) => ({ ...now, comment: target.value }))} data-testid="score-comment" />
      </label>
    </>
  );
};

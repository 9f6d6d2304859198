import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { PersonId, ProposalId, WordingId } from '#shared/domain/ids';
import { MOST_MESSAGES, type Wording } from '#shared/domain/wording';
import { useAccounts } from '../archive/queries/useAccounts';
import { useWordingPolicy } from '../archive/queries/useWordingPolicy';
import { useWordings } from '../archive/queries/useWordings';
import { desk } from '../bridge/desk';
import { useT } from '../i18n/useT';
import { useMe, useRole } from '../state/session';
import { Button } from '../ui/Button';
import { MessageEditor } from './MessageEditor';
import { ScopeField } from './ScopeField';
import { SimilarHint } from './SimilarHint';
import { useWork } from './useWork';
import { dayOf, troubleOf, wordingOf, type DraftMessage, type WordingDraft, type WordingField } from './wordingDraft';
import styles from './WordingForm.module.css';

export const newWordingId = (): WordingId => crypto.randomUUID() as WordingId; // the window names new wording
const newProposalId = (): ProposalId => crypto.randomUUID() as ProposalId; // the window makes the idempotency keys

/** What a form begins with: the words, and the version in force they change. */
export type FormStart = { readonly draft: WordingDraft; readonly base?: number; readonly owner?: PersonId };
export type FormResult = 'saved' | 'proposed';

/**
 * Writes or changes one prepared answer. A supervisor's is in force at once, an agent's goes to the supervisor. What
 * is wrong is said at its field after the first try. `keep`: something else is done with the words than to hand them
 * in (a proposal approved with changes).
 */
export const WordingForm = ({ start, keep, onDone }: {
  readonly start: FormStart; readonly keep?: { readonly label: string; readonly run: (wording: Wording) => Promise<unknown> };
  readonly onDone: (result: FormResult | undefined) => void;
}) => {
  const t = useT();
  const mayDecide = useRole() !== 'agent';
  const self = useMe();
  const isPersonalApproved = useWordingPolicy().isPersonalApproved;
  const others = useWordings() ?? [];
  const [draft, setDraft] = useState(start.draft);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const [proposal] = useState(newProposalId);
  const work = useWork();
  const trouble = troubleOf(draft, others, Date.now());
  const isDirect = mayDecide || (draft.scope === 'personal' && !isPersonalApproved);
  const change = (part: Partial<WordingDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const errorOf = (field: WordingField): string | undefined => (isTried && trouble[field] !== undefined ? t(`wording.trouble.${trouble[field]}`) : undefined);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(trouble).length > 0) return;
    const wording = wordingOf(draft, start.owner ?? self);
    const isDone = await work.run(() => {
      if (keep !== undefined) return keep.run(wording);
      if (mayDecide) return desk.call('wording.save', { wording, base: start.base });
      return desk.call('wording.propose', { proposal, wording, base: start.base, note: note.trim() === '' ? undefined : note.trim() });
    });
    if (isDone) onDone(isDirect || keep !== undefined ? 'saved' : 'proposed');
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="wording-form">
      <div className={styles.fields}>
        <Line label={t('wording.field.title')} error={errorOf('title')}>
          {(id) => <input id={id} value={draft.title} onChange={(event) => change({ title: event.target.value })} autoFocus autoComplete="off" data-testid="wording-title" />}
        </Line>
        <CategoryLine value={draft.category} others={others} error={errorOf('category')} onChange={(category) => change({ category })} />
        <Line label={t('wording.field.shortcut')} error={errorOf('shortcut')} help={t('wording.field.shortcutHelp')}>
          {(id) => <input id={id} value={draft.shortcut} onChange={(event) => change({ shortcut: event.target.value })} autoComplete="off" />}
        </Line>
        <LastDayLine value={draft.lastDay} error={errorOf('lastDay')} onChange={(lastDay) => change({ lastDay })} />
        <ScopeFieldRow draft={draft} error={errorOf('accounts')} onChange={change} />
        <Messages messages={draft.messages} error={errorOf('messages')} onChange={(messages) => change({ messages })} />
        <SimilarHint draft={draft} rows={others} />
        {!isDirect && keep === undefined && (
          <Line label={t('wording.field.note')} isWide>
            {(id) => <input id={id} value={note} maxLength={300} placeholder={t('wording.field.noteHelp')} onChange={(event) => setNote(event.target.value)} data-testid="wording-note" />}
          </Line>
        )}
      </div>
      {work.problem !== undefined && <p className={styles.problem} role="alert">{work.problem}</p>}
      <Actions label={keep?.label ?? t(isDirect ? 'wording.save' : 'wording.propose')} isRunning={work.isRunning} note={keep === undefined ? t(isDirect ? 'wording.saveNote' : 'wording.proposeNote') : undefined} onCancel={() => onDone(undefined)} />
    </form>
  );
};

const Actions = ({ label, note, isRunning, onCancel }: { readonly label: string; readonly note: string | undefined; readonly isRunning: boolean; readonly onCancel: () => void }) => {
  const t = useT();
  return (
    <div className={styles.actions}>
      <Button type="submit" kind="primary" isDisabled={isRunning} testId="wording-save">{label}</Button>
      <Button onPress={onCancel}>{t('common.cancel')}</Button>
      {note !== undefined && <span className={styles.quiet}>{note}</span>}
    </div>
  );
};

/** A labelled field; `children` gets the id its input must carry. */
const Line = ({ label, help, error, isWide = false, children }: { readonly label: string; readonly help?: string; readonly error?: string | undefined; readonly isWide?: boolean; readonly children: (id: string) => ReactNode }) => {
  const id = useId();
  return (
    <div className={styles.line} data-wide={isWide || undefined}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {error !== undefined ? <small data-tone="error" role="alert">{error}</small> : help !== undefined && <small>{help}</small>}
    </div>
  );
};

const CategoryLine = ({ value, others, error, onChange }: { readonly value: string; readonly others: readonly Pick<Wording, 'category'>[]; readonly error: string | undefined; readonly onChange: (category: string) => void }) => {
  const t = useT();
  const listId = useId();
  const known = [...new Set(others.map(({ category }) => category.join('/')).filter((one) => one !== ''))];
  return (
    <Line label={t('wording.field.category')} error={error}>
      {(id) => (
        <>
          <input id={id} list={listId} value={value} placeholder={t('wording.field.categoryHelp')} onChange={(event) => onChange(event.target.value)} autoComplete="off" data-testid="wording-category" />
          <datalist id={listId}>{known.map((one) => <option key={one} value={one} />)}</datalist>
        </>
      )}
    </Line>
  );
};

const DAY = 86_400_000;

/** Typed, or by a press: most wording of a campaign ends in a month, a season or with the year. */
const LastDayLine = ({ value, error, onChange }: { readonly value: string; readonly error: string | undefined; readonly onChange: (day: string) => void }) => {
  const t = useT();
  const quick = [30, 90].map((count) => ({ label: t('wording.lastDay.days', { count }), day: dayOf(Date.now() + count * DAY) }));
  const all = [...quick, { label: t('wording.lastDay.yearEnd'), day: `${new Date().getFullYear()}-12-31` }];
  return (
    <Line label={t('wording.field.lastDay')} error={error} help={t('wording.field.lastDayHelp')}>
      {(id) => (
        <span className={styles.day}>
          <input id={id} value={value} onChange={(event) => onChange(event.target.value)} maxLength={10} autoComplete="off" data-testid="wording-last-day" />
          {all.map(({ label, day }) => <button key={day} type="button" onClick={() => onChange(day)}>{label}</button>)}
        </span>
      )}
    </Line>
  );
};

const ScopeFieldRow = ({ draft, error, onChange }: { readonly draft: WordingDraft; readonly error: string | undefined; readonly onChange: (change: Partial<WordingDraft>) => void }) => {
  const accounts = useAccounts();
  return <ScopeField scope={draft.scope} chosen={draft.accounts} accounts={accounts ?? []} error={error} onChange={onChange} />;
};

const swapped = (messages: readonly DraftMessage[], at: number, by: -1 | 1): readonly DraftMessage[] => {
  const [one, other] = [messages[at], messages[at + by]];
  return one === undefined || other === undefined ? messages : messages.with(at, other).with(at + by, one);
};

const Messages = ({ messages, error, onChange }: { readonly messages: readonly DraftMessage[]; readonly error: string | undefined; readonly onChange: (messages: readonly DraftMessage[]) => void }) => {
  const t = useT();
  return (
    <div className={styles.messages}>
      {messages.map((message, at) => (
        <MessageEditor
          key={message.key} message={message} number={at + 1} count={messages.length}
          onChange={(part) => onChange(messages.with(at, { ...message, ...part }))}
          onRemove={() => onChange(messages.toSpliced(at, 1))} onMove={(by) => onChange(swapped(messages, at, by))}
        />
      ))}
      {error !== undefined && <small data-tone="error" role="alert">{error}</small>}
      {messages.length < MOST_MESSAGES && <Button size="small" icon="plus" onPress={() => onChange([...messages, { key: crypto.randomUUID(), text: '', media: [] }])} testId="wording-add-message">{t('wording.addMessage')}</Button>}
    </div>
  );
};

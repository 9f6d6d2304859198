import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { NoteId, PersonId } from '#shared/domain/ids';
import { peopleNow } from '../../archive/queries/peopleNow';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { SUPERVISORS } from '../../archive/schema/inboxRows';
import { desk } from '../../bridge/desk';
import { formatFull, formatTime } from '../../i18n/format';
import { errorSentence, translateMaybe } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { useMe } from '../../state/session';
import { Button, LinkButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { notePartsOf, noteTextOf } from '../composer/mentions';
import { useCommand } from '../conversation/useCommand';
import { bubbleLayout } from './bubbleLayout';
import { NoteVersions } from './NoteVersions';
import { InlineText } from './parts/InlineText';
import { PartView } from './parts/PartView';
import { useTimelineScene } from './timelineScene';
import styles from './NoteLine.module.css';

/** Something between colleagues, full width on yellow paper: a note, a call for help, a hand-on. The customer never sees it. */
export const NoteLine = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  const [isRevising, setRevising] = useState(false);
  const { personName } = useTimelineScene();
  const self = useMe();
  const isNote = row.type === 'note.added';
  const author = (row.person === undefined ? undefined : personName(row.person)) ?? t('timeline.somebody');
  return (
    <section className={styles.note} aria-label={t('note.title')} data-testid="note" data-note={row.data?.['note']} data-kind={row.type}>
      <header className={styles.head}>
        <Icon name={row.type?.startsWith('transfer') ? 'transfer' : row.type?.startsWith('help') ? 'help' : 'note'} size={14} />
        <b>{isNote ? t('note.title') : `${author} ${deedOf(row, personName, t('help.supervisors')) ?? ''}`}</b>
        <span className={styles.facts}>{t('note.hidden')} · {isNote && `${author} `}<time dateTime={new Date(row.at).toISOString()} title={formatFull(row.at)}>{formatTime(row.at)}</time></span>
        <NoteVersions row={row} />
        <span className={styles.grow} />
        {isNote && row.person === self && !isRevising && <LinkButton onPress={() => setRevising(true)} testId="note-revise">{t('note.revise')}</LinkButton>}
      </header>
      {isRevising ? <Revise row={row} onDone={() => setRevising(false)} /> : <NoteBody row={row} />}
    </section>
  );
};

const deedOf = ({ type = '', data }: TimelineRow, personName: (id: PersonId) => string | undefined, supervisors: string): string | undefined => {
  const to = data?.['to'];
  const name = to === SUPERVISORS ? supervisors : typeof to === 'string' ? personName(to as PersonId) ?? to : ''; // written by apply/collaboration
  return translateMaybe(`collab.line.${type}`, { to: name });
};

export const NoteBody = ({ row }: { readonly row: Pick<TimelineRow, 'parts' | 'conversation' | 'remote'> }) => (
  <>
    {bubbleLayout(row.parts ?? []).blocks.map((block, at) => (block.kind === 'inline'
      ? <InlineText key={at} parts={block.parts} /> : <PartView key={at} part={block.part} at={block.at} row={row} />))}
  </>
);

/** The author changes the words; attachments stay, and so does every earlier version. */
const Revise = ({ row, onDone }: { readonly row: TimelineRow; readonly onDone: () => void }) => {
  const t = useT();
  const before = noteTextOf(row.parts ?? []);
  const [text, setText] = useState(before);
  const command = useCommand();
  const form = useRef<HTMLFormElement>(null);
  const kept = (row.parts ?? []).filter((part) => part.kind !== 'text' && part.kind !== 'mention');
  const isSame = text.trim() === before.trim() || (text.trim() === '' && kept.length === 0);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const note = row.data?.['note'];
    if (isSame || typeof note !== 'string') return;
    const isKept = await command.run(async () => {
      const parts = [...(text.trim() === '' ? [] : notePartsOf(text.trimEnd(), await peopleNow())), ...kept];
      await desk.call('note.revise', { note: note as NoteId, parts }); // the id apply kept
    });
    if (isKept) onDone();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') { event.preventDefault(); onDone(); }
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); form.current?.requestSubmit(); }
  };
  return (
    <form ref={form} className={styles.revise} onSubmit={(event) => void save(event)}>
      <textarea autoFocus value={text} rows={2} aria-label={t('note.revise.label')} onChange={(event) => setText(event.target.value)} onKeyDown={onKey} data-testid="note-text" />
      {command.error !== undefined && <span className={styles.error} role="alert">{errorSentence(command.error.code, command.error.data)}</span>}
      <span className={styles.buttons}>
        <Button size="small" onPress={onDone}>{t('common.cancel')}</Button>
        <Button size="small" kind="primary" type="submit" isDisabled={isSame || command.isRunning} testId="note-revise-save">{t('note.save')}</Button>
      </span>
    </form>
  );
};

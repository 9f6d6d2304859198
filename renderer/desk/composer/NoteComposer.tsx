import { useRef, useState, type ChangeEvent } from 'react';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { useDrafts } from '../../state/drafts';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { AttachmentBar } from './AttachmentBar';
import { attachFiles } from './attachFiles';
import { changeComposer, setComposerText, useComposer } from './composerStore';
import { ComposerText, type ComposerKey } from './ComposerText';
import { insertAtCaret, replaceRange } from './editText';
import { EmojiPicker } from './EmojiPicker';
import { focusComposer } from './focusComposer';
import { MentionPopup } from './MentionPopup';
import type { Colleague } from './mentions';
import { ModeSwitch } from './ModeSwitch';
import { chooseMode, noteBoxOf } from './noteMode';
import { obstacleOf } from './replies';
import { submitNote } from './submitNote';
import { useColleagues } from './useColleagues';
import { useKeptAttachments } from './useKeptAttachments';
import { useMentionPopup } from './useMentionPopup';
import composer from './Composer.module.css';
import styles from './NoteComposer.module.css';

/** Where a note is written: yellow all over, with a text and attachments of its own that no send button can reach. */
export const NoteComposer = ({ conversation }: { readonly conversation: ConversationRow }) => {
  const t = useT();
  const box = noteBoxOf(conversation.id);
  const area = useRef<HTMLTextAreaElement>(null);
  const state = useComposer(box);
  const text = useDrafts((drafts) => drafts.byConversation[box]?.text ?? '');
  const [caret, setCaret] = useState(text.length);
  const [isComposing, setComposing] = useState(false);
  const colleagues = useColleagues();
  const popup = useMentionPopup(colleagues, text, caret, isComposing);
  const obstacle = obstacleOf(state, text);
  useKeptAttachments(box);
  const save = (): void => void submitNote(conversation.id);
  const pick = (colleague: Colleague): void => {
    if (area.current === null || popup.trigger === null) return;
    replaceRange(area.current, popup.trigger.start, popup.trigger.end, `@${colleague.name} `);
  };
  const onKey = ({ event, isPlainEnter }: ComposerKey): void => {
    if (popup.onKey(event, isPlainEnter, pick)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      chooseMode(conversation.id, 'reply');
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) insertAtCaret(event.currentTarget, '\n');
      else if (isPlainEnter) save();
    }
  };
  return (
    <div className={styles.composer} data-testid="note-composer">
      <MentionPopup popup={popup} onPick={pick} />
      <NoteTools conversation={conversation} onEmoji={(emoji) => { if (area.current !== null) insertAtCaret(area.current, emoji); }} />
      <ComposerText
        text={text} trigger={popup.trigger} area={area} label={t('note.label', { name: conversation.title })} placeholder={t('note.placeholder')} isDisabled={false}
        onText={(value) => setComposerText(box, value)} onCaret={setCaret} onKey={onKey} onFiles={(files) => attachFiles(box, files)} onComposing={setComposing}
      />
      <AttachmentBar conversation={box} attachments={state.attachments} />
      {state.error !== undefined && (
        <div className={composer.error} role="alert" data-testid="composer-error">
          <Icon name="alert" /><span className={composer.contextWords}>{t('note.refused', { reason: errorSentence(state.error.code, state.error.data) })}</span>
          <IconButton icon="close" size={22} label={t('common.close')} onPress={() => changeComposer(box, { type: 'forgetError' })} />
        </div>
      )}
      <div className={styles.foot}>
        <span className={styles.grow} />
        <button type="button" className={styles.save} disabled={obstacle !== null || state.isSubmitting} onClick={save} data-testid="note-save">{t('note.save')} <span className={styles.key} aria-hidden>Enter</span></button>
      </div>
    </div>
  );
};

const NoteTools = ({ conversation, onEmoji }: { readonly conversation: ConversationRow; readonly onEmoji: (emoji: string) => void }) => {
  const t = useT();
  const box = noteBoxOf(conversation.id);
  const pictures = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    attachFiles(box, [...(event.target.files ?? [])]);
    event.target.value = '';
    focusComposer();
  };
  return (
    <div className={styles.tools}>
      <ModeSwitch conversation={conversation.id} />
      <EmojiPicker onPick={onEmoji} />
      <IconButton icon="image" label={t('composer.picture')} onPress={() => pictures.current?.click()} />
      <IconButton icon="clip" label={t('composer.file')} onPress={() => files.current?.click()} />
      <input ref={pictures} type="file" accept="image/*" multiple hidden tabIndex={-1} onChange={take} />
      <input ref={files} type="file" multiple hidden tabIndex={-1} onChange={take} />
      <span className={styles.grow} />
      <span className={styles.onlyUs}><Icon name="note" size={14} />{t('note.onlyUs')}</span>
    </div>
  );
};

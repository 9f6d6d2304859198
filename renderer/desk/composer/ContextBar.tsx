import type { ConversationId } from '#shared/domain/ids';
import { useT } from '../../i18n/useT';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { ComposerState } from './composerReducer';
import { changeComposer } from './composerStore';
import styles from './Composer.module.css';

/** What the next reply belongs to: the message it answers, or the queued reply whose words are changed. */
export const ContextBar = ({ conversation, state: { quote, editing } }: { readonly conversation: ConversationId; readonly state: ComposerState }) => {
  const t = useT();
  if (editing !== undefined) {
    return (
      <div className={styles.context} data-kind="edit">
        <Icon name="pencil" size={14} />
        <span className={styles.contextWords}>{editing.isPlanned === true ? t('composer.editingPlanned') : editing.isFailed ? t('composer.editingFailed') : t('composer.editingQueued')}</span>
        <IconButton icon="close" size={22} label={t('composer.endEdit')} onPress={() => changeComposer(conversation, { type: 'edit', editing: undefined })} />
      </div>
    );
  }
  if (quote === undefined) return null;
  return (
    <div className={styles.context} data-kind="quote">
      <span className={styles.contextWords}>{quote.author === undefined ? quote.excerpt : t('timeline.quote.by', { author: quote.author, words: quote.excerpt })}</span>
      <IconButton icon="close" size={22} label={t('composer.endQuote')} onPress={() => changeComposer(conversation, { type: 'quote', quote: undefined })} />
    </div>
  );
};

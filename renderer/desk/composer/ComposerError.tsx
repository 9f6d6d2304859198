import type { WireError } from '#shared/domain/errors';
import type { ConversationId } from '#shared/domain/ids';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { changeComposer } from './composerStore';
import styles from './Composer.module.css';

/** Why the engine did not take a reply; the words are still in the text area. */
export const ComposerError = ({ conversation, error }: { readonly conversation: ConversationId; readonly error: WireError | undefined }) => {
  const t = useT();
  if (error === undefined) return null;
  return (
    <div className={styles.error} role="alert" data-testid="composer-error">
      <Icon name="alert" />
      <span className={styles.contextWords}>{t('composer.refused', { reason: errorSentence(error.code, error.data) })}</span>
      <IconButton icon="close" size={22} label={t('common.close')} onPress={() => changeComposer(conversation, { type: 'forgetError' })} />
    </div>
  );
};

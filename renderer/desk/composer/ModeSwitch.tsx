import type { ConversationId } from '#shared/domain/ids';
import { useT } from '../../i18n/useT';
import { keyWords, useKey } from '../../state/keys';
import { chooseMode, switchMode, useComposerMode, type ComposerMode } from './noteMode';
import styles from './ModeSwitch.module.css';

const modes: readonly ComposerMode[] = ['reply', 'note'];

/** 回复 / 备注: to the customer, or to colleagues only. */
export const ModeSwitch = ({ conversation }: { readonly conversation: ConversationId }) => {
  const t = useT();
  const mode = useComposerMode(conversation);
  useKey('noteOrReply', () => switchMode(conversation));
  return (
    <span className={styles.modes} role="radiogroup" aria-label={t('composer.mode')} data-mode={mode}>
      {modes.map((one) => (
        <button key={one} type="button" role="radio" aria-checked={one === mode} className={styles.mode} data-kind={one} title={`${t(`composer.mode.${one}`)} ${keyWords('noteOrReply')}`} onClick={() => chooseMode(conversation, one)} data-testid={`mode-${one}`}>{t(`composer.mode.${one}`)}</button>
      ))}
    </span>
  );
};

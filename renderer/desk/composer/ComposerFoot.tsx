import type { ConversationId } from '#shared/domain/ids';
import { MESSAGE_BREAK, splitMessages } from '#shared/text/wordingText';
import { formatTime } from '../../i18n/format';
import type { Translate } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { useDrafts } from '../../state/drafts';
import { isMac } from '../../state/keys';
import { usePreferences } from '../../state/preferences';
import type { ComposerState } from './composerReducer';
import { TEXT_LIMIT, type Obstacle } from './replies';
import { useLate } from './useLate';
import { SendMenu } from './SendMenu';
import styles from './Composer.module.css';

/** Characters from which the count is shown. */
const COUNT_FROM = 300;
/** A submit is a few ms; only one that hangs is worth a word. */
const SLOW_MS = 400;

/** At the left what was kept and how much; at the right what blocks sending, and the button. */
export const ComposerFoot = ({ conversation, text, obstacle, state, isOnline, isDisabled, onSend, onLater }: {
  readonly conversation: ConversationId; readonly text: string; readonly obstacle: Obstacle | null; readonly state: ComposerState;
  readonly isOnline: boolean; readonly isDisabled: boolean; readonly onSend: () => void; readonly onLater: (at: number) => void;
}) => {
  const t = useT();
  const savedAt = useDrafts((drafts) => drafts.byConversation[conversation]?.savedAt);
  const facts = [
    state.editing === undefined && savedAt !== undefined && text !== '' ? t('composer.savedAt', { time: formatTime(savedAt, true) }) : undefined,
    state.editing === undefined && text.includes(MESSAGE_BREAK) ? t('composer.messages', { count: splitMessages(text).length }) : undefined,
    text.length >= COUNT_FROM ? t('composer.count', { count: text.length, limit: TEXT_LIMIT }) : undefined,
  ].filter((fact) => fact !== undefined);
  const sendKey = usePreferences((preferences) => (preferences.sendWith === 'enter' ? 'Enter' : isMac ? '⌘ Enter' : 'Ctrl Enter'));
  const isSlow = useLate(state.isSubmitting, SLOW_MS);
  const isBlocked = isDisabled || obstacle !== null || isSlow;
  const reason = isDisabled ? t('composer.cannot.removed') : obstacle === null ? undefined : reasonOf(t, obstacle);
  return (
    <div className={styles.foot}>
      <span className={styles.facts}>{facts.join(' · ')}</span>
      <span className={styles.grow} />
      {reason !== undefined && <span className={styles.reason} id="composer-reason" data-kind={obstacle?.kind}>{reason}</span>}
      <button type="button" className={styles.send} disabled={isBlocked} aria-describedby={reason === undefined ? undefined : 'composer-reason'} onClick={onSend} data-testid="send">
        {isSlow ? t('composer.submitting') : sendWords(t, state, isOnline)} <span className={styles.sendKey} aria-hidden>{sendKey}</span>
      </button>
      {state.editing === undefined && <SendMenu onLater={onLater} isDisabled={isBlocked} />}
    </div>
  );
};

const sendWords = (t: Translate, state: ComposerState, isOnline: boolean): string => {
  if (state.editing !== undefined) return state.editing.isFailed ? t('composer.resend') : t('composer.saveEdit');
  return isOnline ? t('composer.send') : t('composer.queue');
};

const reasonOf = (t: Translate, obstacle: Obstacle): string => {
  switch (obstacle.kind) {
    case 'nothing': return t('composer.cannot.nothing');
    case 'blanks': return t('composer.cannot.blanks', { count: obstacle.count });
    case 'storing': return t('composer.cannot.storing');
    case 'attachment': return t('composer.cannot.attachment');
    case 'tooLong': return t('composer.cannot.tooLong', { limit: obstacle.limit });
  }
};

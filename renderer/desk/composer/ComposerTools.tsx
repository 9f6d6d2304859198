import { useRef, type ChangeEvent } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useT } from '../../i18n/useT';
import { useGlyph } from '../../state/forms';
import { AccountCode } from '../../ui/AccountCode';
import { IconButton } from '../../ui/Button';
import { attachFiles } from './attachFiles';
import { EmojiPicker } from './EmojiPicker';
import { focusComposer } from './focusComposer';
import { ModeSwitch } from './ModeSwitch';
import styles from './Composer.module.css';

/** Tools at the left; at the right the account a reply goes out from, so that nobody answers as the wrong shop. */
export const ComposerTools = ({ conversation, account, isEditing, isDisabled, onEmoji, onWording }: {
  readonly conversation: ConversationId; readonly account: AccountRow | undefined; readonly isEditing: boolean; readonly isDisabled: boolean;
  readonly onEmoji: (emoji: string) => void; readonly onWording: () => void;
}) => {
  const t = useT();
  const pictures = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    attachFiles(conversation, [...(event.target.files ?? [])]);
    event.target.value = '';
    focusComposer();
  };
  return (
    <div className={styles.tools}>
      <ModeSwitch conversation={conversation} />
      <EmojiPicker onPick={onEmoji} />
      <IconButton icon="image" label={t('composer.picture')} onPress={() => pictures.current?.click()} isDisabled={isEditing || isDisabled} />
      <IconButton icon="clip" label={t('composer.file')} onPress={() => files.current?.click()} isDisabled={isEditing || isDisabled} />
      <IconButton icon="template" label={t('composer.wording')} onPress={onWording} testId="wording-drawer-open" />
      <input ref={pictures} type="file" accept="image/*" multiple hidden tabIndex={-1} onChange={take} data-testid="pick-pictures" />
      <input ref={files} type="file" multiple hidden tabIndex={-1} onChange={take} data-testid="pick-files" />
      <span className={styles.grow} />
      {account !== undefined && <SentAs account={account} />}
    </div>
  );
};

const SentAs = ({ account }: { readonly account: AccountRow }) => {
  const t = useT();
  const glyph = useGlyph();
  const [before, after] = t('composer.sentAs', { account: '\u0000' }).split('\u0000');
  return (
    <span className={styles.sentAs}>
      {before?.trim()} <AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={account.name} title={account.name} /> {after?.trim()}
    </span>
  );
};

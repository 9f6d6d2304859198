import { useState, type ReactNode } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { useConversation } from '../archive/queries/useConversation';
import { desk } from '../bridge/desk';
import { useT } from '../i18n/useT';
import { useTask } from '../state/useTask';
import { LinkButton } from '../ui/Button';
import { CoverContext, plainCover, useCover } from './coverContext';
import styles from './Revealable.module.css';

const RevealButton = ({ conversation, seq, onReveal }: { readonly conversation: ConversationId; readonly seq: number; readonly onReveal: () => void }) => {
  const t = useT();
  const customer = useConversation(conversation)?.customer;
  const { run, isBusy, problem } = useTask();
  if (customer === undefined) return null;
  const reveal = (): void => run(async () => {
    await desk.call('customer.reveal', { customer, field: `message:${seq}` });
    onReveal();
  });
  return <span className={styles.reveal}><LinkButton onPress={reveal} isDisabled={isBusy}>{t('cover.reveal')}</LinkButton>{problem !== undefined && <span role="alert">{problem}</span>}</span>;
};

/**
 * Words of one message with what is covered in them; where anything is (`texts`), they can be uncovered once the look is
 * on record. Covered again when drawn anew.
 */
export const Revealable = ({ conversation, seq, texts, children }: { readonly conversation: ConversationId; readonly seq: number; readonly texts: readonly string[]; readonly children: ReactNode }) => {
  const cover = useCover();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <CoverContext value={plainCover}>{children}</CoverContext>;
  return <>{children}{texts.some((text) => cover(text) !== text) && <RevealButton conversation={conversation} seq={seq} onReveal={() => setOpen(true)} />}</>;
};

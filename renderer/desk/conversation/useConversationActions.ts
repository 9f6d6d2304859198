import type { AppError } from '#shared/domain/errors';
import { desk } from '../../bridge/desk';
import type { ConversationRow } from '../../archive/schema/rows';
import { useT } from '../../i18n/useT';
import { offerUndo } from './undo';
import { useCommand } from './useCommand';

export type ConversationActions = {
  /** Done, with one of `closeReasons`, a person's own words, or none. `then` runs once it is kept. */
  readonly close: (reason?: string, then?: () => void) => void;
  readonly reopen: () => void;
  /** The customer spoke last, but nothing is to be answered. */
  readonly dismiss: () => void;
  readonly isRunning: boolean;
  readonly error: AppError | undefined;
};

/** Commands of the conversation's header; closing can be taken back for a while. */
export const useConversationActions = ({ id, title }: ConversationRow): ConversationActions => {
  const t = useT();
  const command = useCommand();
  const reopen = (): Promise<void> => desk.call('conversation.reopen', { conversation: id });
  const close = async (reason?: string, then?: () => void): Promise<void> => {
    const isDone = await command.run(() => desk.call('conversation.close', { conversation: id, ...(reason === undefined ? {} : { reason }) }));
    if (!isDone) return;
    offerUndo(t('header.closed', { name: title }), reopen);
    then?.();
  };
  return {
    close: (reason, then) => void close(reason, then),
    reopen: () => void command.run(reopen),
    dismiss: () => void command.run(() => desk.call('conversation.dismiss', { conversation: id })),
    isRunning: command.isRunning, error: command.error,
  };
};

import type { AppError } from '#shared/domain/errors';
import type { PersonId } from '#shared/domain/ids';
import type { Matter } from '#shared/rules/rulePack';
import { useRulePack } from '../../archive/queries/rulePack';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { desk } from '../../bridge/desk';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { askReason, type Closing } from './closeReasons';
import { offerUndo } from './undo';
import { useCommand } from './useCommand';

export type ConversationActions = {
  /** Done, with a reason of the rule pack, a person's own words, or none; where the rules want one it is asked for. `then` runs once it is kept. */
  readonly close: (closing?: Closing, then?: () => void) => void;
  readonly reopen: () => void;
  /** The customer spoke last, but nothing is to be answered. */
  readonly dismiss: () => void;
  /** Put off until a time (ms), or until the customer speaks. */
  readonly snooze: (until: number | undefined) => void;
  readonly wake: () => void;
  readonly assign: (person: PersonId | null) => void;
  readonly pin: (isPinned: boolean) => void;
  readonly sort: (matter: Matter) => void;
  readonly isRunning: boolean;
  readonly error: AppError | undefined;
};

/** Commands of the conversation's header; closing and putting off can be taken back for a while. */
export const useConversationActions = ({ id, title, assignee, snooze: before }: ConversationRow): ConversationActions => {
  const t = useT();
  const command = useCommand();
  const { closing: rule } = useRulePack();
  const reopen = (): Promise<void> => desk.call('conversation.reopen', { conversation: id });
  const undoable = async (run: () => Promise<unknown>, words: string, undo: () => Promise<unknown>, then?: () => void): Promise<void> => {
    if (!await command.run(run)) return;
    offerUndo(words, undo);
    then?.();
  };
  const close = (closing: Closing = {}, then?: () => void): void => {
    if (rule.isRequired && closing.reason === undefined) return askReason(id, then);
    void undoable(() => desk.call('conversation.close', { conversation: id, ...closing }), t('header.closed', { name: title }), reopen, then);
  };
  const snoozeTo = (until: number | undefined): Promise<void> => desk.call('conversation.snooze', { conversation: id, ...(until !== undefined && { until }) });
  const snooze = (until: number | undefined): void => {
    const words = until === undefined ? t('snooze.doneReply', { name: title }) : t('snooze.doneUntil', { name: title, time: formatMoment(until) });
    void undoable(() => snoozeTo(until), words, () => (before === undefined ? desk.call('conversation.wake', { conversation: id }) : snoozeTo(before.until)));
  };
  const give = (person: PersonId | null): Promise<void> => desk.call('conversation.assign', { conversation: id, person });
  return {
    close, snooze,
    reopen: () => void command.run(reopen),
    dismiss: () => void undoable(() => desk.call('conversation.dismiss', { conversation: id }), t('header.dismissed', { name: title }), reopen),
    wake: () => void command.run(() => desk.call('conversation.wake', { conversation: id })),
    assign: (person) => void undoable(() => give(person), t(person === null ? 'assign.released' : 'assign.given', { name: title }), () => give(assignee ?? null)),
    pin: (isPinned) => void command.run(() => desk.call('conversation.pin', { conversation: id, isPinned })),
    sort: (matter) => void command.run(() => desk.call('conversation.sort', { conversation: id, matter })),
    isRunning: command.isRunning, error: command.error,
  };
};

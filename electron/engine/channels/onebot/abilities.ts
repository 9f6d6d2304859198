/** Small things an open account can do besides sending. */
import { AppError } from '#shared/domain/errors';
import type { ReadMarkAbility, RecallAbility, TypingAbility } from '../contract/channel';
import type { Api } from './api';
import { chatTarget, wireId } from './ids';
import { isUnknownAction } from './retcodes';

/** Best effort: an implementation that does not know the action is not asked again. */
const politely = (api: Api): ((action: string, params: object) => void) => {
  const unknown = new Set<string>();
  return (action, params) => {
    if (unknown.has(action)) return;
    void api.call(action, params).then((result) => {
      if (result.kind === 'answered' && isUnknownAction(result.reply)) unknown.add(action);
    });
  };
};

export const createAbilities = (api: Api): RecallAbility & ReadMarkAbility & TypingAbility => {
  const tell = politely(api);
  return {
    /** Rejects with `onebot.recallRefused` ({wording}) or `onebot.noAnswer`. */
    recall: async (_chat, id) => {
      // An id set apart after a collision (`id~…`) is known to the gateway by its first half.
      const [plain] = id.split('~');
      try {
        await api.ask('delete_msg', { message_id: wireId(plain ?? id) });
      } catch (error) {
        if (error instanceof AppError && error.code === 'onebot.actionFailed') throw new AppError('onebot.recallRefused', error.data, { cause: error });
        throw error;
      }
    },
    markRead: (chat, id) => {
      const target = chatTarget(chat.id);
      const peer = target?.kind === 'group' ? { group_id: wireId(target.group) } : target && 'user' in target ? { user_id: wireId(target.user) } : undefined;
      if (peer) tell('mark_msg_as_read', { message_id: wireId(id.split('~')[0] ?? id), ...peer });
    },
    typing: (chat, isActive) => {
      const target = chatTarget(chat.id);
      // The sign goes out by itself after some seconds; there is no word for "stopped".
      if (isActive && target?.kind === 'private') tell('set_input_status', { user_id: wireId(target.user), event_type: 1 });
    },
  };
};

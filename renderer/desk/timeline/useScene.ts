import { useCallback, useMemo } from 'react';
import { textOf, type Media } from '#shared/domain/message';
import type { PersonId, RemoteMessageId } from '#shared/domain/ids';
import { useFlagsByMessage } from '../../archive/queries/useFlags';
import { usePeople } from '../../archive/queries/usePeople';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useLocale } from '../../i18n/useT';
import { useRole } from '../../state/session';
import { changeComposer, reuseParts } from '../composer/composerStore';
import { focusComposer } from '../composer/focusComposer';
import type { TimelineScene } from './timelineScene';

/** What the lines share, renewed only when something they show has changed. */
export const useScene = ({ conversation, account, flash, unreadKey, jumpTo, openMenu, openPicture }: {
  readonly conversation: ConversationRow; readonly account: AccountRow | undefined; readonly flash: string | undefined; readonly unreadKey: string | undefined;
  readonly jumpTo: (id: RemoteMessageId) => void; readonly openMenu: TimelineScene['openMenu'];
  readonly openPicture: (media: Media) => void;
}): TimelineScene => {
  const language = useLocale();
  const role = useRole();
  const flags = useFlagsByMessage(role === 'agent' ? undefined : conversation.id);
  const people = usePeople();
  const personName = useCallback((person: PersonId) => people?.get(person)?.name, [people]);
  const { id, kind } = conversation;
  const edit = useCallback((row: TimelineRow, mode: 'queued' | 'failed' | 'reuse') => {
    const { client, parts = [] } = row;
    if (mode === 'reuse' || client === undefined) reuseParts(id, parts);
    else changeComposer(id, { type: 'edit', editing: { client, isFailed: mode === 'failed', parts, text: textOf(parts) } });
    focusComposer();
  }, [id]);
  const isWaiting = conversation.waitingSince > 0;
  const state = account?.status.state;
  return useMemo(() => ({
    conversation: id, isGroup: kind === 'group', isWaiting, account: state, language, flags, personName, flash, unreadKey, jumpTo, openPicture, openMenu, edit,
  }), [id, kind, isWaiting, state, language, flags, personName, flash, unreadKey, jumpTo, openPicture, openMenu, edit]);
};

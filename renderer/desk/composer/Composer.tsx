import { useEffect, useRef, useState, type RefObject } from 'react';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useComposerDoor } from '../../state/composerDoor';
import { useDrafts } from '../../state/drafts';
import { useT } from '../../i18n/useT';
import { AccountEdge } from '../../ui/AccountEdge';
import { AttachmentBar } from './AttachmentBar';
import { attachFiles } from './attachFiles';
import { typeText, useComposer } from './composerStore';
import { ComposerError } from './ComposerError';
import { ComposerFoot } from './ComposerFoot';
import { ComposerText } from './ComposerText';
import { ComposerTools } from './ComposerTools';
import { ContextBar } from './ContextBar';
import { insertAtCaret } from './editText';
import { FlagBar } from './FlagBar';
import { obstacleOf } from './replies';
import { submitLater } from './submitLater';
import { submitReply } from './submitReply';
import { useComposerKeys } from './useComposerKeys';
import { useFlagGuard } from './useFlagGuard';
import { useKeptAttachments } from './useKeptAttachments';
import { useSelf } from './useSelf';
import { useTyping } from './useTyping';
import { useVariables } from './useVariables';
import { useWrongWindow } from './useWrongWindow';
import { useWordingPopup } from './useWordingPopup';
import { WordingDrawer, type DrawerStart } from './wording/WordingDrawer';
import { takeWordingRequest, useWordingRequest } from './wording/wordingRequest';
import { WordingPopup } from './WordingPopup';
import { WrongWindowBar } from './WrongWindowBar';
import styles from './Composer.module.css';

/** Where a reply is written. `isOnline` false: sending is as usual, the button says that it queues. */
export const Composer = ({ conversation, account, isOnline }: { readonly conversation: ConversationRow; readonly account: AccountRow | undefined; readonly isOnline: boolean }) => {
  const t = useT();
  const { id } = conversation;
  const area = useRef<HTMLTextAreaElement>(null);
  const state = useComposer(id);
  const draft = useDrafts((drafts) => drafts.byConversation[id]?.text ?? '');
  const text = state.editing?.text ?? draft;
  const [caret, setCaret] = useState(text.length);
  const [isComposing, setComposing] = useState(false);
  const [drawer, setDrawer] = useState<DrawerStart>();
  const self = useSelf();
  const typing = useTyping(id);
  const variables = useVariables(conversation, account);
  const popup = useWordingPopup(conversation.account, text, caret, isComposing);
  const obstacle = obstacleOf(state, text);
  const isDisabled = account?.removed === true;
  const guard = useWrongWindow(conversation, account, text);
  const flags = useFlagGuard(text);
  const asked = useWordingRequest(id);
  useEffect(() => {
    if (asked === undefined) return;
    takeWordingRequest();
    setDrawer({ text: asked.text });
  }, [asked]);
  useKeptAttachments(id);
  useFocusByPointer(area);

  const { pick, send, onKey } = useComposerKeys({ conversation: id, area, text, state, obstacle, popup, variables, guard, flags, onSend: typing.stop });
  const sendLater = (at: number): void => { if (flags.mayPass(text, at)) void submitLater(id, at); };
  const backToText = (): void => { flags.back(); area.current?.focus(); };
  const override = (reason: string, at?: number): void => {
    backToText();
    typing.stop();
    void (at === undefined ? submitReply(id, reason) : submitLater(id, at, reason));
  };

  useComposerDoor((wording) => {
    const row = popup.rows.find(({ id: known }) => known === wording);
    if (row !== undefined) pick(row);
    area.current?.focus();
  });

  return (
    <div className={styles.composer} data-testid="composer-pane">
      {account !== undefined && <AccountEdge color={account.mark.color} place="top" />}
      {popup.isOpen && <WordingPopup popup={popup} variables={variables} scope={account === undefined ? t('wording.shared') : t('wording.scope', { account: account.mark.code })} canManage={self.canManageWording} onPick={pick} onNew={() => setDrawer({ text: '' })} />}
      <ComposerTools
        conversation={id} account={account} isEditing={state.editing !== undefined} isDisabled={isDisabled}
        onEmoji={(emoji) => { if (area.current !== null) insertAtCaret(area.current, emoji); }} onWording={() => setDrawer('list')}
      />
      <ContextBar conversation={id} state={state} />
      <ComposerText
        text={text} trigger={popup.trigger} area={area} label={t('composer.label', { name: conversation.title })} isDisabled={isDisabled}
        onText={(value) => { typeText(id, value); typing.touch(); }} onCaret={setCaret} onKey={onKey} onFiles={(files) => attachFiles(id, files)} onComposing={setComposing}
      />
      {state.editing === undefined && <AttachmentBar conversation={id} attachments={state.attachments} />}
      <ComposerError conversation={id} error={state.error} />
      <WrongWindowBar guard={guard} conversation={conversation} account={account} onSend={send} />
      <FlagBar guard={flags} text={text} onSend={override} onBack={backToText} />
      <ComposerFoot conversation={id} text={text} obstacle={obstacle} state={state} isOnline={isOnline} isDisabled={isDisabled} onSend={send} onLater={sendLater} />
      {drawer !== undefined && <WordingDrawer account={account} canManage={self.canManageWording} start={drawer} variables={variables} onPick={pick} onClose={() => { setDrawer(undefined); area.current?.focus(); }} />}
    </div>
  );
};

/** Opening a conversation with the mouse means writing to it; someone walking the list by keyboard keeps the focus. */
const useFocusByPointer = (area: RefObject<HTMLTextAreaElement | null>): void => {
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body || !activeElement.matches(':focus-visible')) area.current?.focus({ preventScroll: true });
  }, [area]);
};

import { useState, type FormEvent } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { usePeople } from '../../archive/queries/usePeople';
import type { ConversationRow, HelpRow, TransferRow } from '../../archive/schema/conversationRows';
import { SUPERVISORS } from '../../archive/schema/inboxRows';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { useMe, useRole } from '../../state/session';
import { Button, LinkButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Popover, usePopover } from '../../ui/Popover';
import { Strip } from '../../ui/Strip';
import { requestJump } from '../../state/jumpRequests';
import { TransferContext } from './TransferContext';
import { useCommand, type Command } from './useCommand';
import styles from './ColleagueStrips.module.css';

/** What is open between colleagues about this conversation: a hand-on, calls for help. Nothing while nothing is. */
export const ColleagueStrips = ({ conversation }: { readonly conversation: ConversationRow }) => {
  const people = usePeople();
  const t = useT();
  const nameOf = (id: PersonId | typeof SUPERVISORS | undefined): string =>
    id === SUPERVISORS ? t('help.supervisors') : (id === undefined ? undefined : people?.get(id)?.name) ?? t('timeline.somebody');
  const { transfer, helps = [] } = conversation;
  return (
    <>
      {transfer !== undefined && <TransferStrip key={transfer.transfer} conversation={conversation} transfer={transfer} nameOf={nameOf} />}
      {(conversation.held ?? 0) > 0 && <HeldStrip conversation={conversation} count={conversation.held ?? 0} />}
      {helps.map((help) => <HelpStrip key={help.help} help={help} nameOf={nameOf} />)}
    </>
  );
};

const HeldStrip = ({ conversation, count }: { readonly conversation: ConversationRow; readonly count: number }) => {
  const t = useT();
  return (
    <Strip tone="amber" icon="clock" action={<LinkButton onPress={() => requestJump(conversation.id, { kind: 'held' })} testId="held-show">{t('schedule.show')}</LinkButton>}>
      {t('schedule.strip', { count })}
    </Strip>
  );
};

type NameOf = (id: PersonId | typeof SUPERVISORS | undefined) => string;

const useSelfId = (): string | undefined => useMe();

const Refusal = ({ command }: { readonly command: Command }) =>
  command.error === undefined ? null : <span className={styles.error} role="alert">{errorSentence(command.error.code, command.error.data)}</span>;

const TransferStrip = ({ conversation, transfer, nameOf }: { readonly conversation: ConversationRow; readonly transfer: TransferRow; readonly nameOf: NameOf }) => {
  const t = useT();
  const self = useSelfId();
  const isSupervisor = useRole() !== 'agent';
  const command = useCommand();
  const { transfer: id, to, by, summary } = transfer;
  const isMine = to === self;
  const words = isMine ? t('transfer.toYou', { by: nameOf(by), summary }) : by === self ? t('transfer.waits', { to: nameOf(to) }) : t('transfer.waitsOther', { by: nameOf(by), to: nameOf(to) });
  return (
    <div className={styles.strip} data-mine={isMine || undefined} role="status" data-testid="transfer-strip">
      <Icon name="transfer" size={14} />
      <span className={styles.words} title={summary}>{words}</span>
      <Refusal command={command} />
      {isMine && <TransferContext conversation={conversation} summary={summary} />}
      {isMine && <Button size="small" kind="primary" isDisabled={command.isRunning} onPress={() => void command.run(() => desk.call('transfer.accept', { transfer: id }))} testId="transfer-accept">{t('transfer.accept')}</Button>}
      {isMine && <WordsButton label={t('transfer.decline')} title={t('transfer.decline.title')} send={t('transfer.decline.send')} command={command} onSend={(reason) => desk.call('transfer.decline', { transfer: id, reason })} testId="transfer-decline" />}
      {!isMine && (by === self || isSupervisor) && <LinkButton isDisabled={command.isRunning} onPress={() => void command.run(() => desk.call('transfer.withdraw', { transfer: id }))} testId="transfer-withdraw">{t('transfer.withdraw')}</LinkButton>}
    </div>
  );
};

const HelpStrip = ({ help, nameOf }: { readonly help: HelpRow; readonly nameOf: NameOf }) => {
  const t = useT();
  const self = useSelfId();
  const isSupervisor = useRole() !== 'agent';
  const command = useCommand();
  const isAsked = help.to === self || (help.to === SUPERVISORS && isSupervisor && help.by !== self);
  const isMine = help.by === self;
  return (
    <div className={styles.strip} data-mine={isAsked || undefined} role="status" data-testid="help-strip">
      <Icon name="help" size={14} />
      <span className={styles.words} title={help.question}>{t('help.open', { person: nameOf(help.by), to: nameOf(help.to), question: help.question })}</span>
      <Refusal command={command} />
      {isAsked && <WordsButton label={t('help.answer')} title={t('help.answer.label')} send={t('help.answer')} command={command} onSend={(answer) => desk.call('help.answer', { help: help.help, answer })} testId="help-answer" isPrimary />}
      {(isMine || isAsked) && <LinkButton isDisabled={command.isRunning} onPress={() => void command.run(() => desk.call('help.close', { help: help.help }))} testId="help-close">{t('help.close')}</LinkButton>}
    </div>
  );
};

/** A button that asks for some words first. */
const WordsButton = ({ label, title, send, command, onSend, testId, isPrimary = false }: {
  readonly label: string; readonly title: string; readonly send: string; readonly command: Command; readonly onSend: (words: string) => Promise<unknown>; readonly testId: string; readonly isPrimary?: boolean;
}) => {
  const popover = usePopover();
  const [typed, setTyped] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (typed.trim() !== '' && await command.run(() => onSend(typed))) popover.setOpen(false);
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.open} data-primary={isPrimary || undefined} aria-expanded={popover.isOpen} aria-haspopup="dialog" onClick={popover.toggle} data-testid={testId}>{label}</button>
      <Popover handle={popover} align="end" label={title}>
        <form className={styles.form} onSubmit={(event) => void submit(event)}>
          <textarea data-autofocus rows={3} maxLength={4000} value={typed} aria-label={title} placeholder={title} onChange={(event) => setTyped(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) { event.preventDefault(); event.currentTarget.form?.requestSubmit(); } }} data-testid={`${testId}-words`} />
          <Button type="submit" size="small" kind="primary" isDisabled={typed.trim() === '' || command.isRunning} testId={`${testId}-send`}>{send}</Button>
        </form>
      </Popover>
    </>
  );
};

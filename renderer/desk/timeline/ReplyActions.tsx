import type { TimelineRow } from '../../archive/schema/timelineRows';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import { useCommand } from '../conversation/useCommand';
import { ConfirmAction } from './ConfirmAction';
import type { ReplyAction } from './deliveryView';
import { useTimelineScene } from './timelineScene';
import styles from './ReplyActions.module.css';

/** What a person may do with a reply that has not simply gone through. A refusal is said on the spot. */
export const ReplyActions = ({ row, actions }: { readonly row: TimelineRow; readonly actions: readonly ReplyAction[] }) => {
  const t = useT();
  const { edit } = useTimelineScene();
  const command = useCommand();
  const { client } = row;
  if (client === undefined || actions.length === 0) return null;
  const press = (action: ReplyAction): void => {
    switch (action) {
      case 'withdraw': void command.run(() => desk.call('reply.withdraw', { client })); break;
      case 'retry': void command.run(() => desk.call('reply.retry', { client })); break;
      case 'resend': void command.run(() => desk.call('reply.settle', { client, verdict: 'resend' })); break;
      case 'settle': void command.run(() => desk.call('reply.settle', { client, verdict: 'delivered' })); break;
      case 'edit': edit(row, 'queued'); break;
      case 'editAndRetry': edit(row, 'failed'); break;
      case 'reuse': edit(row, 'reuse'); break;
    }
  };
  return (
    <span className={styles.actions}>
      {actions.map((action) => action === 'resend'
        ? <ConfirmAction key={action} words={t('timeline.action.resend')} question={t('timeline.resend.ask')} confirm={t('timeline.resend.confirm')} onConfirm={() => press(action)} isDisabled={command.isRunning} />
        : <LinkButton key={action} onPress={() => press(action)} isDisabled={command.isRunning} testId={`reply-${action}`}>{t(`timeline.action.${action}`)}</LinkButton>)}
      {command.error !== undefined && <span className={styles.refused} role="alert">{errorSentence(command.error.code, command.error.data)}</span>}
    </span>
  );
};

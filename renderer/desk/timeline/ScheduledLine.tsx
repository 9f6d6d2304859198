import { textOf } from '#shared/domain/message';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { desk } from '../../bridge/desk';
import { formatFull, formatMoment } from '../../i18n/format';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Popover, usePopover } from '../../ui/Popover';
import { changeComposer, reuseParts } from '../composer/composerStore';
import { focusComposer } from '../composer/focusComposer';
import { chooseMode } from '../composer/noteMode';
import { SendTimes } from '../composer/SendTimes';
import { useCommand, type Command } from '../conversation/useCommand';
import { NoteBody } from './NoteLine';
import { useTimelineScene } from './timelineScene';
import styles from './ScheduledLine.module.css';

/** A reply for later: dashed at its place, with its time and what can be done. Held ones ask. */
export const ScheduledLine = ({ row }: { readonly row: TimelineRow }) => {
  const t = useT();
  const { personName } = useTimelineScene();
  const command = useCommand();
  const who = row.person === undefined ? undefined : personName(row.person);
  if (row.type === 'cancelled') {
    return <p className={styles.cancelled} data-testid="scheduled" data-state="cancelled">{t('schedule.cancelled', { time: formatMoment(row.from ?? row.at) })}: <s>{textOf(row.parts ?? [])}</s></p>;
  }
  return (
    <div className={styles.planned} data-testid="scheduled" data-state={row.type} data-client={row.client}>
      <div className={styles.bubble}><NoteBody row={row} /></div>
      {row.type === 'held' && <p className={styles.held} role="alert"><Icon name="question" size={14} />{heldWords(row, t)}</p>}
      <div className={styles.meta}>
        <span className={styles.when} title={formatFull(row.at)}><Icon name="clock" size={14} />{t('schedule.pending', { time: formatMoment(row.at) })}</span>
        {who !== undefined && <span>{t('schedule.by', { person: who })}</span>}
        <PlannedActions row={row} command={command} />
      </div>
      {command.error !== undefined && <span className={styles.error} role="alert">{errorSentence(command.error.code, command.error.data)}</span>}
    </div>
  );
};

const heldWords = (row: TimelineRow, t: ReturnType<typeof useT>): string => {
  const why = row.data?.['why'];
  if (why === 'refused') return t('schedule.held.refused', { reason: errorSentence(row.deliveryCode ?? '', row.deliveryData) });
  return t(why === 'late' ? 'schedule.held.late' : 'schedule.held.customerSpoke');
};

const PlannedActions = ({ row, command }: { readonly row: TimelineRow; readonly command: Command }) => {
  const t = useT();
  const popover = usePopover();
  const { client, parts = [] } = row;
  if (client === undefined) return null;
  const run = (work: () => Promise<unknown>): void => void command.run(work);
  const move = (at: number): void => {
    popover.setOpen(false);
    run(() => desk.call('reply.reschedule', { client, at }));
  };
  const edit = (): void => {
    // Its time is over: the words go back to the composer, the plan ends.
    if (row.at <= Date.now()) {
      void command.run(() => desk.call('reply.cancelSchedule', { client })).then((isDone) => { if (isDone) reuseParts(row.conversation, parts); });
    } else changeComposer(row.conversation, { type: 'edit', editing: { client, isFailed: false, isPlanned: true, parts, text: textOf(parts) } });
    chooseMode(row.conversation, 'reply');
    focusComposer();
  };
  return (
    <span className={styles.actions}>
      {row.type === 'held' && row.at > Date.now() && <LinkButton onPress={() => move(row.at)} isDisabled={command.isRunning} testId="schedule-keep">{t('schedule.keep')}</LinkButton>}
      <LinkButton onPress={() => run(() => desk.call('reply.sendNow', { client }))} isDisabled={command.isRunning} testId="schedule-now">{t('schedule.now')}</LinkButton>
      <button ref={popover.anchor} type="button" className={styles.link} aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} data-testid="schedule-move">{t('schedule.move')}</button>
      <Popover handle={popover} align="end" label={t('schedule.move')}><SendTimes onPick={move} /></Popover>
      <LinkButton onPress={edit} isDisabled={command.isRunning} testId="schedule-edit">{t('schedule.edit')}</LinkButton>
      <LinkButton onPress={() => run(() => desk.call('reply.cancelSchedule', { client }))} isDisabled={command.isRunning} testId="schedule-cancel">{t('schedule.cancel')}</LinkButton>
    </span>
  );
};

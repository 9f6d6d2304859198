import { useState, type FormEvent } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { BulkAction } from '#shared/ipc/desk/conversationRoutes';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button, IconButton } from '../../ui/Button';
import { MenuItem } from '../../ui/Menu';
import { Popover, usePopover, type PopoverHandle } from '../../ui/Popover';
import type { IconName } from '../../ui/Icon';
import { AssignMenu } from '../conversation/AssignMenu';
import { ReasonMenu } from '../conversation/ReasonMenu';
import { SnoozeMenu } from '../conversation/SnoozeMenu';
import { offerUndo } from '../conversation/undo';
import { useCommand } from '../conversation/useCommand';
import { useDeskData } from '../shell/DeskData';
import { undoSteps } from './bulkUndo';
import styles from './BulkBar.module.css';
import { clearSelection, useSelection } from './selection';

const LONGEST_TAG = 60;

/** One action on everything chosen, in one commit, with one undo for all that changed. */
const useBulk = () => {
  const t = useT();
  const command = useCommand();
  const { rowOf } = useDeskData();
  const chosen = useSelection((selection) => selection.ids);
  const run = async (action: BulkAction): Promise<void> => {
    const before = [...chosen].flatMap((id) => rowOf(id) ?? []);
    let changed: ReadonlySet<string> = new Set();
    const isDone = await command.run(async () => {
      const answer = await desk.call('conversation.bulk', { steps: [{ action, conversations: [...chosen] }] });
      changed = new Set(answer.changed);
    });
    if (!isDone) return;
    clearSelection();
    const rows = before.filter(({ id }) => changed.has(id));
    const words = rows.length === 0 ? t('bulk.nothing') : t(`bulk.done.${action.kind}`, { count: rows.length });
    offerUndo(words, async () => {
      const steps = undoSteps(action, rows, Date.now());
      if (steps.length > 0) await desk.call('conversation.bulk', { steps: steps.map((step) => ({ ...step, conversations: [...step.conversations] })) });
    });
  };
  return { run: (action: BulkAction) => void run(action), command };
};

const Opener = ({ handle, icon, label, testId }: { readonly handle: PopoverHandle; readonly icon: IconName; readonly label: string; readonly testId: string }) => (
  <IconButton ref={handle.anchor} icon={icon} label={label} expanded={handle.isOpen} onPress={handle.toggle} testId={testId} />
);

const TagForm = ({ onTag }: { readonly onTag: (value: string) => void }) => {
  const t = useT();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') onTag(typed.trim());
  };
  return (
    <form className={styles.tag} onSubmit={submit}>
      <input value={typed} maxLength={LONGEST_TAG} onChange={(event) => setTyped(event.target.value)} placeholder={t('bulk.tagName')} aria-label={t('bulk.tagName')} data-autofocus data-testid="bulk-tag-name" />
      <Button type="submit" size="small" isDisabled={typed.trim() === ''}>{t('bulk.addTag')}</Button>
    </form>
  );
};

/** Stands in place of the filters while rows are chosen. */
export const BulkBar = ({ shown }: { readonly shown: readonly ConversationId[] }) => {
  const t = useT();
  const count = useSelection((selection) => selection.ids.size);
  const { run, command } = useBulk();
  const { pack } = useDeskData();
  const [done, snooze, assign, tag, more] = [usePopover(), usePopover(), usePopover(), usePopover(), usePopover()];
  const act = (handle: PopoverHandle, action: BulkAction): void => {
    handle.setOpen(false);
    run(action);
  };
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bulk.label')} data-testid="bulk-bar">
      <span className={styles.count} title={t('bulk.ofShown', { count: shown.length })}>{t('bulk.count', { count })}</span>
      <span className={styles.space} />
      {!pack.closing.isRequired && <IconButton icon="done" label={t('bulk.close')} isDisabled={command.isRunning} onPress={() => run({ kind: 'close' })} testId="bulk-close" />}
      <Opener handle={done} icon="chevronDown" label={t('header.doneWithReason')} testId="bulk-reasons" />
      <Opener handle={snooze} icon="clock" label={t('snooze.label')} testId="bulk-snooze" />
      <Opener handle={assign} icon="user" label={t('assign.label')} testId="bulk-assign" />
      <Opener handle={tag} icon="tag" label={t('bulk.tag')} testId="bulk-tag" />
      <Opener handle={more} icon="more" label={t('common.more')} testId="bulk-more" />
      <IconButton icon="close" label={t('bulk.clear')} onPress={clearSelection} testId="bulk-clear" />
      <Popover handle={done} align="end" label={t('header.doneWithReason')}><ReasonMenu onClose={(closing) => act(done, { kind: 'close', ...closing })} /></Popover>
      <Popover handle={snooze} align="end" label={t('snooze.label')}><SnoozeMenu onPick={(until) => act(snooze, { kind: 'snooze', ...(until !== undefined && { until }) })} /></Popover>
      <Popover handle={assign} align="end" label={t('assign.label')}><AssignMenu onPick={(person) => act(assign, { kind: 'assign', person })} /></Popover>
      <Popover handle={tag} align="end" label={t('bulk.tag')}><TagForm onTag={(value) => act(tag, { kind: 'tag', tag: { kind: 'free', value, source: 'agent' } })} /></Popover>
      <Popover handle={more} align="end" label={t('common.more')}>
        <MenuItem aside={t('header.dismissHelp')} onPress={() => act(more, { kind: 'dismiss' })}>{t('header.dismiss')}</MenuItem>
        <MenuItem onPress={() => act(more, { kind: 'wake' })}>{t('snooze.wake')}</MenuItem>
        <MenuItem onPress={() => act(more, { kind: 'reopen' })}>{t('header.reopen')}</MenuItem>
      </Popover>
      {command.error !== undefined && <p className={styles.problem} role="alert">{errorSentence(command.error.code, command.error.data)}</p>}
    </div>
  );
};

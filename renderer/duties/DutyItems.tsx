import { useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { DutyEvidenceItem } from '../archive/queries/dutyDay';
import type { DutyRow } from '../archive/schema/dutyRows';
import { formatTime } from '../i18n/format';
import { useT } from '../i18n/useT';
import { desk } from '../bridge/desk';
import { useTask } from '../state/useTask';
import { IconButton, LinkButton } from '../ui/Button';
import styles from './DutyItems.module.css';
import { FileLinks } from './Files';

type Open = (conversation: ConversationId, at: number | undefined) => void;

const HandItem = ({ row, onOpen, mayUndo }: { readonly row: DutyRow; readonly onOpen: Open; readonly mayUndo: boolean }) => {
  const t = useT();
  const task = useTask();
  const files = row.evidence.flatMap((each) => (each.kind === 'file' ? [each.media] : []));
  const messages = row.evidence.flatMap((each) => (each.kind === 'message' ? [each.ref] : []));
  return (
    <>
      <span className={styles.what}>
        {row.note ?? t('duties.byHand')}{row.times > 1 && ` × ${row.times}`}
        {messages.map((ref) => <LinkButton key={ref.message} onPress={() => onOpen(ref.conversation, ref.at)}>{t('duties.openMessage')}</LinkButton>)}
        {mayUndo && <IconButton icon="undo" size={18} label={t('duties.undo')} isDisabled={task.isBusy} onPress={() => task.run(() => desk.call('duty.undo', { done: row.id }))} testId="duty-undo" />}
      </span>
      <FileLinks files={files} />
      {task.problem !== undefined && <span role="alert" className={styles.problem}>{task.problem}</span>}
    </>
  );
};

/** What counts towards a duty, each with the way to where it is; the first few, the rest at a press. */
export const DutyItems = ({ items, onOpen, mayUndo }: { readonly items: readonly DutyEvidenceItem[]; readonly onOpen: Open; readonly mayUndo: (row: DutyRow) => boolean }) => {
  const t = useT();
  const [isAll, setAll] = useState(false);
  const shown = isAll ? items : items.slice(0, 3);
  if (items.length === 0) return null;
  return (
    <ul className={styles.items}>
      {shown.map((item) => (
        <li key={item.kind === 'hand' ? item.row.id : item.kind === 'contact' ? item.customer : item.conversation}>
          <time>{formatTime(item.at)}</time>
          {item.kind === 'hand' && <div><HandItem row={item.row} onOpen={onOpen} mayUndo={mayUndo(item.row)} /></div>}
          {item.kind === 'contact' && <div><Opens conversation={item.conversation} at={item.at} words={item.name} onOpen={onOpen} /></div>}
          {item.kind === 'group' && <div><Opens conversation={item.conversation} at={item.count === undefined ? undefined : item.at} words={item.count === undefined ? item.title : t('duties.saidInGroup', { title: item.title, count: item.count })} onOpen={onOpen} /></div>}
        </li>
      ))}
      {!isAll && items.length > shown.length && <li><LinkButton onPress={() => setAll(true)}>{t('duties.moreItems', { count: items.length - shown.length })}</LinkButton></li>}
    </ul>
  );
};

const Opens = ({ conversation, at, words, onOpen }: { readonly conversation: ConversationId | undefined; readonly at: number | undefined; readonly words: string; readonly onOpen: Open }) =>
  conversation === undefined ? <span className={styles.what}>{words}</span> : <LinkButton onPress={() => onOpen(conversation, at)}>{words}</LinkButton>;

import { useArchiveState } from '../../archive/queries/connection';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { useDeskData } from '../shell/DeskData';
import { ConversationList } from './ConversationList';
import { ListEmpty } from './ListEmpty';
import { ListHead } from './ListHead';
import styles from './ListPane.module.css';
import type { ListView } from './useListView';
import { WaitReminder } from './WaitReminder';

const Body = ({ view, canManage }: { readonly view: ListView; readonly canManage: boolean }) => {
  const t = useT();
  const { isReady } = useDeskData();
  const archive = useArchiveState();
  if (!isReady && archive.phase === 'failed') return <EmptyLine>{t('list.error', { reason: errorSentence(archive.code ?? 'archive.broken') })}</EmptyLine>;
  if (!isReady) return <SkeletonRows rows={9} label={t('list.loading')} />;
  return view.ids.length === 0 ? <ListEmpty canManage={canManage} /> : <ConversationList items={view.items} />;
};

/** Head and list, or why there is no list; below it who waits too long. */
export const ListPane = ({ view, canManage }: { readonly view: ListView; readonly canManage: boolean }) => {
  const t = useT();
  return (
    <section className={styles.pane} aria-label={t('list.label')}>
      <ListHead counts={view.counts} valuesOf={view.valuesOf} shown={view.ids} />
      <div className={styles.body}><Body view={view} canManage={canManage} /></div>
      <WaitReminder />
    </section>
  );
};

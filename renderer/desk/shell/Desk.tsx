import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useT } from '../../i18n/useT';
import { keyWords, useKey } from '../../state/keys';
import { openTab, useTabs } from '../../state/tabs';
import { toggleCustomer, useView } from '../../state/view';
import { EmptyLine } from '../../ui/EmptyLine';
import { LinkButton } from '../../ui/Button';
import { UndoMessage } from '../conversation/UndoMessage';
import { neighbourOf } from '../list/listItems';
import { ListPane } from '../list/ListPane';
import { useListView } from '../list/useListView';
import { Rail } from '../rail/Rail';
import { TabBar } from '../tabs/TabBar';
import { TornElsewhere } from '../tabs/TornElsewhere';
import { tearOff, useTorn } from '../../state/tornWindow';
import { CustomerDrawer } from './CustomerDrawer';
import styles from './Desk.module.css';
import { useDeskData } from './DeskData';
import { usePeak } from './usePeak';

// Right after the first paint: list and rail are what a start waits for.
const loadPane = () => import('../ConversationPane');
const loadPanel = () => import('../customer/CustomerPanel');
const ConversationPane = lazy(async () => ({ default: (await loadPane()).ConversationPane }));
const CustomerPanel = lazy(async () => ({ default: (await loadPanel()).CustomerPanel }));

const Nothing = ({ longest }: { readonly longest: ConversationRow | undefined }) => {
  const t = useT();
  const { conversations, isReady } = useDeskData();
  if (!isReady || conversations.length === 0) return null;
  return longest === undefined
    ? <EmptyLine>{t('desk.nobodyWaits')}</EmptyLine>
    : <EmptyLine action={<LinkButton onPress={() => openTab(longest.id)}>{t('desk.pickKeys')}</LinkButton>}>{t('desk.pick', { keys: keyWords('longestWaiting') })}</EmptyLine>;
};

/** Alt+↑/↓ walk the list as shown, Alt+Shift+↓ goes to whoever waits longest. */
const useWalk = (ids: readonly ConversationId[], longest: ConversationRow | undefined): void => {
  const step = (by: 1 | -1): void => {
    const next = neighbourOf(ids, useTabs.getState().active, by);
    if (next !== undefined) openTab(next);
  };
  useKey('nextConversation', () => step(1));
  useKey('previousConversation', () => step(-1));
  useKey('longestWaiting', () => {
    if (longest !== undefined) openTab(longest.id);
  });
  useKey('customerPanel', toggleCustomer);
};

/** The agent's screen. `guard` wraps a region so that a fault in it leaves the others alone. */
export const Desk = ({ canManage, guard }: { readonly canManage: boolean; readonly guard: (region: ReactNode) => ReactNode }) => {
  const t = useT();
  const { accounts, load, rowOf, isReady } = useDeskData();
  const { longest } = load;
  const view = useListView();
  const active = useTabs((tabs) => tabs.active);
  const isTorn = useTorn(({ conversations: torn }) => active !== null && torn.includes(active));
  useKey('tearOff', () => { if (active !== null) tearOff(active).catch(() => undefined); /* main is gone: the tab stays */ });
  const isCustomerOpen = useView((state) => state.isCustomerOpen);
  const conversation = active === null ? undefined : rowOf(active);
  // A second lazily loaded region should not wait for the first to ask.
  useState(() => void Promise.all([loadPane(), loadPanel()]).catch(() => undefined));
  useWalk(view.ids, longest);
  const isPeak = usePeak(longest?.id);
  return (
    <main className={styles.desk} data-customer={isCustomerOpen || undefined} data-peak={isPeak || undefined}>
      <Rail accounts={accounts} loads={load.loads} canManage={canManage} />
      {guard(<ListPane view={view} canManage={canManage} />)}
      <section className={styles.middle} aria-label={conversation?.title}>
        {!isPeak && <TabBar />}
        <div className={styles.pane}>
          {guard(
            <Suspense fallback={null}>
              {conversation !== undefined
                ? isTorn ? <TornElsewhere conversation={conversation.id} /> : <ConversationPane key={conversation.id} conversation={conversation} />
                : active !== null && isReady ? <EmptyLine>{t('desk.missing')}</EmptyLine> : <Nothing longest={longest} />}
            </Suspense>,
          )}
          {(conversation === undefined || isTorn) && <UndoMessage />}
        </div>
      </section>
      {conversation !== undefined && (
        <CustomerDrawer isOpen={isCustomerOpen}>
          {guard(<Suspense fallback={null}><CustomerPanel key={conversation.id} conversation={conversation} /></Suspense>)}
        </CustomerDrawer>
      )}
    </main>
  );
};

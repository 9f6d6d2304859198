import { lazy, memo, Suspense, useRef, type KeyboardEvent } from 'react';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useT } from '../../i18n/useT';
import { chooseAccount, useFilters } from '../../state/filters';
import { showAdmin } from '../../state/view';
import { AllTile } from '../../ui/AccountTile';
import { IconButton } from '../../ui/Button';
import { noLoad, type AccountLoad } from '../shell/loadIndex';
import styles from './Rail.module.css';
import { RailItem } from './RailItem';

// Nothing a start waits for.
const RailDuties = lazy(async () => ({ default: (await import('./RailDuties')).RailDuties }));

/** From here on the tiles scroll under a rule, and "all" stays in sight. */
const MANY = 11;

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrow keys walk the tiles, so that thirty accounts cost one stop of the Tab key. */
const walk = (event: KeyboardEvent<HTMLElement>): void => {
  const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-rail-item]')];
  const at = tiles.findIndex((tile) => tile === document.activeElement);
  const step = event.altKey || event.ctrlKey ? undefined : steps[event.code];
  const next = step !== undefined ? tiles[at + step] : event.code === 'Home' ? tiles[0] : event.code === 'End' ? tiles.at(-1) : undefined;
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
};

/** All accounts, then each. `loads` counts unread conversations and overdue ones per account. */
export const Rail = memo(({ accounts, loads, canManage }: {
  readonly accounts: readonly AccountRow[]; readonly loads: ReadonlyMap<string, AccountLoad>; readonly canManage: boolean;
}) => {
  const t = useT();
  const chosen = useFilters((filters) => filters.account);
  const list = useRef<HTMLOListElement>(null);
  const unread = accounts.reduce((sum, account) => sum + (loads.get(account.id)?.unread ?? 0), 0);
  return (
    <nav className={styles.rail} aria-label={t('rail.label')} onKeyDown={walk} data-many={accounts.length > MANY || undefined}>
      <button
        type="button" className={styles.item} aria-pressed={chosen === null} tabIndex={chosen === null ? 0 : -1} data-rail-item
        onClick={() => chooseAccount(null)} data-testid="rail-all" aria-label={t('rail.allAccounts')} title={t('rail.allAccounts')}
      >
        <AllTile glyph={t('rail.allGlyph')} />
        <span className={styles.code}>{t('rail.all')}</span>
        <span className={styles.full}><b>{t('rail.allAccounts')}</b><span>{t('rail.summary', { count: accounts.length, unread })}</span></span>
      </button>
      <ol ref={list} className={styles.tiles}>
        {accounts.map((account) => <RailItem key={account.id} account={account} load={loads.get(account.id) ?? noLoad} isChosen={chosen === account.id} />)}
      </ol>
      <Suspense fallback={null}><RailDuties /></Suspense>
      {canManage && (
        <div className={styles.foot}>
          <IconButton icon="plus" label={t('rail.add')} onPress={() => showAdmin('addAccount')} testId="rail-add" />
          <IconButton icon="gear" label={t('rail.settings')} onPress={() => showAdmin('accounts')} />
        </div>
      )}
    </nav>
  );
});
Rail.displayName = 'Rail';

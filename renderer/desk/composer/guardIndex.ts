/** Names of everybody one might write to by mistake, prepared in small pieces while the window is idle. */
import { collectNames, prepareNames, type NameIndex, type NameOwner } from '#shared/rules/wrongWindow';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';

const RECENT_MS = 30 * 24 * 60 * 60_000;
const MOST = 10_000;
/** Owners prepared in one go: some ms. */
const PIECE = 250;
const RENEW_MS = 60_000;

let index: NameIndex = prepareNames([]);
let preparedAt = Number.NEGATIVE_INFINITY;
let isPreparing = false;

export const ownerIdOf = (row: Pick<ConversationRow, 'id' | 'customer'>): string => row.customer ?? row.id;

/** Latest first: beyond the most, the oldest are left out. */
export const ownersOf = (conversations: readonly ConversationRow[], accounts: readonly AccountRow[], open: ReadonlySet<string>, now: number): readonly NameOwner[] => {
  const near = conversations.filter((row) => row.kind !== 'group' && (open.has(row.id) || now - row.lastAt < RECENT_MS)).sort((a, b) => b.lastAt - a.lastAt).slice(0, MOST);
  return [
    ...near.map((row): NameOwner => ({ id: ownerIdOf(row), kind: 'customer', names: [row.title, ...(row.chat.title === undefined ? [] : [row.chat.title])] })),
    ...accounts.map((account): NameOwner => ({ id: account.id, kind: 'shop', names: [account.name, ...(account.nickname === undefined ? [] : [account.nickname])] })),
  ];
};

/** The names as last prepared. */
export const guardIndex = (): NameIndex => index;

const whenIdle = (run: () => void): void => void requestIdleCallback(run, { timeout: 1000 });

/** Prepares anew when the last time is a minute ago; `owners` is asked only then. Typing never waits for it. */
export const refreshGuardIndex = (owners: () => readonly NameOwner[], now = Date.now()): void => {
  if (isPreparing || now - preparedAt < RENEW_MS) return;
  isPreparing = true;
  const collector = collectNames();
  const all = owners();
  const step = (from: number): void => {
    for (const owner of all.slice(from, from + PIECE)) collector.add(owner);
    if (from + PIECE < all.length) whenIdle(() => step(from + PIECE));
    else {
      index = collector.index();
      preparedAt = now;
      isPreparing = false;
    }
  };
  whenIdle(() => step(0));
};

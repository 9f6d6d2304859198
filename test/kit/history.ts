/** Months of a busy shop written into the ledger of a desk that does not run, through the real writer. */
import { join } from 'node:path';
import { openLedger } from '#electron/engine/ledger/openLedger';
import type { AccountId, PersonId } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import { draftsOf, longTalk, type Load } from '../bench/ingestLoad';

const accountIdOf = (n: number): AccountId => `bench-${n}` as AccountId; // the ids `draftsOf` writes under

/** Accounts of the history; paused ones stay off the line, so that a figure is not that of their connecting. */
const accountDrafts = (accounts: number): readonly Draft[] =>
  Array.from({ length: accounts }, (_, n): readonly Draft[] => [
    {
      type: 'account.added', actor: { kind: 'system' }, account: accountIdOf(n),
      data: { channel: 'onebot', name: `青禾 ${n + 1} 店`, settings: { mode: 'forward', url: 'ws://127.0.0.1:9' }, mark: { code: `店${n % 10}`, color: 1 + (n % 12) }, secretKeys: [] },
    },
    { type: 'account.paused', actor: { kind: 'system' }, account: accountIdOf(n), data: {} },
  ]).flat();

/** What the first start writes: a desk with these opens on its list. */
export const settledDrafts: readonly Draft[] = [
  { type: 'company.named', actor: { kind: 'system' }, data: { name: '杭州青禾羊绒有限公司' } },
  { type: 'person.added', actor: { kind: 'system' }, data: { person: 'p1' as PersonId, name: '程岚', role: 'administrator' } }, // the history's own id
];

/** Appends `load` (see `draftsOf`) with its accounts after `before`, then one conversation of `long` messages; resolves with the head. `onPage` hears how many messages are in. */
export const addHistory = async (dataDir: string, load: Load, { before = [], long = 0, onPage }: { readonly before?: readonly Draft[]; readonly long?: number; readonly onPage?: (share: number) => void } = {}): Promise<number> => {
  const ledger = await openLedger({ dir: join(dataDir, 'ledger'), seat: 'seat-1', now: Date.now, key: () => null });
  try {
    await ledger.append([...before, ...accountDrafts(load.accounts)]);
    let done = 0;
    for (const drafts of draftsOf(load)) {
      if (drafts.length === 0) continue;
      await ledger.append(drafts);
      done += drafts.filter(({ type }) => type === 'message.received' || type === 'reply.queued').length;
      onPage?.(done / load.messages);
    }
    for (const drafts of longTalk(long, load.messages)) if (drafts.length > 0) await ledger.append(drafts);
    return ledger.head();
  } finally {
    await ledger.close();
  }
};

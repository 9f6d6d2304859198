/**
 * The latest messages of every account. What a snapshot brings stays packed until somebody asks for that account, so
 * that a start does not unpack thousands of replies nobody asks about; what did not change is saved as it was.
 */
import type { AccountId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import type { OpenReply } from './openReplies';
import { RecentMessages, type RecentJson } from './recentMessages';

/** One account's `RecentJson` as text in UTF-8. */
export type RecentPack = readonly [AccountId, Buffer];

const TOLD: ReadonlySet<Entry['type']> = new Set(['message.received', 'message.media', 'reply.accepted', 'receipt.received'] satisfies readonly Entry['type'][]);

export class RecentAccounts {
  readonly #open = new Map<AccountId, RecentMessages>();
  readonly #packed: Map<AccountId, Buffer>;

  constructor(packs: readonly RecentPack[] = []) {
    this.#packed = new Map(packs);
  }

  get(account: AccountId): RecentMessages {
    const known = this.#open.get(account);
    if (known) return known;
    const pack = this.#packed.get(account);
    const found = new RecentMessages(pack && JSON.parse(pack.toString('utf8')) as RecentJson); // packed below, whole by the snapshot's checksum
    this.#open.set(account, found);
    return found;
  }

  /** `reply` is the one an acceptance settles, as it was before. */
  apply(entry: Entry, reply?: OpenReply): void {
    if (entry.account === undefined || !TOLD.has(entry.type)) return;
    this.get(entry.account).apply(entry, reply);
    this.#packed.delete(entry.account);
  }

  /** Every account that has anything, by id. */
  packs(): readonly RecentPack[] {
    for (const [account, recent] of this.#open) {
      if (!recent.isEmpty && !this.#packed.has(account)) this.#packed.set(account, Buffer.from(JSON.stringify(recent.toJson())));
    }
    return [...this.#packed].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

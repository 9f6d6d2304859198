/** What was said in a period, read back from the ledger: the only thing samples are drawn from. */
import type { ConversationId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { contactsOf, type Contact, type ContactLine } from '#shared/rules/quality/contacts';
import { DAY_MS, type QualityRules } from '#shared/rules/quality/qualityRules';
import type { Ledger } from '../ledger/contract';

const PAGE = 2_000;

/** Entries with a seq above it are of `at` or later; the ledger's own times never go back. About 20 reads in a million. */
const seqBefore = async (ledger: Pick<Ledger, 'read'>, at: number, head: number): Promise<number> => {
  let [low, high] = [0, head];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [entry] = (await ledger.read(middle, 1)).entries;
    if (entry === undefined || entry.at >= at) high = middle;
    else low = middle + 1;
  }
  return low;
};

class Lines {
  readonly #lines: ContactLine[] = [];
  readonly #replies = new Map<string, ContactLine>();
  readonly #withdrawn = new Set<string>();

  constructor(private readonly isLeftOut: (conversation: ConversationId) => boolean) {}

  take(entry: Entry): void {
    const { conversation, seq } = entry;
    if (conversation === undefined || this.isLeftOut(conversation)) return;
    switch (entry.type) {
      case 'message.received': this.#lines.push({ conversation, seq, at: entry.data.at, kind: entry.data.direction }); break;
      case 'reply.queued': {
        const line: ContactLine = { conversation, seq, at: entry.data.at, kind: 'out', ...(entry.actor.kind === 'person' && { person: entry.actor.id }) };
        this.#replies.set(entry.data.client, line);
        break;
      }
      // A withdrawn reply was never said.
      case 'reply.withdrawn': this.#withdrawn.add(entry.data.client); break;
      case 'conversation.closed': this.#lines.push({ conversation, seq, at: entry.at, kind: 'closed' }); break;
      case 'wait.breached': this.#lines.push({ conversation, seq, at: entry.data.due, kind: 'longWait' }); break;
      case 'message.flagged': this.#lines.push({ conversation, seq, at: entry.data.at, kind: 'flag' }); break;
      default: break;
    }
  }

  all(): readonly ContactLine[] {
    return [...this.#lines, ...[...this.#replies].filter(([client]) => !this.#withdrawn.has(client)).map(([, line]) => line)];
  }
}

export type ContactsOptions = {
  readonly ledger: Pick<Ledger, 'read'>; readonly rules: Pick<QualityRules, 'contactGapMinutes'>;
  /** Groups, and the demonstration where it does not count. */
  readonly isLeftOut: (conversation: ConversationId) => boolean;
};
/** `upTo`: the ledger's head then; `now`: when it was asked (ms), for whether a contact is over. */
export type Asked = { readonly from: number; readonly to: number; readonly upTo: number; readonly now: number };

/**
 * Contacts whose last line falls into [from, to), as the first `upTo` entries tell. A day before and after is read too,
 * so that a contact over midnight is one contact.
 */
export const contactsIn = async ({ ledger, rules, isLeftOut }: ContactsOptions, { from, to, upTo, now }: Asked): Promise<readonly Contact[]> => {
  const lines = new Lines(isLeftOut);
  const end = to + DAY_MS;
  let after = await seqBefore(ledger, from - DAY_MS, upTo);
  while (after < upTo) {
    const page = await ledger.read(after, Math.min(PAGE, upTo - after));
    for (const entry of page.entries) if (entry.at < end) lines.take(entry);
    if (page.next <= after || (page.entries.at(-1)?.at ?? 0) >= end) break;
    after = page.next;
  }
  return contactsOf(lines.all(), rules.contactGapMinutes * 60_000, now).filter((contact) => contact.to >= from && contact.to < to);
};

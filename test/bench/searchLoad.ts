/** Texts as messages in a ledger, to be searched. */
import { join } from 'node:path';
import { openLedger } from '#electron/engine/ledger/openLedger';
import { conversationIdOf, type AccountId, type ChatId, type ContactId, type RemoteMessageId } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import { accountDrafts } from './ingestLoad';

const ACCOUNTS = 8;
const CONVERSATIONS = 5000;
/** Messages of one customer that follow each other. */
const BURST = 8;

const draftOf = (text: string, n: number): Draft => {
  const which = (Math.floor(n / BURST) * 31) % CONVERSATIONS;
  const account = `bench-${which % ACCOUNTS}` as AccountId; // this load's ids
  const chat = `private:${which}` as ChatId; // this load's ids
  return {
    type: 'message.received', actor: { kind: 'channel' }, account, conversation: conversationIdOf(account, chat),
    data: { chat: { id: chat, kind: 'private', contact: `${which}` as ContactId }, id: `m${n}` as RemoteMessageId, at: Date.UTC(2026, 0, 1) + n * 900, direction: 'in', sender: { id: `${which}` as ContactId, name: `顾客 ${which}` }, parts: [{ kind: 'text', text }], source: 'live' }, // this load's ids
  };
};

/** Accounts, closed at once: the channel at hand has a script that speaks, and what is found must be these texts alone. */
const closedAccounts = (): readonly Draft[] => [
  ...accountDrafts(ACCOUNTS),
  ...Array.from({ length: ACCOUNTS }, (_, n): Draft => ({ type: 'account.removed', actor: { kind: 'system' }, account: `bench-${n}` as AccountId, data: {} })), // this load's ids
];

/** Appends page by page to the ledger of an app that does not run; gives the new head. */
export const appendTo = async (dataDir: string, pages: Iterable<readonly Draft[]>): Promise<number> => {
  const ledger = await openLedger({ dir: join(dataDir, 'ledger'), seat: 'bench', now: Date.now, key: () => null });
  try {
    for (const drafts of pages) await ledger.append(drafts);
    return ledger.head();
  } finally {
    await ledger.close();
  }
};

function* pagesOf(texts: readonly string[], first: number): Generator<readonly Draft[]> {
  if (first === 0) yield closedAccounts();
  for (let from = 0; from < texts.length; from += 2000) yield texts.slice(from, from + 2000).map((text, at) => draftOf(text, first + from + at));
}

/** Appends the texts as messages `first`, `first + 1` … to the ledger of an app that does not run, one seq each; gives the new head. */
export const fillLedger = (dataDir: string, texts: readonly string[], first = 0): Promise<number> => appendTo(dataDir, pagesOf(texts, first));

/** The shop the months of the figures happen in, and the pen they are written with: the same for a seed on every machine. */
import type { ChatRef } from '#shared/domain/chat';
import { conversationIdOf, type AccountId, type PersonId } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import { dice } from '#test/kit/dice';
import { chatId, contactId, LedgerBuilder } from '../ledgerBuilder';

export const accounts = ['flagship', 'outlet', 'demo-shop'] as unknown as readonly AccountId[]; // test ids
const channels = ['onebot', 'xmpp', 'demo'] as const;

export type Chat = { readonly account: AccountId; readonly ref: ChatRef; readonly name: string };
export type Said = Pick<Draft, 'type' | 'data'> & { readonly actor?: Draft['actor'] };

export const person = (id: PersonId): Draft['actor'] => ({ kind: 'person', id, role: 'agent' });

export const chatOf = (account: AccountId, name: string, isGroup: boolean): Chat =>
  ({ account, name, ref: isGroup ? { id: chatId(name), kind: 'group', title: name } : { id: chatId(name), kind: 'private', contact: contactId(name) } });

/** A shop opened at `openedAt`, ms, with its accounts. `put` writes an entry, `next` makes an id nobody has. */
export const figureShop = (seed: number, openedAt: number) => {
  const roll = dice(seed);
  const ledger = new LedgerBuilder();
  let ids = 0;
  accounts.forEach((account, place) => ledger.add({ type: 'account.added', account, data: { channel: channels[place] ?? 'onebot', name: account, settings: {}, mark: { code: 'A', color: 1 }, secretKeys: [] } }, openedAt));
  return {
    ledger, roll,
    pick: <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T, // never empty
    next: (prefix: string): string => { ids += 1; return `${prefix}${ids}`; },
    put: (at: number, draft: Said, chat?: Chat): void => {
      ledger.add({ ...draft, ...(chat && { account: chat.account, conversation: conversationIdOf(chat.account, chat.ref.id) }) } as Omit<Draft, 'actor'>, at); // type and data were made together
    },
  };
};

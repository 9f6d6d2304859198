import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { wrongWindowSigns, type GuardContext, type WrongWindow } from '#shared/rules/wrongWindow';
import { ordersOf } from '../../archive/queries/ordersOf';
import { useCustomer } from '../../archive/queries/useCustomer';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useTabs } from '../../state/tabs';
import { useSession } from '../../state/session';
import { useDeskDataReader } from '../shell/DeskData';
import { guardIndex, ownerIdOf, ownersOf, refreshGuardIndex } from './guardIndex';

type Orders = Pick<GuardContext, 'ownOrders' | 'otherOrders'>;
const noOrders: Orders = { ownOrders: new Set(), otherOrders: new Map() };

/** Nothing is typed yet: what a switch of conversation draws goes first, ms at most. */
const UNHURRIED_MS = 500;

const whenIdle = (run: () => void): (() => void) => {
  const request = requestIdleCallback(run, { timeout: UNHURRIED_MS });
  return () => cancelIdleCallback(request);
};

const sorted = (found: Awaited<ReturnType<typeof ordersOf>>, own: ConversationId): Orders => ({
  ownOrders: new Set(found.get(own) ?? []),
  otherOrders: new Map([...found].flatMap(([other, numbers]) => (other === own ? [] : numbers.map((number) => [number, other] as const)))),
});

/** Order numbers of this conversation and of the other open ones, looked for again when it speaks or the tabs change. */
const useOrders = ({ id, lastSeq }: ConversationRow, isTyping: boolean): Orders => {
  const [orders, setOrders] = useState(noOrders);
  const open = useTabs((tabs) => tabs.open);
  const readDesk = useDeskDataReader();
  const asked = useMemo(() => ({ id, lastSeq, others: open.filter((other) => other !== id) }), [id, lastSeq, open]);
  useEffect(() => {
    let isGone = false;
    const read = (): void => {
      const { rowOf } = readDesk();
      ordersOf(new Map([[asked.id, asked.lastSeq], ...asked.others.map((other) => [other, rowOf(other)?.lastSeq ?? 0] as const)])).then((found) => {
        if (!isGone) setOrders(sorted(found, asked.id));
      }, () => undefined); // the archive changes under us: the next change asks again
    };
    const cancel = isTyping ? read() : whenIdle(read);
    return () => {
      isGone = true;
      cancel?.();
    };
  }, [asked, isTyping, readDesk]);
  return orders;
};

/** A second Enter this soon after the first is the same press of the hand, ms. */
const HAND_MS = 500;

export type WrongWindowGuard = {
  readonly signs: readonly WrongWindow[];
  /** Sending was tried and waits for a word. */
  readonly isAsked: boolean;
  /** Whether sending may go on now. The first time with signs it asks; after that the same text goes. */
  readonly mayPass: (text: string) => boolean;
  /** Ends the asking; the text stays. */
  readonly back: () => void;
};

/** Looks for another customer, order or shop in what is typed; never blocks typing, asks once before sending. */
export const useWrongWindow = (conversation: ConversationRow, account: AccountRow | undefined, text: string): WrongWindowGuard => {
  const readDesk = useDeskDataReader();
  const customer = useCustomer(conversation.customer);
  const company = useSession(({ info }) => info?.company ?? undefined);
  const orders = useOrders(conversation, text !== '');
  const [asked, setAsked] = useState<string>();
  const askedAt = useRef(0);
  useEffect(() => {
    refreshGuardIndex(() => {
      const { conversations, accounts } = readDesk();
      return ownersOf(conversations, accounts, new Set(useTabs.getState().open), Date.now());
    });
  }, [readDesk]);
  const owner = ownerIdOf(conversation);
  const { title, chat, account: accountId } = conversation;
  const context = useMemo((): GuardContext => ({
    ...orders, own: [owner, accountId],
    ownNames: [title, chat.title, customer?.name, customer?.remark, account?.name, account?.nickname, company].flatMap((name) => (name === undefined || name === '' ? [] : [name])),
  }), [orders, owner, accountId, title, chat.title, customer?.name, customer?.remark, account?.name, account?.nickname, company]);
  // A keystroke is drawn first, the look follows.
  const seen = useDeferredValue(text);
  const signs = useMemo(() => (seen.trim() === '' ? [] : wrongWindowSigns(guardIndex(), context, seen)), [seen, context]);
  const mayPass = (now: string): boolean => {
    if (wrongWindowSigns(guardIndex(), context, now).length === 0) return true;
    const at = performance.now();
    if (asked === now) return at - askedAt.current > HAND_MS;
    askedAt.current = at;
    setAsked(now);
    return false;
  };
  return { signs, isAsked: asked !== undefined && asked === text, mayPass, back: () => setAsked(undefined) };
};

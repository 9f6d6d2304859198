import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
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

/** Order numbers of this conversation and of the other open ones, read again when either speaks or the tabs change. */
const useOrders = (conversation: ConversationRow): Orders => {
  const [orders, setOrders] = useState(noOrders);
  const open = useTabs((tabs) => tabs.open);
  const { id, lastSeq } = conversation;
  const asked = useMemo(() => ({ ids: [id, ...open.filter((other) => other !== id)], asOf: lastSeq }), [id, open, lastSeq]);
  useEffect(() => {
    let isGone = false;
    ordersOf(asked.ids).then((found) => {
      if (isGone) return;
      const own = found.get(id) ?? [];
      setOrders({ ownOrders: new Set(own), otherOrders: new Map([...found].flatMap(([other, numbers]) => (other === id ? [] : numbers.map((number) => [number, other] as const)))) });
    }, () => undefined); // the archive changes under us: the next change asks again
    return () => { isGone = true; };
  }, [id, asked]);
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
  const orders = useOrders(conversation);
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

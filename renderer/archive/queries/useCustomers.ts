import { useEffect, useMemo, useState } from 'react';
import { useArchiveDb } from './connection';
import { CustomerStore, noCustomers, type Customers } from './customerStore';
import { PersonMemory, type PersonView } from './persons';
import { seenConversations, seenCustomer, seenFiles, type Looker } from './seen';
import { useClosedAccounts } from './useClosedAccounts';
import { useConversations } from './useConversations';

/** Every customer file while the screen that asks is open. */
export const useCustomers = (): Customers => {
  const db = useArchiveDb();
  const [customers, setCustomers] = useState(noCustomers);
  useEffect(() => {
    if (db === null) return undefined;
    const store: CustomerStore = new CustomerStore(db, () => setCustomers(store.current()));
    store.open();
    return () => store.close();
  }, [db]);
  return customers;
};

/** Everybody this person deals with (all, unless an agent looks), as persons; `undefined` until the archive answered. */
export const usePersons = (looker: Looker): readonly PersonView[] | undefined => {
  const customers = useCustomers();
  const conversations = useConversations();
  const closed = useClosedAccounts(looker);
  const { me } = looker;
  const [memory] = useState(() => new PersonMemory());
  return useMemo(() => {
    if (!customers.ready || !conversations.ready || closed === undefined) return undefined;
    if (closed.size === 0) return memory.persons(customers.rows, conversations.rows);
    const rows = seenConversations(conversations.rows, closed, me);
    return memory.persons(seenFiles(customers.rows, seenCustomer(rows, closed)), rows);
  }, [memory, customers, conversations, closed, me]);
};

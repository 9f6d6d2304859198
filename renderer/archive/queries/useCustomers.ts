import { useEffect, useMemo, useState } from 'react';
import { useArchiveDb } from './connection';
import { CustomerStore, noCustomers, type Customers } from './customerStore';
import { PersonMemory, type PersonView } from './persons';
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

/** Everybody, as persons; `undefined` until the archive answered. */
export const usePersons = (): readonly PersonView[] | undefined => {
  const customers = useCustomers();
  const conversations = useConversations();
  const [memory] = useState(() => new PersonMemory());
  return useMemo(() => (customers.ready && conversations.ready ? memory.persons(customers.rows, conversations.rows) : undefined), [memory, customers, conversations]);
};

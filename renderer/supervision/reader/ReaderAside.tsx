import { Suspense, type ComponentType } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { LookLog } from './LookLog';
import styles from './Reader.module.css';

/** A part beside the record that is being read, in the order shown; each brings its own heading and says when it is empty. */
const parts: readonly { readonly key: string; readonly Part: ComponentType<{ readonly conversation: ConversationId }> }[] = [
  { key: 'looks', Part: LookLog },
];

/** What is known and decided about the conversation being read. */
export const ReaderAside = ({ conversation }: { readonly conversation: ConversationId }) => (
  <aside className={styles.aside}>
    {parts.map(({ key, Part }) => <Suspense key={key} fallback={null}><Part conversation={conversation} /></Suspense>)}
  </aside>
);

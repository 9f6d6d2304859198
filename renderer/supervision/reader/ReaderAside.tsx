import { Suspense, type ComponentType } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { ComplaintsPart } from '../complaints/ComplaintsPart';
import { FlagsPart } from '../flags/FlagsPart';
import { LookLog } from './LookLog';
import { ViolationPart } from '../violations/ViolationPart';
import styles from './Reader.module.css';

/** A part beside the record that is being read, in the order shown; each brings its own heading and says when it is empty. */
const parts: readonly { readonly key: string; readonly Part: ComponentType<{ readonly conversation: ConversationId }> }[] = [
  { key: 'flags', Part: FlagsPart },
  { key: 'violations', Part: ViolationPart },
  { key: 'complaints', Part: ComplaintsPart },
  { key: 'looks', Part: LookLog },
];

/** What is known and decided about the conversation being read. */
export const ReaderAside = ({ conversation }: { readonly conversation: ConversationId }) => (
  <aside className={styles.aside}>
    {parts.map(({ key, Part }) => <Suspense key={key} fallback={null}><Part conversation={conversation} /></Suspense>)}
  </aside>
);

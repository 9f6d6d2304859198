import type { Part } from '#shared/domain/message';
import { hostOf } from '../bubbleLayout';
import { WebLink } from './WebLink';
import styles from './Parts.module.css';

/** A shared page: its own words, and always the host it really leads to. */
export const LinkCard = ({ part }: { readonly part: Extract<Part, { readonly kind: 'link' }> }) => (
  <span className={styles.stack}>
    <WebLink url={part.url} isBlock>{part.title ?? part.url}</WebLink>
    {part.description !== undefined && <span className={styles.cardAside}>{part.description}</span>}
    <span className={styles.cardAside}>{hostOf(part.url) ?? part.url}</span>
  </span>
);

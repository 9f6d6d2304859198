import { Fragment } from 'react';
import { useCover } from '../../../cover/coverContext';
import type { InlinePart } from '../bubbleLayout';
import { textPieces } from '../bubbleLayout';
import { WebLink } from './WebLink';
import styles from './Parts.module.css';

/** Running text of a message. Everything is a text node; nothing a peer writes becomes markup. */
export const InlineText = ({ parts }: { readonly parts: readonly InlinePart[] }) => (
  <p className={styles.text} dir="auto">
    {parts.map((part, at) => <Inline key={at} part={part} />)}
  </p>
);

const Inline = ({ part }: { readonly part: InlinePart }) => {
  const cover = useCover();
  switch (part.kind) {
    case 'mention': return <span className={styles.mention}>@{part.target === 'all' ? 'all' : part.name ?? part.target}</span>;
    case 'emoji': return <span className={styles.emoji} title={part.name ?? part.id}>[{part.name ?? part.id}]</span>;
    case 'text': return textPieces(cover(part.text)).map((piece, at) =>
      piece.kind === 'link' ? <WebLink key={at} url={piece.url}>{piece.url}</WebLink> : <Fragment key={at}>{piece.text}</Fragment>);
  }
};

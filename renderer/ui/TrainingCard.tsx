import type { ReactNode } from 'react';
import { useT } from '../i18n/useT';
import { Tag } from './Tag';
import styles from './TrainingCard.module.css';

export type TrainingWords = { readonly kind: 'good' | 'bad'; readonly title: string; readonly note: string; readonly lines: readonly { readonly side: 'in' | 'out'; readonly text: string }[] };

/** An example from a real contact, what is private covered. `children` stand at its foot. */
export const TrainingCard = ({ card, children }: { readonly card: TrainingWords; readonly children?: ReactNode }) => {
  const t = useT();
  return (
    <article className={styles.card} data-testid="training-card">
      <h3><Tag small tone={card.kind === 'good' ? 'ok' : 'bad'}>{t(`quality.training.${card.kind}`)}</Tag>{card.title}</h3>
      <ol>
        {card.lines.map(({ side, text }, place) => <li key={place} data-side={side}><small>{t(side === 'in' ? 'quality.training.customer' : 'quality.training.agent')}</small><p>{text}</p></li>)}
      </ol>
      {card.note !== '' && <p className={styles.note}>{card.note}</p>}
      <footer>{children}</footer>
    </article>
  );
};

import { useT } from '../../i18n/useT';
import { Button, LinkButton } from '../../ui/Button';
import styles from './NewRules.module.css';

/** A rule as it is offered; `about` what it does, `text` of its clause, both in the language of the screen. */
export type Offer = { readonly id: string; readonly title: string; readonly about: string; readonly clause: string; readonly text: string };

/** New rules of this version of the program: each is taken into the draft or done without; nothing when there are none. */
export const NewRules = ({ offers, declined, onTake, onDecline, onOfferAgain }: {
  readonly offers: readonly Offer[]; /** How many the company does without. */ readonly declined: number;
  readonly onTake: (ids: readonly string[]) => void; readonly onDecline: (id: string) => void; readonly onOfferAgain: () => void;
}) => {
  const t = useT();
  const again = declined > 0 && <p className={styles.declined}>{t('rules.declined', { count: declined })}<LinkButton onPress={onOfferAgain} testId="rules-offer-again">{t('rules.offerAgain')}</LinkButton></p>;
  if (offers.length === 0) return again;
  return (
    <section className={styles.offer} aria-label={t('rules.new', { count: offers.length })} data-testid="new-rules">
      <header>
        <h2>{t('rules.new', { count: offers.length })}</h2><p>{t('rules.newHint')}</p>
        <Button size="small" onPress={() => onTake(offers.map(({ id }) => id))} testId="rules-take-all">{t('rules.takeAll')}</Button>
      </header>
      <ul>
        {offers.map(({ id, title, about, clause, text }) => (
          <li key={id} data-rule={id}>
            <div className={styles.words}><b>{title}</b><span>{about}</span><p><code>{clause}</code>{text}</p></div>
            <Button size="small" onPress={() => onTake([id])} title={t('rules.takeOne', { name: title })} testId="rules-take">{t('rules.take')}</Button>
            <Button size="small" kind="ghost" onPress={() => onDecline(id)} title={t('rules.declineOne', { name: title })} testId="rules-decline">{t('rules.decline')}</Button>
          </li>
        ))}
      </ul>
      {again}
    </section>
  );
};

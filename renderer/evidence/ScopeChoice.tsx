import { useT } from '../i18n/useT';
import styles from './Evidence.module.css';
import type { Offer } from './offer';

/** What leaves; with one offer only it is said, not asked. */
export const ScopeChoice = ({ offers, chosen, onChoose, isDisabled }: {
  readonly offers: readonly Offer[]; readonly chosen: Offer['kind'] | undefined; readonly onChoose: (kind: Offer['kind']) => void; readonly isDisabled: boolean;
}) => {
  const t = useT();
  const [only] = offers;
  if (offers.length === 1 && only) return <p className={styles.lead}>{only.about}</p>;
  return (
    <fieldset className={styles.choices}>
      <legend>{t('evidence.scope')}</legend>
      {offers.map(({ kind, about }) => (
        <label key={kind} className={styles.choice}>
          <input type="radio" name="evidence-scope" checked={kind === chosen} disabled={isDisabled} onChange={() => onChoose(kind)} data-testid={`evidence-of-${kind}`} />
          <span><b>{t(`evidence.of.${kind}`)}</b><small>{about}</small></span>
        </label>
      ))}
    </fieldset>
  );
};

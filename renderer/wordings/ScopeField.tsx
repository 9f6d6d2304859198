import type { AccountId } from '#shared/domain/ids';
import type { AccountRow } from '../archive/schema/accountRows';
import { useT } from '../i18n/useT';
import type { WordingDraft, WordingScope } from './wordingDraft';
import styles from './WordingForm.module.css';

const scopes: readonly WordingScope[] = ['shared', 'accounts', 'personal'];

/** Who is offered it: everybody, these shops, or only its author. */
export const ScopeField = ({ scope, chosen, accounts, error, onChange }: {
  readonly scope: WordingScope; readonly chosen: readonly AccountId[]; readonly accounts: readonly AccountRow[]; readonly error: string | undefined;
  readonly onChange: (change: Partial<Pick<WordingDraft, 'scope' | 'accounts'>>) => void;
}) => {
  const t = useT();
  const toggle = (id: AccountId): void => onChange({ accounts: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
  return (
    <fieldset className={styles.scope}>
      <legend>{t('wording.field.scope')}</legend>
      <div className={styles.choices}>
        {scopes.map((one) => (
          <label key={one}><input type="radio" name="wording-scope" checked={scope === one} onChange={() => onChange({ scope: one })} data-testid={`wording-scope-${one}`} />{t(`wording.scope.${one}`)}</label>
        ))}
      </div>
      {scope === 'accounts' && (
        <div className={styles.choices}>
          {accounts.map((account) => <label key={account.id}><input type="checkbox" checked={chosen.includes(account.id)} onChange={() => toggle(account.id)} />{account.name}</label>)}
          {accounts.length === 0 && <span className={styles.quiet}>{t('wording.noAccounts')}</span>}
        </div>
      )}
      {error !== undefined && <small data-tone="error" role="alert">{t('wording.trouble.noAccount')}</small>}
    </fieldset>
  );
};

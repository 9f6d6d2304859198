import type { AccountRow } from '../../archive/schema/accountRows';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import styles from './Accounts.module.css';
import own from './Custody.module.css';
import { breachText } from './custodyText';
import type { Custody } from './custodyOf';

/** How the account must present itself, and where it does not. */
export const ProfilePart = ({ account, custody, mayChange, onEdit }: {
  readonly account: AccountRow; readonly custody: Custody; readonly mayChange: boolean; readonly onEdit: () => void;
}) => {
  const t = useT();
  const profile = account.policy?.profile;
  const forbidden = profile?.forbidden ?? [];
  return (
    <section className={styles.section} aria-label={t('custody.profile')} data-testid="account-profile">
      <h3>{t('custody.profile')}{mayChange && <span><Button size="small" kind="ghost" onPress={onEdit} testId="profile-edit">{t('custody.profile.edit')}</Button></span>}</h3>
      {custody.breaches.map((breach) => <p key={breach.kind} className={own.breach} role="status"><Icon name="warning" size={12} /><span>{breachText(t, breach)}</span></p>)}
      {profile === undefined ? <p className={styles.quiet}>{t('custody.profile.none')}</p> : (
        <dl className={styles.facts}>
          <dt>{t('custody.nickname')}</dt><dd>{profile.nickname === undefined || profile.nickname === '' ? '—' : profile.nickname}</dd>
          <dt>{t('custody.signature')}</dt><dd>{profile.signature === undefined || profile.signature === '' ? '—' : <>{profile.signature} <span className={styles.quiet}>{t('custody.unseen')}</span></>}</dd>
          <dt>{t('custody.avatar')}</dt><dd>{(profile.avatars?.length ?? 0) === 0 ? '—' : t('custody.avatar.count', { count: profile.avatars?.length ?? 0 })}</dd>
          <dt>{t('custody.forbidden')}</dt><dd>{forbidden.length === 0 ? '—' : forbidden.map((each) => t(`custody.forbidden.${each}`)).join('、')}</dd>
        </dl>
      )}
    </section>
  );
};

import { useMemo } from 'react';
import { useAccounts } from '../archive/queries/useAccounts';
import { usePeople } from '../archive/queries/usePeople';
import { useT } from '../i18n/useT';
import type { ScopeName } from './wordingChanges';

/** Who is offered a wording, in words: 公共, names of shops, 个人 · 小岚. */
export const useScopeName = (): ScopeName => {
  const t = useT();
  const accounts = useAccounts();
  const people = usePeople();
  return useMemo(() => {
    const nameOf = new Map((accounts ?? []).map(({ id, name }) => [id, name]));
    return ({ owner, accounts: of }) => {
      if (owner !== undefined) return t('wording.personalOf', { name: people?.get(owner)?.name ?? '—' });
      return of.length === 0 ? t('wording.shared') : of.map((id) => nameOf.get(id) ?? t('wording.removedAccount')).join('、');
    };
  }, [t, accounts, people]);
};

import { useT } from '../../i18n/useT';
import { clearFilters, closeListSearch, hasFacets, useFilters, useListSearch } from '../../state/filters';
import { showAdmin } from '../../state/view';
import { LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { useDeskData } from '../shell/DeskData';

/** Why the list is empty, and the one thing to do about it. */
export const ListEmpty = ({ canManage }: { readonly canManage: boolean }) => {
  const t = useT();
  const { accounts, conversations } = useDeskData();
  const filters = useFilters();
  const search = useListSearch((state) => state.text);
  if (accounts.length === 0 && conversations.length === 0) {
    return <EmptyLine action={canManage && <LinkButton onPress={() => showAdmin('addAccount')}>{t('empty.addAccount')}</LinkButton>}>{t('empty.noAccounts')}</EmptyLine>;
  }
  if (conversations.length === 0) return <EmptyLine>{t('empty.noConversations')}</EmptyLine>;
  if (search !== '') return <EmptyLine action={<LinkButton onPress={closeListSearch}>{t('empty.endSearch')}</LinkButton>}>{t('empty.search', { text: search })}</EmptyLine>;
  const showAll = <LinkButton onPress={clearFilters}>{t('empty.showAll')}</LinkButton>;
  if (hasFacets(filters)) return <EmptyLine action={showAll}>{t('empty.filtered')}</EmptyLine>;
  if (filters.scope !== 'all') return <EmptyLine action={showAll}>{t(`empty.${filters.scope}`)}</EmptyLine>;
  const name = accounts.find((account) => account.id === filters.account)?.name ?? '';
  return <EmptyLine action={showAll}>{t('empty.account', { name })}</EmptyLine>;
};
